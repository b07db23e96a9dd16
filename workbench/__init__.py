"""The core of Integrity Workbench: everything but the window. Usable from a script and from the command line."""

__version__ = "0.3.0"
