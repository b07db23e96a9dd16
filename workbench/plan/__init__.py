"""The action plan: order and numbers, what a row must have, priorities, targets, indicators."""
