"""Work that takes longer than a page: the row is the queue, the bar and the proof. See README.md."""
