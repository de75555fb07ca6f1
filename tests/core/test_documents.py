"""Documents: the same words in three forms, each of them accessible."""

import builtins
import html
import io
import re

import docx
import pypdf
import pytest
from django.utils.html import strip_tags

from inclucities.core import documents, jobs
from inclucities.core.documents import Bullets, Document, Heading, Note, Paragraph, Table
from tests.world import person

GREEK, LATVIAN = "Καλωσόρισμα νεοαφιχθέντων", "Jauniebraucēju uzņemšana šķērsielā"


def sample(**fields) -> Document:
    told = {
        "title": "Three days in Mechelen",
        "subtitle": "Report of the visit",
        "language": "en",
        "meta": [("Place", "Town hall <2>"), ("Days", "24 and 26 November 2026")],
        "blocks": [
            Heading("What was seen"),
            Paragraph(GREEK, "el"),
            Heading("More", 2),
            Bullets([LATVIAN, "Volunteers meet monthly"]),
            Table(["Who", "What"], [["Capaci", "listens"], ["Mechelen", "shows"]], "Parts"),
            Note("Not everything was seen."),
        ],
        "footer": "Funded by the European Union.",
    }
    return Document(**{**told, **fields})


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def pdf_of(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(documents.to_pdf(document)))


def docx_text(content: bytes) -> str:
    file = docx.Document(io.BytesIO(content))
    return " ".join(c.text or "" for c in file.element.body.iter() if c.tag.endswith("}t"))


def test_three_forms_say_the_same_words():
    page = html.unescape(strip_tags(documents.to_html(sample()).partition("<body>")[2].replace("><", "> <")))
    pdf = "\n".join(p.extract_text() for p in pdf_of(sample()).pages)
    text = docx_text(documents.to_docx(sample()))
    assert sorted(words(page)) == sorted(words(text))
    assert set(words(page)) <= set(words(pdf))
    assert {"Καλωσόρισμα", "Jauniebraucēju", "šķērsielā", "Funded"} <= set(words(text))


def test_pdf_is_tagged_and_knows_language_and_title():
    pdf = pdf_of(sample(language="el", title=GREEK))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "el"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == GREEK
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_pdf_carries_our_fonts():
    fonts = {
        font.get_object()["/BaseFont"]
        for page in pdf_of(sample()).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("Commissioner" in name for name in fonts)


def test_docx_has_headings_language_and_a_repeated_head():
    file = docx.Document(io.BytesIO(documents.to_docx(sample(language="lv"))))
    styles = [p.style.name for p in file.paragraphs]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "List Bullet"} <= set(styles)
    xml = file.styles.element.xml
    assert re.search(r'<w:lang [^>]*w:val="lv"', xml)
    assert file.core_properties.language == "lv"
    assert file.core_properties.title == "Three days in Mechelen"
    assert "w:tblHeader" in file.tables[0].rows[0]._tr.xml
    assert 'w:val="el"' in file.element.xml


def test_texts_are_escaped_and_unwritable_characters_dropped():
    document = sample(blocks=[Paragraph("<script>x</script>\x0b\x00end")])
    assert "<script>" not in documents.to_html(document)
    assert "end" in docx_text(documents.to_docx(document))


def test_only_files_of_the_house_are_opened(tmp_path):
    fetcher = documents._only_ours()
    for url in ("https://example.org/x.png", tmp_path.as_uri(), (documents._STATIC / "../models.py").as_uri()):
        with pytest.raises(ValueError, match="not one of our files"):
            fetcher.fetch(url)


def test_without_the_drawing_library_the_reader_is_told_what_to_take(monkeypatch):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(documents.PdfUnavailable, match="DOCX"):
        documents.to_pdf(sample())


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_a_job_keeps_the_file_for_its_owner(db, monkeypatch, form, begins):
    monkeypatch.setitem(jobs._handlers, "test.document", lambda job: documents.deliver(job, sample(), form))
    job = jobs.Job.objects.create(kind="test.document", owner=person("Reader"), title="x", language="en")
    jobs.run.func(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.error
    assert job.result_file.name == f"three-days-in-mechelen.{form}"
    with job.result_file.file.open() as kept:
        assert kept.read().startswith(begins)
