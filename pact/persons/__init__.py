"""Where persons' data stand, who takes them along, how they are erased, how long they stay. See README.md."""
