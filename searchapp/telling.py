"""Which words can tell one text from another, whatever the texts: those that are no grammar."""

from __future__ import annotations

_SHORTEST = 3
_GRAMMAR = frozenset(
    """
    about above across after again against all almost alone along already also although always
    among and another any are around because been before being below between both but came can
    cannot could did does done down during each either enough even ever every few first for from
    further had has have having her here him his how however into its itself just last least less
    like made many may might more most much must near neither never next none nor not nothing now
    off often once one only onto other others our out over own rather same second several shall she
    should since some still such than that the their them themselves then there these they this
    those though three through thus together too toward towards two under until upon very was well
    were what when where whether which while who whom whose why will with within without would yet
    you your said says saying stated reported according
    """.split()
)


def can_tell(word: str) -> bool:
    """Of a folded word."""
    return len(word) >= _SHORTEST and not word.isdecimal() and word not in _GRAMMAR
