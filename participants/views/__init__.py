"""HTTP: bind a form, call one query or one action, render or redirect."""
