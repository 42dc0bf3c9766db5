"""What we send: a letter is a row, written in the transaction of its news and sent by a sweep (Security B1).

`post(Letter(KIND, to=user, facts={...}, about=record), at=at)` inside an action; see README.md.
"""

from pact.mail.letters import Letter, LetterKind, link
from pact.mail.posting import post, post_all

__all__ = ["Letter", "LetterKind", "link", "post", "post_all"]
