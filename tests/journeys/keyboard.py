"""Hands that never touch the mouse: Tab until the thing has the focus, then type, Space or Enter."""

from playwright.sync_api import expect

from tests.journeys.person import Person

MOST = 200
# What has the focus is outlined, or the label around it is.
SHOWN = """() => [document.activeElement, document.activeElement.closest("label, td")].some(
    one => one && (getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none"))"""
# What a screen reader would call it: its label, else its words.
NAME = """() => {
    const one = document.activeElement
    if (one === document.body) return ""
    const labels = [...(one.labels || [])].map(label => label.innerText).join(" ")
    return (one.getAttribute("aria-label") || labels || one.innerText || "").trim()
}"""
GROUP = """() => document.activeElement.closest("fieldset, [role=group]")?.innerText || "" """


def focused(person: Person) -> str:
    return person.page.evaluate(NAME)


def reach(person: Person, name: str, *, within: str = "", exact: bool = False) -> None:
    """Press Tab until something with this name (`within` a group of answers) has the focus; it can be seen there."""
    for _step in range(MOST):
        person.page.keyboard.press("Tab")
        found = focused(person)
        if (found == name if exact else name in found) and (not within or within in person.page.evaluate(GROUP)):
            assert person.page.evaluate(SHOWN), f"{name} does not show that it has the focus"
            return
    raise AssertionError(f"{name} is not reached by Tab on {person.path}; the last one is {focused(person)}")


def press(person: Person, name: str, *, exact: bool = False) -> None:
    """A link or a button that leads to another page, until that is there."""
    reach(person, name, exact=exact)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


def enter(person: Person, heading: str) -> None:
    """Press Enter and wait for the page of this heading: no key may fall on the one before."""
    person.page.keyboard.press("Enter")
    expect(person.page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    person.page.wait_for_load_state()


def tick(person: Person, name: str) -> None:
    reach(person, name)
    person.page.keyboard.press("Space")


def type_into(person: Person, label: str, text: str) -> None:
    """Over what stands there: a field that is reached by Tab is selected, a longer text is not."""
    reach(person, label)
    person.page.keyboard.press("Control+a")
    person.page.keyboard.type(text)


def answer(person: Person, question: str, option: str) -> None:
    """One of several answers: Tab leads to the group, the arrows lead through it."""
    reach(person, "", within=question)
    for _step in range(8):
        if focused(person).startswith(option):
            person.page.keyboard.press("Space")
            return
        person.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{option} is no answer to {question} on {person.path}")


def sign_in(person: Person, address: str, password: str) -> None:
    person.go("/accounts/login/")
    type_into(person, "E-mail address", address)
    type_into(person, "Password", password)
    enter(person, "My tasks")
