"""Automatic copies of an assessment: made while people work, kept in the program's own folder, looked into, brought back."""
