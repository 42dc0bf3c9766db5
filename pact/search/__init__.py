"""One search for everybody: what is asked, how words are compared, and which part each floor offers."""

from pact.search.asking import Asked, Found
from pact.search.indexing import Words, narrowed
from pact.search.sources import Entry, Hit, Source, found_among, sources_for

__all__ = ["Asked", "Entry", "Found", "Hit", "Source", "Words", "found_among", "narrowed", "sources_for"]
