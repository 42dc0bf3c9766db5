"""The table of the demo people is read as it is printed; the index shows every picture."""

from pact.runner.screens import Album, Person, people_of, slug, write_index

TABLE = """
Role            Organization           E-mail                     Password
--------------  ---------------------  -------------------------  ----------------
Reporter        Gemeente Voorbeeld     ada@voorbeeld.example      correct-horse-1
Reporter        Stadt Muster           bo@muster.example          correct-horse-2
Secretariat     -                      clerk@pact.example         correct-horse-3
"""


def test_one_person_for_each_role():
    assert list(people_of(TABLE)) == [
        Person("Reporter", "ada@voorbeeld.example", "correct-horse-1"),
        Person("Secretariat", "clerk@pact.example", "correct-horse-3"),
    ]


def test_the_index_shows_every_picture(tmp_path):
    album = Album(
        tmp_path, shots=[("001-visitor-website-home", "visitor", "/"), ("002-chair-me", "chair", "/me/?a=<b>")]
    )
    write_index(album)
    text = (tmp_path / "index.html").read_text()
    assert text.count("<img") == 6 and "001-visitor-website-home-dark.png" in text and "&lt;b&gt;" in text


def test_file_names_are_plain():
    assert slug("monitoring:submission-detail") == "monitoring-submission-detail"
