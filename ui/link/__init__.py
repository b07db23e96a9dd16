"""Between the core and the window: changes as signals, work on other threads, what is remembered of files."""
