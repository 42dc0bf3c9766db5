"""What people do to letters."""

from pact.audit import Verb

HELD_BACK = Verb("mail.letter.held", "held a letter back", after_end=True)
SENT_AGAIN = Verb("mail.letter.sent_again", "had a letter sent again", after_end=True)
