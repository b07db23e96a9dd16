"""The stage Scope: what is assessed, by whom and how."""
