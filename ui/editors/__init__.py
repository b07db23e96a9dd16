"""Widgets that edit one field of one row and write it by themselves. They know the bridge, and no page."""
