"""The core of Integrity Workbench: everything but the window. Scripts and the command line can use it."""

__version__ = "0.3.0"
