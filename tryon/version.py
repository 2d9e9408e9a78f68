"""The program's version, for whoever needs it without the package's public face."""

__version__ = "0.1.0"
