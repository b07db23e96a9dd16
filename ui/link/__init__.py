"""Between the core and the window: changes as signals, work on other threads, what is kept of a file and of earlier ones."""
