"""dragoman reads news on international affairs and writes event data anyone can check."""

__version__ = "0.1.0"
