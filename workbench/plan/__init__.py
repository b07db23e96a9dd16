"""The action plan: order and numbers, what a row needs, priorities, targets, indicators."""
