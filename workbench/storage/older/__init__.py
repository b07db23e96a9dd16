"""Files of older formats: what their rows become in the present one, as pure functions over plain rows."""
