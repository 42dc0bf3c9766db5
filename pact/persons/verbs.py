"""What can happen with persons' data."""

from pact.audit import Verb

EXPORTED = Verb("persons.data.exported", "took along the data of a person")
ERASED = Verb("persons.data.erased", "erased the data of a person")
PURGED = Verb("persons.data.purged", "removed data whose time was over")
