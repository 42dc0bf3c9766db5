"""What `./run` starts: the embedded servers, and the product on top of them. No Django is imported here."""
