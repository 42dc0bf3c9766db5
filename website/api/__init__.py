"""The read-only interface for machines: the same cards as the pages, as JSON; everything in the public domain."""
