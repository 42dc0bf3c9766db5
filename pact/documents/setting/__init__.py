"""Setting type: the program that turns HTML into PDF, and the hand that starts, feeds and stops it."""
