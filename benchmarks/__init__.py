"""The measured budgets: each as a ratio against a baseline taken in the same run. ``make benchmark`` prints them."""
