"""HTTP of this floor: bind a form, call one query or one action, answer."""
