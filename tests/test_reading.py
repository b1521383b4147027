"""Reading: decoding, formats, blocks, metadata, language."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph.builder.document import Document
from factgraph.builder.errors import FactgraphError, LanguageError, ReadError
from factgraph.builder.reading import (
    check_english,
    find_inputs,
    is_english,
    markup_spans,
    read,
    read_bytes,
    read_input,
    read_text,
)
from factgraph.builder.reading.dates import date_line, iso_date

FACT_SHEET = """Relations With Peru

Bureau of Andean Affairs
Fact Sheet
July 12, 2016

Peru and Chile share a border. They trade in copper.

Trade Issues

Peru joined the pact in 2011.

The programme has two aims:

disrupt organized crime;
build strong communities

For more information, see the pages listed here:

Peru Country Page
Human Rights Reports
Office of Trade: Statistics
https://example.org/peru
"""


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


def kinds(text: str, source: str = "a.txt") -> list[str]:
    return [b.kind for b in read_text(text, source).blocks]


# --- decoding -------------------------------------------------------------------------------------------------------

SENTENCE = "Enrique Peña Nieto’s visit to the “café” cost €5. It was the first of its kind."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    document = read_bytes(SENTENCE.encode(encoding), "a.txt")
    assert document.text == SENTENCE
    assert blocks(document) == [("paragraph", SENTENCE)]


def test_utf8_with_one_stray_byte() -> None:
    data = SENTENCE.encode() + b" The caf\xe9 is old."
    assert read_bytes(data, "a.txt").text == SENTENCE + " The café is old."


def test_mac_roman_is_not_read_as_windows() -> None:
    data = "It’s the state’s plan, and they don’t say who’s to pay for Mexico’s share of the cost.".encode("mac-roman")
    assert "Õ" not in read_bytes(data, "a.txt").text


def test_line_ends_and_offsets_are_kept() -> None:
    text = "Peru signed the pact.\r\nIt is\rin force.\n\n𝕏 is a letter.\r\n"
    document = read_bytes(text.encode(), "a.txt")
    assert document.text == text
    assert blocks(document)[-1] == ("paragraph", "𝕏 is a letter.")


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t\r\n", "a.txt", "empty"),
        ("\ufeff\n".encode("utf-16"), "a.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.txt", "image"),
        (b"\xff\xd8\xff\xe0 jpeg", "a", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "DOCX"),
        (b"{\\rtf1 text}", "a.rtf", "Rich Text"),
        (bytes(range(256)) * 9, "a.txt", "not a text"),
        (b"text with \x00 in it", "a.txt", "not a text"),
        (b"\x01\x02\x03\x04\x05\x06 text", "a.txt", "binary"),
        (b"PK\x03\x04 and so on", "a.docx", "zip"),
        (b"just words", "a.docx", "not a Word document"),
        (b"just words", "a.pdf", "not a PDF"),
        (b"%PDF-1.7 nothing else", "a.pdf", "damaged"),
        (b"<html><body><script>x</script></body></html>", "a.html", "no text"),
    ],
)
def test_refused(data: bytes, name: str, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read_bytes(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"# x\n", b"<p>"]),
    st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "stdin"]),
)
def test_any_bytes(data: bytes, head: bytes, name: str) -> None:
    try:
        document = read_bytes(head + data, name)
    except FactgraphError:
        return
    assert_sound(document)


# --- blocks ---------------------------------------------------------------------------------------------------------


def assert_sound(document: Document) -> None:
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        piece = document.text[block.start : block.end]
        assert piece == piece.strip()
        at = block.end
    for (a, b), (c, d) in pairwise([(-1, 0), *markup_spans(document), (len(document.text), len(document.text) + 1)]):
        assert a < b <= c < d


PROSE = st.lists(
    st.sampled_from(
        [
            *"abcM.:;,- \t\n\r|#*>`_[](){}<>1290/“”’–•\u2028\x0c\x85\xa0",
            "The pact ",
            "\n\n",
            "March 2, 2014\n",
            "By J Doe\n",
        ]
    )
).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.text() | PROSE, st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_blocks_are_ordered_trimmed_and_apart(text: str, name: str) -> None:
    try:
        document = read_text(text, name)
    except ReadError:
        return
    assert_sound(document)


def test_fact_sheet() -> None:
    document = read_text(FACT_SHEET, "peru.txt")
    assert (document.title, document.issued, document.publisher) == (
        "Relations With Peru",
        "2016-07-12",
        "Bureau of Andean Affairs",
    )
    assert [kind for kind, _ in blocks(document)] == [
        *["title", "metadata", "metadata", "metadata", "paragraph", "heading", "paragraph", "paragraph"],
        *["item", "item", "paragraph", "links", "links", "links", "links"],
    ]
    assert document.text == FACT_SHEET
    assert not document.extracted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mexico joined the OECD in 1994.", ["paragraph"]),
        ("Mexico joined the OECD in 1994", ["paragraph"]),
        ("Mexico joined the OECD in 1994\nIt hosted the G20 in 2012\n", ["paragraph", "paragraph"]),
        ("Peru is a state. It is old.\n\nLima is its capital.", ["paragraph", "paragraph"]),
        ("Roberta Jacobson\nEnrique Peña Nieto\nJoe Biden\n", ["links"] * 3),
        ("Peru\n\nCapital: Lima\nPopulation: 31 million\n\nPeru is a state.", ["title", "item", "item", "paragraph"]),
        (
            "The pact was signed.\n\nWhat Comes Next?\n\nThe pact will be ratified.",
            ["paragraph", "heading", "paragraph"],
        ),
        ("The pact was signed.\n\nThe two presidents met\n\nThey agreed on it.", ["paragraph"] * 3),
        ("The pact was signed.\n\nNext steps\n\nThey agreed on all of it.", ["paragraph", "heading", "paragraph"]),
        ("The pact was signed.\n\n* * *\n\nThey agreed on it.", ["paragraph", "paragraph"]),
        ("It began:\n\n- first\n- second\n  line\n  - deep\n", ["paragraph", "item", "item", "item"]),
        ("The members include:\n\nCameroon\n\nEthiopia\n\nNiger\n", ["paragraph", "item", "item", "item"]),
        (
            "The partners commit to:\n\nShare data.\n\nBuild trust.\n\nThe plan ends here.",
            ["paragraph", "item", "item", "paragraph"],
        ),
        ("It grew.\n\nYear\tTrade\n2013\t550\n", ["paragraph", "table", "table"]),
        ("It grew.\n\nYear    Trade\n2013    550\n2014    600", ["paragraph", "table", "table", "table"]),
        ("It grew.\n\n| a | b |\n| 1 | 2 |", ["paragraph", "table", "table"]),
        ("It grew.  It shrank.\nIt rose.  It fell.", ["paragraph", "paragraph"]),
        ("1. Overview\n\nThe firm bought another firm in March 2015.\n", ["heading", "paragraph"]),
    ],
)
def test_kinds(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Estonia is a country in Northern Europe. It is bordered to the north by the\n"
        "Gulf of Finland, to the west by the Baltic Sea, and was led for years by\n"
        "President Ilves. It joined the European Union in 2004 and the euro area in\n"
        "2011.\n"
        "\n"
        "Tallinn is its capital, and Tartu, Narva and Pärnu are other large towns of\n"
        "Estonia.\n"
    )
    assert kinds(text) == ["paragraph", "paragraph"]


def test_narrow_lines_are_one_paragraph() -> None:
    text = (
        "Mexico is the largest\nexport market of the\nUnited States. It has\nhad a trade pact with\n"
        "Canada and the United\nStates since 1994.\n"
    )
    assert kinds(text) == ["paragraph"]


def test_one_paragraph_a_line() -> None:
    first = "The Initiative is a partnership between the United States and Mexico. It was announced on 22 October 2007."
    text = f"The Merida Initiative\n{first}\nMexico received helicopters.\nBackground\nThe presidents met in 2007.\n"
    assert kinds(text) == ["title", "paragraph", "paragraph", "heading", "paragraph"]


def test_indented_first_lines() -> None:
    text = (
        "    The treaty was signed in Paris in 1951 by six states, who wished to pool\n"
        "their coal and steel under a common authority of their own.\n"
        "    The High Authority was led by Jean Monnet and had its seat in the city of\n"
        "Luxembourg.\n"
    )
    assert kinds(text) == ["paragraph", "paragraph"]


def test_item_leaves_its_marker_out() -> None:
    document = read_text("They will:\n\n1. Meet each year.\n   • Send reports.\n(b) Pay.\n", "a.txt")
    assert blocks(document)[1:] == [("item", "Meet each year."), ("item", "Send reports."), ("item", "Pay.")]
    assert [b.level for b in document.blocks] == [0, 1, 2, 1]


# --- masthead -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "issued", "publisher"),
    [
        ("Peru joined in 2011.", None, None, None),
        (
            "Mexico joins Pacific trade pact\n\nBy Jane Doe\nMarch 4, 2014\n\nMexico joined it on Tuesday.",
            *("Mexico joins Pacific trade pact", "2014-03-04", None),
        ),
        (
            "WASHINGTON, July 12, 2016 (AP) — The United States said it would fund the plan.",
            *(None, "2016-07-12", None),
        ),
        (
            "FOR IMMEDIATE RELEASE\n\nAcme Opens Factory\n\nAcme opened a factory in Lima today.",
            *("Acme Opens Factory", None, None),
        ),
        (
            "Ministry of Foreign Affairs\nPress Release\n3 June 2022\n\nEmbassy Opens\n\nIt opened today in Peru.",
            *("Embassy Opens", "2022-06-03", "Ministry of Foreign Affairs"),
        ),
        (
            "From: Jane\nSubject: The visit\nDate: Tue, 12 Jul 2016 10:04:00 +0200\n\nShe will visit Berlin.",
            *("The visit", "2016-07-12", None),
        ),
        (
            "U.S. Buys Acme Technologies, Inc.\n\nOffice of Trade\nMay 2014\n\nJane Doe, Secretary\n\nIt was bought.",
            *("U.S. Buys Acme Technologies, Inc.", "2014-05", "Office of Trade"),
        ),
        ("The Long Walk\n\nThe walk took ten days in July 12, 2016.", "The Long Walk", None, None),
    ],
)
def test_masthead(text: str, title: str | None, issued: str | None, publisher: str | None) -> None:
    document = read_text(text, "a.txt")
    assert (document.title, document.issued, document.publisher) == (title, issued, publisher)
    assert blocks(document)[-1] == ("paragraph", text.rpartition("\n")[2])


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("July 12, 2016", "2016-07-12"),
        ("12 July 2016", "2016-07-12"),
        ("12th of July, 2016", "2016-07-12"),
        ("Sept. 3, 2014", "2014-09-03"),
        ("2016-07-12", "2016-07-12"),
        ("2016-07-12T10:00:00Z", "2016-07-12"),
        ("March 2014", "2014-03"),
        ("2014-03", "2014-03"),
        ("2014", "2014"),
        ("February 30, 2014", None),
        ("2014-13-01", None),
        ("July 12", None),
        ("in 1,400 cases", None),
        ("", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


def test_date_line_says_what_else_it_holds() -> None:
    assert date_line("Published: Tuesday, July 12, 2016 at 10:30 a.m. EDT") == ("2016-07-12", "")
    assert date_line("Washington, D.C. | July 12, 2016") == ("2016-07-12", "Washington, D.C")


# --- Markdown -------------------------------------------------------------------------------------------------------

MARKDOWN = """---
title: Other
date: 2014-03-02
---
# Relations With **Peru**

