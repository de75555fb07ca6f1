"""Documents: written once as a neutral list of blocks, given out as a page, as an accessible PDF and as a text file.

An app builds a `Document` in its `exports.py`. Its view answers HTML directly with `to_html`; the other two
forms are long work: a job handler calls `deliver(job, document, form)`. WeasyPrint and python-docx are
imported only inside the functions that need them, so that a web process stays small.
"""

import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.text import slugify
from django.utils.translation import gettext as _

from . import jobs, languages

FORMS = ("pdf", "docx")
_STATIC = Path(__file__).parent / "static"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Characters that XML cannot hold; a text that somebody pasted may bring them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class PdfUnavailable(Exception):
    """This server cannot make PDF files; the words tell the reader what to take instead."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the first below the title of the document, 4 the last."""

    text: str
    level: int = 1
    kind = "heading"

    @property
    def tag(self) -> str:
        return f"h{min(max(self.level, 1), 4) + 1}"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `language` where it is not that of the document."""

    text: str
    language: str = ""
    kind = "paragraph"


@dataclass(frozen=True)
class Bullets:
    items: list[str]
    kind = "bullets"


@dataclass(frozen=True)
class Table:
    """A table with one row of headings and one cell of heading in each row's first column."""

    head: list[str]
    rows: list[list[str]]
    caption: str = ""
    by_hand: bool = False  # its rows are high enough to be filled in with a pen
    kind = "table"


@dataclass(frozen=True)
class Note:
    """A remark that stands apart: a limit, a warning, what is missing."""

    text: str
    kind = "note"


Block = Heading | Paragraph | Bullets | Table | Note


@dataclass(frozen=True)
class Document:
    """What a document says. `meta` are pairs of label and value below the title, `footer` the visibility text."""

    title: str
    subtitle: str = ""
    language: str = "en"
    meta: list[tuple[str, str]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    footer: str = ""


def to_html(document: Document) -> str:
    """A complete page, to read and to print."""
    return _page(document, static("css/document.css"))


def to_pdf(document: Document) -> bytes:
    """A tagged PDF (PDF/UA-1) with its own fonts. Raises `PdfUnavailable` where the drawing library is missing."""
    try:
        from weasyprint import HTML
    except OSError as error:  # Pango is a library of the system, not of Python
        raise PdfUnavailable(_pdf_unavailable(document.language)) from error
    page = HTML(
        string=_page(document, (_STATIC / "css/document.css").as_uri()),
        base_url=_STATIC.as_uri(),
        url_fetcher=_only_ours(),
    )
    return page.write_pdf(pdf_variant="pdf/ua-1")


def to_docx(document: Document) -> bytes:
    """A text file for word processors: real headings, repeated table heads, its language set."""
    import docx

    file = docx.Document()
    _dress(file, document)
    file.add_heading(_clean(document.title), 0)
    if document.subtitle:
        file.add_paragraph(_clean(document.subtitle), style="Subtitle")
    for label, value in document.meta:
        line = file.add_paragraph()
        line.add_run(_clean(label)).bold = True
        line.add_run(f"\t{_clean(value)}")
    for block in document.blocks:
        _WRITERS[block.kind](file, block)
    if document.footer:
        file.add_paragraph(_clean(document.footer), style="Caption")
    answer = io.BytesIO()
    file.save(answer)
    return answer.getvalue()


def deliver(job, document: Document, form: str) -> None:
    """Make the document and keep it as the result of a job. Forms: "pdf", "docx"."""
    content = {"pdf": to_pdf, "docx": to_docx}[form](document)
    jobs.finish_with_file(
        job,
        name=f"{slugify(document.title, allow_unicode=True)[:80] or 'document'}.{form}",
        content=content,
        content_type="application/pdf" if form == "pdf" else _DOCX,
    )


def _page(document: Document, stylesheet: str) -> str:
    with languages.speaking(document.language):
        return render_to_string("core/documents/document.html", {"document": document, "stylesheet": stylesheet})


def _pdf_unavailable(language: str) -> str:
    with languages.speaking(language):
        return _("This server cannot make PDF files. Take the page to print, or the DOCX file.")


def _only_ours():
    """A fetcher that opens files of our own static folder and nothing else: no network, no other file."""
    from weasyprint.urls import URLFetcher

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            from urllib.parse import unquote, urlsplit

            parts = urlsplit(url)
            if parts.scheme != "file" or not Path(unquote(parts.path)).resolve().is_relative_to(_STATIC):
                raise ValueError(f"not one of our files: {url}")
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols={"file"}, allow_redirects=False)


def _clean(text) -> str:
    return _UNWRITABLE.sub("", str(text))


def _dress(file, document: Document) -> None:
    """Set language and properties of a text file, and the green of the house for its headings."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    defaults = file.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for attribute in ("val", "eastAsia", "bidi"):
        _child(defaults, "w:lang").set(qn(f"w:{attribute}"), document.language)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Subtitle", "Caption"):
        file.styles[name].font.color.rgb = RGBColor(0x1B, 0x51, 0x40)
    file.core_properties.title = _clean(document.title)[:250]
    file.core_properties.subject = _clean(document.subtitle)[:250]
    file.core_properties.language = document.language
    file.core_properties.author = "IncluCities"
    file.core_properties.comments = ""


def _child(parent, tag: str):
    """The first child of a kind, made when there is none."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.append(found)
    return found


def _write_heading(file, block: Heading) -> None:
    file.add_heading(_clean(block.text), min(max(block.level, 1), 4))


def _write_paragraph(file, block: Paragraph) -> None:
    from docx.oxml.ns import qn

    run = file.add_paragraph().add_run(_clean(block.text))
    if block.language:
        _child(run._r.get_or_add_rPr(), "w:lang").set(qn("w:val"), block.language)


def _write_bullets(file, block: Bullets) -> None:
    for item in block.items:
        file.add_paragraph(_clean(item), style="List Bullet")


def _write_note(file, block: Note) -> None:
    file.add_paragraph(_clean(block.text), style="Intense Quote")


def _write_table(file, block: Table) -> None:
    from docx.oxml.ns import qn

    if block.caption:
        file.add_paragraph(_clean(block.caption), style="Caption").paragraph_format.keep_with_next = True
    table = file.add_table(rows=1, cols=len(block.head), style="Table Grid")
    # Word repeats this row on every page, and readers announce it as the head of the table.
    _child(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader").set(qn("w:val"), "true")
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(_clean(text)).bold = True
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(text)
    file.add_paragraph()


_WRITERS = {
    "heading": _write_heading,
    "paragraph": _write_paragraph,
    "bullets": _write_bullets,
    "note": _write_note,
    "table": _write_table,
}
