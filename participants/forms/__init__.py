"""Text to clean values; nothing here writes."""
