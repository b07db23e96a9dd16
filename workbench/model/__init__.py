"""What an assessment is made of: rows, their words and limits. Everybody may use it, and it uses almost nobody."""
