"""Dates as English, Ukrainian and Russian texts say them, read and resolved to EDTF.

    finding     where in a text there may be a date, and the phrases there
    phrases     ranges, lists and open starts of points
    points      seasons, parts and weeks; figures, years, relative, days: the other points
    tokens      the words of a stretch of text, and what a point is
    words       what words are, in three languages
    tense       whether a sentence looks ahead where it names a date
    resolving   from point to EDTF in a frame; periods: the same for all but days and months
    frame       what has to be known of the text; distance: "two weeks ago", by dateparser

Each module knows only those below it; nothing here knows documents or tags.
"""
