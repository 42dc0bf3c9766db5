"""A file made again from the same words is the same, byte for byte: without the moment in which it was zipped."""

import io
import re
import zipfile

THEN = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_FIXED = rb"\g<1>2000-01-01T00:00:00Z\g<2>"


def same_bytes(data: bytes) -> bytes:
    """The same archive with its members in their order and without their days; a first `mimetype` stays unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in read.infolist():
            body = read.read(member)
            if member.filename == "docProps/core.xml":
                body = _MOMENT.sub(_FIXED, body)
            info = zipfile.ZipInfo(member.filename, THEN)
            stored = member.filename == "mimetype"
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            made.writestr(info, body)
    return out.getvalue()
