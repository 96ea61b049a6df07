"""searchapp: faceted search over daily reports of war and politics."""

__version__ = "0.1.0"
