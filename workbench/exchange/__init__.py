"""What comes in from outside and goes out: wording files for now. Everything from outside is checked before it is used."""
