"""What is public: the two moments of a record, and whole pages kept until something is published. See README.md."""
