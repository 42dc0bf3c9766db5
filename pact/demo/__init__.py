"""The demo: a believable Pact, built by the product's own actions, and a clock that can be moved on.

Exists only where `PACT_MODE` is `demo` (the commands also serve the tests). Each floor tells its part in its
`demo.py`; `story.py` puts the parts in their order, by name.
"""
