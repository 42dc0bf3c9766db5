"""The only room of this floor that reads for pages."""
