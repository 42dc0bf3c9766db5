"""The form renderer: label, hint, error, input; and the summary first on the page."""

import re
from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from pact.ui.fields import DayField, read_day
from pact.ui.forms import PactBoundField


class Order(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the list", error_messages={"required": "Enter a name"})
    count = forms.IntegerField(
        label="Devices",
        required=False,
        widget=forms.TextInput({"placeholder": "12", "data-width": "4"}),
        error_messages={"invalid": "Enter a whole number, like 12"},
    )
    part = forms.MultipleChoiceField(
        label="Part", choices=[("P", "Procuring"), ("C", "Coordinating")], widget=forms.CheckboxSelectMultiple
    )
    agree = forms.BooleanField(label="We agree", error_messages={"required": "Confirm that you agree"})
    scan = forms.FileField(label="Scan", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("name") == "nobody":
            raise forms.ValidationError("Nobody cannot order")


def test_every_form_of_the_product_is_drawn_by_this_renderer():
    assert isinstance(Order()["name"], PactBoundField)


def test_the_order_is_label_hint_error_input():
    told = Order({"name": ""})["name"].as_field_group()
    places = [told.index(part) for part in ("<label", 'class="hint"', 'class="error"', "<input")]
    assert places == sorted(places)


def test_the_input_is_described_by_error_and_hint():
    told = str(Order({"name": ""})["name"])
    assert 'aria-describedby="id_name_error id_name_helptext"' in told
    assert 'aria-invalid="true"' in told


def test_every_description_exists_on_the_page():
    told = str(Order({"name": "", "count": "x"}))
    ids = set(re.findall(r'\bid="([^"]+)"', told))
    for described in re.findall(r'aria-describedby="([^"]+)"', told):
        assert set(described.split()) <= ids


def test_optional_fields_say_so_and_needed_ones_do_not():
    told = str(Order())
    assert told.count("(optional)") == 2
    assert "(optional)" not in str(Order()["name"].as_field_group())


def test_choices_are_a_fieldset_with_a_legend():
    told = str(Order()["part"].as_field_group())
    assert told.startswith("<fieldset")
    assert re.search(r"<legend[^>]*>Part", told)


def test_a_tick_stands_before_its_label():
    told = str(Order()["agree"].as_field_group())
    assert told.index("<input") < told.index("We agree")


def test_a_placeholder_is_never_drawn():
    assert "placeholder" not in str(Order())


def test_nothing_typed_is_lost():
    told = str(Order({"name": "  Złota <b>", "count": "about 12"}))
    assert 'value="  Złota &lt;b&gt;"' in told
    assert 'value="about 12"' in told


def test_hidden_fields_are_there_without_a_label():
    assert re.search(r'<input type="hidden" name="token"', str(Order()))


def summary(form) -> str:
    return Template("{% title_prefix %}|{% error_summary %}").render(Context({"form": form}))


def test_the_summary_leads_to_each_field_that_needs_correcting():
    told = summary(Order({"name": "", "count": "x"}))
    assert told.startswith("Error: |")
    for target in ("id_name", "id_count", "id_part_0", "id_agree"):
        assert f'href="#{target}"' in told
        assert f'id="{target}"' in str(Order({"name": "", "count": "x"}))


def test_a_fault_of_the_whole_form_stands_in_the_summary():
    assert "Nobody cannot order" in summary(Order({"name": "nobody", "part": ["P"], "agree": "on"}))


def test_a_form_that_was_not_sent_has_no_summary():
    assert summary(Order()) == "|"


def test_a_page_without_form_has_no_summary():
    assert Template("{% title_prefix %}{% error_summary %}").render(Context({})) == ""


@pytest.mark.parametrize(
    "text", ["31 March 2027", "31 mar 2027", "31.3.2027", "31/3/2027", "2027-03-31", " 31st March, 2027 "]
)
def test_a_day_is_read_as_people_write_it(text):
    assert read_day(text) == date(2027, 3, 31)


@pytest.mark.parametrize("text", ["31 February 2027", "tomorrow", "3/2027", "31-31-2027", "0 March 2027", "²/³/2027"])
def test_a_day_that_does_not_exist_is_said_in_a_sentence(text):
    with pytest.raises(forms.ValidationError, match="Enter a day, like 31 March 2027"):
        DayField().clean(text)


def test_a_day_is_shown_in_words_and_a_wrong_one_as_typed():
    class Since(forms.Form):
        since = DayField()

    assert 'value="31 March 2027"' in str(Since(initial={"since": date(2027, 3, 31)}))
    assert 'value="31 Februar"' in str(Since({"since": "31 Februar"}))
