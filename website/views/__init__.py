"""The public pages, a file per noun."""
