"""Files: what is accepted, how it is kept, how it is handed out."""

import hashlib
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import FileResponse
from django.utils.translation import gettext as _

from .models import StoredFile

MOST_BYTES = 15 * 1024 * 1024
# Extension: content type and how such a file begins.
_ACCEPTED = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", b"PK\x03\x04"),
    ".odt": ("application/vnd.oasis.opendocument.text", b"PK\x03\x04"),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", b"PK\x03\x04"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".webp": ("image/webp", b"RIFF"),
    ".txt": ("text/plain", b""),
    ".csv": ("text/csv", b""),
}
ACCEPT = ",".join(_ACCEPTED)


def validate(upload) -> None:
    """Refuse a file of a kind that is not accepted, that is not what it says, or that is too large."""
    extension = PurePath(upload.name).suffix.lower()
    if extension not in _ACCEPTED:
        raise ValidationError(
            _("Choose a PDF, a text, a table, a presentation or a picture (%s).") % ACCEPT.replace(",", " ")
        )
    if upload.size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 15 MB. Make it smaller or give a link."))
    begins = _ACCEPTED[extension][1]
    head = upload.read(len(begins) or 512)
    upload.seek(0)
    if not head.startswith(begins) or (not begins and b"\x00" in head):
        raise ValidationError(_("The content of this file is not what its name says. Save it again and retry."))


def keep_upload(upload, *, by) -> StoredFile:
    """Keep a file that a form has validated."""
    extension = PurePath(upload.name).suffix.lower()
    return keep(name=upload.name, content=upload.read(), content_type=_ACCEPTED[extension][0], by=by)


def keep(*, name: str, content: bytes, content_type: str, by=None) -> StoredFile:
    """Keep a file under a name of our own; the name it came with is only shown."""
    digest = hashlib.sha256(content).hexdigest()
    stored = StoredFile(
        name=PurePath(name).name[-200:],
        content_type=content_type,
        size=len(content),
        sha256=digest,
        added_by=by,
    )
    stored.file.save(digest[:32] + PurePath(name).suffix.lower()[:8], ContentFile(content), save=False)
    stored.save()
    return stored


def respond(stored: StoredFile) -> FileResponse:
    """Hand a file out, always as a download and never to be run in the page. The caller has checked the right to it."""
    answer = FileResponse(
        stored.file.open(), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
