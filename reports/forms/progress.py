"""The words of the annual report."""

from django import forms

from reports.rules.chapters import CHAPTERS


class Chapters(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for chapter in CHAPTERS:
            self.fields[chapter.code] = forms.CharField(
                label=chapter.title,
                help_text=chapter.hint,
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 6, "lang": "en"}),
            )

    def words(self) -> dict[str, str]:
        return {chapter.code: self.cleaned_data[chapter.code] for chapter in CHAPTERS}
