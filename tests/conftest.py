"""What holds for every test. Random examples have no time limit of their own: on a busy machine
any of them may take long once, which says nothing of the code."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")
