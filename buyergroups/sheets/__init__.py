"""The columns in which this floor reads and writes table files; each noun has a file."""
