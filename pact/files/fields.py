"""The upload of a form: checked while the form is, so that the sentence stands at the field."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from pact.files.sniffing import KINDS, check


class UploadField(forms.FileField):
    """A file of one of the allowed kinds, by content. Its clean value is the upload, rewound."""

    def __init__(self, *, allow: tuple[str, ...] = ("pdf",), limit: int | None = None, **options):
        self.allow, self.limit = allow, limit
        super().__init__(**options)
        self.widget.attrs.setdefault("accept", ",".join(KINDS[name].extension for name in allow))

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            check(upload, self.allow, self.limit)
        return upload
