"""The only room of this floor that writes."""
