"""What an assessment is made of: rows, their fixed choices and their limits. All rooms use it; it uses almost none."""
