"""Text to clean values; nothing here saves."""