Peru *signed* the
[pact](http://x.org/a_(b)) in 2006.

Next steps
----------

> It said
> so.

1. One
2. Two
   goes on

```
x = 1
```

| a | b |
|---|---|
| 1 | 2 |

`a*b` and snake_case, **b**'s, 5 * 3, \\*no\\* <b>x</b>.
"""


def test_markdown_blocks() -> None:
    document = read_text(MARKDOWN, "a.md")
    assert document.text == MARKDOWN
    assert (document.title, document.issued) == ("Relations With Peru", "2014-03-02")
    assert [k for k, _ in blocks(document)] == [
        *["metadata", "metadata", "title", "paragraph", "heading", "paragraph", "item", "item"],
        *["table", "table", "table", "paragraph"],
    ]
    assert [b.level for b in document.blocks if b.kind in ("title", "heading", "item")] == [1, 2, 1, 1]


def test_markup_spans() -> None:
    document = read_text(MARKDOWN, "a.md")
    spans = markup_spans(document)
    assert [document.text[a:b] for a, b in spans] == [
        *["**", "**", "*", "*", "[", "](http://x.org/a_(b))", "> ", "`", "`", "**", "**", "\\", "\\", "<b>", "</b>"],
    ]
    assert markup_spans(read_text("**Peru** is a state.", "a.txt")) == ()


# --- HTML, DOCX, PDF ------------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html><head><title>Peru | Site</title>
<meta property="og:site_name" content="The Andean Times"><meta name="date" content="2016-07-12">
<script>var a = "<p>no</p>";</script></head><body class="menu">
<header><nav><ul><li><a href="/">Home</a></ul></nav></header>
<main><h1>Relations With Peru</h1>
<p>Peru <b>joined</b> the&nbsp;<a href="x">pact</a>
 in 2011.<sup><a href="#n1">[1]</a></sup> It is a <span>member</span>.</p>
<p><strong>Trade Issues</strong></p><p>Trade grew.<br><br>It then shrank.</p>
<ul><li>Meet &amp; greet.<ul><li>Deep.</li></ul></li></ul>
<table><tr><th>Year</th><th>Trade</th></tr><tr><td>2013</td><td>550</td></tr></table>
<h2>See also</h2><ul><li><a href="1">A</a></li><li><a href="2">B</a></li><li><a href="3">C</a></li></ul>
<div class="share-bar">Share</div><p hidden>hidden</p></main><footer>Copyright</footer></body></html>"""


def test_html() -> None:
    document = read_bytes(PAGE.encode(), "peru.html")
    assert document.extracted
    assert (document.title, document.issued, document.publisher) == (
        "Relations With Peru",
        "2016-07-12",
        "The Andean Times",
    )
    assert blocks(document) == [
        ("title", "Relations With Peru"),
        ("paragraph", "Peru joined the pact in 2011. It is a member."),
        ("heading", "Trade Issues"),
        ("paragraph", "Trade grew."),
        ("paragraph", "It then shrank."),
        ("item", "Meet & greet."),
        ("item", "Deep."),
        ("table", "Year | Trade"),
        ("table", "2013 | 550"),
        ("heading", "See also"),
        ("links", "A"),
        ("links", "B"),
        ("links", "C"),
    ]


@pytest.mark.parametrize("name", ["peru.html", "peru.txt", "stdin"])
def test_html_is_known_by_its_content(name: str) -> None:
    assert read_bytes(PAGE.encode("utf-16"), name).title == "Relations With Peru"


def test_html_charset_is_honoured() -> None:
    data = '<meta charset="koi8-r"><p>The Москва office is open.</p>'.encode("koi8-r")
    assert read_bytes(data, "a.html").text == "The Москва office is open."
    data = '<meta charset="unicode_escape"><p>The \\u0041 caf\u00e9.</p>'.encode("cp1252")
    assert read_bytes(data, "a.html").text == "The \\u0041 café."


@pytest.mark.parametrize("tag", [b"<div>", b"<ul><li>", b"<table><tr><td>", b"<b>"])
def test_html_nested_without_end(tag: bytes) -> None:
    document = read_bytes(tag * 500 + b"The pact was signed.", "a.html")
    assert document.text == "The pact was signed."


def word_file() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Relations With Chile", 0)
    document.add_paragraph("Office of Trade\nFact Sheet\nMay 2014")
    document.add_paragraph("Chile joined the OECD in 2010.")
    document.add_heading("Trade", 1)
    document.add_paragraph("Copper is sold.", style="List Bullet")
    document.add_paragraph("It is mined.", style="List Bullet 2")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "2010"
    document.add_paragraph("The end came after it.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx() -> None:
    document = read_bytes(word_file(), "chile.docx")
    assert (document.title, document.issued, document.publisher) == (
        "Relations With Chile",
        "2014-05",
        "Office of Trade",
    )
    assert blocks(document)[4:] == [
        ("paragraph", "Chile joined the OECD in 2010."),
        ("heading", "Trade"),
        ("item", "Copper is sold."),
        ("item", "It is mined."),
        ("table", "Year | 2010"),
        ("paragraph", "The end came after it."),
    ]
    assert [b.level for b in document.blocks[5:8]] == [2, 1, 2]


def test_docx_damaged_or_huge(monkeypatch: pytest.MonkeyPatch) -> None:
    data = word_file()
    with pytest.raises(ReadError, match="zip"):
        read_bytes(data[: len(data) // 2], "a.docx")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(1 << 20))
    monkeypatch.setattr("factgraph.builder.reading.word.MAX_UNPACKED", 1 << 20)
    with pytest.raises(ReadError, match="unpacks to more"):
        read_bytes(packed.getvalue(), "a.docx")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    with pytest.raises(ReadError, match="no Word document"):
        read_bytes(other.getvalue(), "a.docx")


def pdf_file(pages: list[list[str]]) -> bytes:
    """A PDF with one line of Helvetica for each string."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        shown = b" ".join(b"(%s) Tj T*" % line.encode("ascii") for line in lines)
        objects.append(
            b"<</Length %d>>stream\nBT /F1 11 Tf 72 760 Td 14 TL %s ET\nendstream" % (len(shown) + 32, shown)
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        *(size, table, size),
        len(out),
    )


def test_pdf() -> None:
    first = [
        "Annual Review",
        "Relations With Estonia",
        "Office of Trade",
        "May 2, 2014",
        "Estonia joined the Organization for Economic Co-operation and Develop-",
        "ment in 2010. The country is a member of the European Union, and U.S.-",
        "Estonia trade is growing fast in most of the sectors of the economy.",
        "Trade",
        "Estonia exports wood, machines and electronics to the United States and",
        "1",
    ]
    document = read_bytes(pdf_file([first, ["Annual Review", "to many other countries.", "2"]]), "e.pdf")
    assert (document.title, document.issued, document.publisher) == (
        "Relations With Estonia",
        "2014-05-02",
        "Office of Trade",
    )
    assert blocks(document)[3:] == [
        (
            "paragraph",
            "Estonia joined the Organization for Economic Co-operation and Development in 2010. The country "
            "is a member of the European Union, and U.S.-Estonia trade is growing fast in most of the sectors "
            "of the economy.",
        ),
        ("heading", "Trade"),
        (
            "paragraph",
            "Estonia exports wood, machines and electronics to the United States and to many other countries.",
        ),
    ]


def test_pdf_without_text_or_with_a_password() -> None:
    with pytest.raises(ReadError, match="OCR"):
        read_bytes(pdf_file([[""], [""]]), "scan.pdf")
    import pypdf

    writer = pypdf.PdfWriter(io.BytesIO(pdf_file([["Secret text."]])))
    writer.encrypt("password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(ReadError, match="encrypted"):
        read_bytes(out.getvalue(), "secret.pdf")


# --- inputs ---------------------------------------------------------------------------------------------------------


def test_folder_is_read_sorted(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.md", "a/b.HTML", ".hidden.txt", ".git/x.txt", "a/photo.png"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Peru is a state.", encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "c.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe.txt")
    found = find_inputs([str(tmp_path), str(tmp_path / "b.txt"), "-", "-"])
    assert [i.name for i in found] == ["a/b.HTML", "a/z.md", "b.txt", "broken.txt", "pipe.txt", "stdin"]
    assert read_input(found[1]).source == "a/z.md"


def test_file_is_named_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    path.write_bytes(b"\xef\xbb\xbfPeru is a state.")
    assert [(i.path, i.name) for i in find_inputs([str(path)])] == [(path, "notes")]
    assert read(path).source == "notes"
    assert read(str(path)).text == "Peru is a state."


def test_what_is_no_text_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.txt")
    Path("empty").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        for name in ["pipe.txt", "socket.txt", "/dev/null", "empty", "none.txt", "bad\x00name", "two\nlines"]:
            with pytest.raises(ReadError) as caught:
                find_inputs([name])
            assert "\n" not in str(caught.value)
            with pytest.raises(ReadError) as caught:
                read(name)
            assert "\n" not in str(caught.value)


# --- language -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Mexico joined the OECD in 1994.",
        "Chile exports copper.",
        "U.S. exports: aircraft, corn, soybeans, machinery, mineral fuels",
        "Oscar de la Renta visited El Salvador.",
        "Ursula von der Leyen visited Kyiv",
        "On Friday Le Monde reported that la Banque de France raised rates.",
        "Roberta Jacobson\nEnrique Peña Nieto\nJoe Biden",
        "Capital: Tallinn\nPopulation: 1.3 million\nCurrency: euro",
        "The word 東京 means Tokyo.",
        FACT_SHEET,
    ],
)
def test_english(text: str) -> None:
    assert is_english(text)
    check_english(read_text(text, "a.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "México ingresó en la OCDE en 1994.",
        "Estados Unidos y México firmaron un acuerdo.",
        "Le Mexique a rejoint l’OCDE en 1994.",
        "Les États-Unis et le Mexique sont partenaires.",
        "Mexiko trat 1994 der OECD bei.",
        "Die Regierung der Bundesrepublik Deutschland hat gestern beschlossen.",
        "Il Messico ha aderito all'OCSE nel 1994.",
        "O México aderiu à OCDE em 1994.",
        "Meksyk wstąpił do OECD w 1994 roku.",
        "Мексика вступила в ОЭСР в 1994 году.",
        "墨西哥于1994年加入经合组织。",
        "Η Ελλάδα είναι χώρα.",
        "1994: 550",
    ],
)
def test_not_english(text: str) -> None:
    with pytest.raises(LanguageError, match=r"^a\.txt: not English"):
        check_english(read_text(text, "a.txt"))
