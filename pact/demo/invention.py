"""Invented people: always the same ones for the same organization, in names from many places."""

_FIRST = ("Ingrid", "Lars", "Sofie", "Thomas", "Helen", "Markus", "Anneke", "Pierre", "Astrid", "David", "Eva", "Nils")
_LAST = ("Solheim", "Bakker", "Peeters", "Vogel", "Ashworth", "Huber", "Keller", "Tremblay", "Lind", "Moreau")


def staff_of(key: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Two people: who cares for the figures, and who signs. First name, last name, function, powers."""
    seed = sum(ord(letter) * (place + 1) for place, letter in enumerate(key))
    names = [(_FIRST[(seed + step) % 12], _LAST[(seed // 12 + 3 * step) % 10]) for step in (0, 5)]
    return [
        (*names[0], "Procurement officer", ("EDITOR", "MANAGER")),
        (*names[1], "Director of operations", ("SIGNATORY", "VOTER", "MANAGER")),
    ]


def editor_of(key: str) -> tuple[str, str, str]:
    """Name, function and address of the person who enters an organization's figures."""
    return _card(key, 0)


def signer_of(key: str) -> tuple[str, str, str]:
    """Name, function and address of the person who signs for it."""
    return _card(key, 1)


def _card(key: str, which: int) -> tuple[str, str, str]:
    first, last, function, _powers = staff_of(key)[which]
    return f"{first} {last}", function, f"{first}.{last}@{key}.example".lower()
