"""The components of the extraction pipeline, one a file: thin classes around pure functions."""

from importlib import import_module

NAMES = ("sentences", "periods", "quantities", "indicators", "regions", "speakers", "figures")


def register() -> None:
    """Make the components known to spaCy by importing their modules."""
    for name in NAMES:
        import_module(f"pipeline.components.{name}")
