"""Messages in the reader's language, dates, the direction and the shapes of letters."""
