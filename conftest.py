"""What holds for the tests of all parts."""

from hypothesis import HealthCheck, settings

# How long an example takes is for the benchmarks to say, and differs with what else runs.
settings.register_profile("taskpact", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("taskpact")
