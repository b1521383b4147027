"""Inputs made to hurt: each is read, or refused in one line, in bounded time and memory."""

from __future__ import annotations

import errno
import io
import os
import socket
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph.builder.errors import ReadError
from factgraph.builder.reading import find_inputs, limits, markup_spans, read, read_bytes, read_input

from .test_reading import PAGE, assert_sound, pdf_file, word_file

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROSE = "The minister visited Peru and signed a pact. "


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    told = str(caught.value)
    assert told.startswith(f"{name}: ")
    assert "\n" not in told
    assert len(told) < 200
    return told


def read_or_refused(data: bytes, name: str) -> str | None:
    """The text, of which the blocks are sound; None where it is refused in one line."""
    told = ""
    try:
        document = read_bytes(data, name)
    except ReadError as error:
        told = str(error)
    if told:
        assert "\n" not in told
        return None
    assert_sound(document)
    return document.text


# --- size -----------------------------------------------------------------------------------------------------------

HUGE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({room} << 20, {room} << 20))
from factgraph.builder.errors import ReadError
from factgraph.builder.reading import find_inputs, read_input
try:
    print(len(read_input(find_inputs([sys.argv[1]])[0]).blocks))
except ReadError as error:
    print(error)
"""


def read_within(room: int, path: str, stdin: Path | None = None) -> str:
    """What a process that may take `room` MiB of memory says of an input."""
    with open(stdin or os.devnull, "rb") as given:
        done = subprocess.run(
            [sys.executable, "-c", HUGE.format(room=room), path],
            check=True,
            capture_output=True,
            stdin=given,
            text=True,
            timeout=30,
        )
    return done.stdout.strip()


def test_a_file_of_100_megabytes_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(100 << 20)  # a hole: nothing is written, and nothing must be read
    assert read_within(80, str(path)) == "long.txt: larger than 64 MiB; split it into smaller files"
    assert read_within(200, "-", path) == "stdin: larger than 64 MiB; split it into smaller files"


def test_a_book_in_one_line_is_read_in_parts() -> None:
    text = PROSE * (3_000_000 // len(PROSE))
    document = read_bytes(text.encode(), "book.txt")
    assert_sound(document)
    parts = [text[b.start : b.end] for b in document.blocks]
    assert len(parts) == 31
    assert all(len(p) <= limits.MAX_BLOCK and p.endswith(".") and b.kind == "paragraph" for p, b in
               zip(parts, document.blocks, strict=True))  # fmt: skip
    assert " ".join(parts) == text.strip()


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_too_much_text(name: str) -> None:
    assert "5 million characters" in refusal(b"a " * (limits.MAX_TEXT // 2 + 1), name)
    assert "20 million bytes" in refusal(b"a" * (limits.MAX_ENCODED + 1), name)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\u2028"])
def test_too_many_lines(end: str) -> None:
    assert "300,000 lines" in refusal(f"a{end}".encode() * (limits.MAX_LINES + 1), "a.txt")


def test_too_many_tags() -> None:
    assert "500,000 tags" in refusal(b"<b>" * (limits.MAX_TAGS + 1), "a.html")


# --- long words and tangled marks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("word", ["a" * 1_000_000, "(" * 300, "a" + "'s" * 600, "QUJD" * 50_000, "é$" * 900])
def test_what_is_no_word_is_left_unread(word: str, name: str) -> None:
    text = f"Peru is a state, {word} and Chile is another."
    document = read_bytes(text.encode(), name)
    assert_sound(document)
    shown = [(b.kind, document.text[b.start : b.end]) for b in document.blocks]
    assert shown == [("paragraph", "Peru is a state,"), ("table", word), ("paragraph", "and Chile is another.")]


def test_a_picture_within_markdown_does_not_break_the_paragraph() -> None:
    text = f"Peru ![map](data:image/png;base64,{'QUJD' * 50_000}) and Chile are [states](x)."
    document = read_bytes(text.encode(), "a.md")
    assert [b.kind for b in document.blocks] == ["paragraph"]
    marks = {i for a, b in markup_spans(document) for i in range(a, b)}
    assert "".join(c for i, c in enumerate(text) if i not in marks) == "Peru  and Chile are states."


def test_a_heading_as_long_as_a_page_is_a_paragraph() -> None:
    document = read_bytes(("# " + PROSE * 50 + "\n\nIt is so.").encode(), "a.md")
    assert (document.title, [b.kind for b in document.blocks]) == (None, ["paragraph", "paragraph"])


UNITS = (
    *("a", "é", "-", "a.", "a-", "_a", "...", "a@", "ten-", "ten ", "Mr.", "1", " ", "\t", "www.", "(", "'s"),
    *("\\[", "[", "[a](", "[[a]", "[a]", "![", "![a](", "[^a", "[a](b 'c ", "`", "`a``b", "`a`", "<!--", "<!-- a\n"),
    *("*", "**a", "a** ", "_a *", "<a ", '<a b="', "> ", "# ", "#  ", "|-", "- ", "```\n", "\\"),
)


def seconds(make: Callable[[int], bytes], name: str, size: int) -> float:
    data = make(size)
    begun = time.process_time()
    markup_spans(read_bytes(data, name))
    return time.process_time() - begun


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_size_and_not_with_its_square(unit: str) -> None:
    def make(size: int) -> bytes:
        return b"# Head\n\nPeru is a state.\n\nIt is " + (unit * (size // len(unit))).encode() + b" x: \n\nThe end."

    for name in ("a.txt", "a.md"):
        assert seconds(make, name, 80_000) < 15  # a quadratic step takes minutes at this size


def test_openers_without_closers_take_time_in_proportion() -> None:
    assert seconds(lambda n: b"x " + b"_a " * n + b"a* " * n, "a.md", 40_000) < 15


def test_comments_before_a_page_and_hyphens_after_a_number() -> None:
    assert read_bytes(b"<!---->" * 400 + b"text.", "a.txt").blocks
    assert read_bytes(("The ten" + "-" * 150 + "x aims:\n\nPeru\n\nChile").encode(), "a.txt").blocks


# --- web pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit",
    ["<div>", "<div class=nav>a</div>", "<article>a", "<ul><li>a", "<table><tr><td>a", "<script></script>a", "<b>a",
     "<table><caption>a", "<td>"],
)  # fmt: skip
def test_nested_elements(unit: str) -> None:
    for size in (500, 20_000):
        begun = time.process_time()
        text = read_or_refused(b"<html><body>" + unit.encode() * size + b"The pact was signed.", "a.html")
        assert time.process_time() - begun < 30
        # What the parser cuts off is refused and never lost without a word.
        assert text is None or "The pact was signed." in text
        assert text or size > 500


@pytest.mark.parametrize("graph", ["5", '"x"', "{}", "[1, null]", '{"datePublished": 5}', "true", "[" * 5000])
def test_linked_data_of_any_shape(graph: str) -> None:
    page = f'<html><body><script type="application/ld+json">{{"@graph": {graph}}}</script><p>Peru is a state.'
    assert read_bytes(page.encode(), "a.html").text == "Peru is a state."


# --- Word documents -------------------------------------------------------------------------------------------------


WHOLE = word_file()


def packed(**parts: bytes) -> bytes:
    """A DOCX file with some of its parts replaced; names without their suffix and folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            stem = info.filename.rpartition("/")[2].partition(".")[0]
            keep = info.filename.endswith(".xml") and stem in parts
            new.writestr(info.filename, parts[stem] if keep else old.read(info.filename))
    return out.getvalue()


def body(inner: bytes, head: bytes = b"") -> bytes:
    name = WORD.strip("{}").encode()
    return head + b'<w:document xmlns:w="' + name + b'"><w:body>' + inner + b"</w:body></w:document>"


def test_zip_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "500,000 tags" in refusal(packed(document=body(b"<w:p/>" * (limits.MAX_TAGS + 1))), "a.docx")
    monkeypatch.setattr("factgraph.builder.reading.word.MAX_PART", 1 << 20)
    assert "part unpacks to more" in refusal(packed(document=bytes(2 << 20)), "a.docx")
    monkeypatch.setattr("factgraph.builder.reading.word.MAX_PARTS", 5)
    assert "unpacks to more" in refusal(word_file(), "a.docx")


def test_a_zip_that_lies_about_its_sizes() -> None:
    data = packed(document=body(b"<w:p><w:r><w:t>" + b"Peru is a state. " * 100_000 + b"</w:t></w:r></w:p>"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    for lie in (10, size // 2, 0xFFFFFFF0):
        assert "a.docx: " in refusal(data.replace(size.to_bytes(4, "little"), lie.to_bytes(4, "little")), "a.docx")


def test_entities_of_a_word_document_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    levels = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    for entities, used in (
        (b'<!ENTITY e0 "ha">' + levels, b"&e9;"),
        (b'<!ENTITY x SYSTEM "%s">' % secret.as_uri().encode(), b"&x;"),
    ):
        text = b"<w:p><w:r><w:t>Peru is a state." + used + b"</w:t></w:r></w:p>"
        data = packed(document=body(text, b"<!DOCTYPE d [" + entities + b"]>"))
        assert read_or_refused(data, "a.docx") in ("Peru is a state.", None)


@pytest.mark.parametrize("tag", [b"w:sdt", b"w:ins", b"w:smartTag"])
def test_deeply_nested_word_document(tag: bytes) -> None:
    text = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    nested = b"<%s>" % tag * 100_000 + text + b"</%s>" % tag * 100_000
    refusal(packed(document=body(nested)), "a.docx")


# --- PDF ------------------------------------------------------------------------------------------------------------


def test_encrypted_pdf_with_an_empty_password_is_read() -> None:
    import pypdf

    for user, read_it in (("", True), ("word", False)):
        writer = pypdf.PdfWriter(io.BytesIO(pdf_file([["Peru is a state."]])))
        writer.encrypt(user, "owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        if read_it:
            assert read_bytes(out.getvalue(), "a.pdf").text == "Peru is a state."
        else:
            assert "encrypted" in refusal(out.getvalue(), "a.pdf")


def test_too_many_pages() -> None:
    assert "10000 pages" in refusal(pdf_file([["a"]] * 10_000), "a.pdf")


def test_pages_that_unpack_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factgraph.builder.reading.pdf.MAX_DRAWN", 1000)
    assert "unpack" in refusal(pdf_file([["Peru is a state."]] * 30), "a.pdf")


def test_pdf_bomb_and_loops() -> None:
    bomb = zlib.compress(bytes(100 << 20))
    data = pdf_file([["Peru is a state."]])
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(bomb) + bomb + b"\nendstream"
    start, end = data.index(b"<</Length"), data.index(b"endstream") + len(b"endstream")
    refusal(data[:start] + stream + data[end:], "a.pdf")
    refusal(data.replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"), "a.pdf")
    refusal(b"%PDF-1.4\n1 0 obj\n" + b"<</A" * 20_000 + b"\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF", "a.pdf")
    refusal(b"%PDF-1.4\n1 0 obj\n" + b"[" * 20_000 + b"\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF", "a.pdf")


# --- any bytes ------------------------------------------------------------------------------------------------------

SEEDS = {"a.docx": WHOLE, "a.pdf": pdf_file([["Peru is a state.", "It is old."], ["The end."]]),
         "a.html": PAGE.encode(), "a.txt": PAGE.encode("utf-16")}  # fmt: skip


@settings(max_examples=250, deadline=5000)
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 40)), min_size=1, max_size=6),
)
def test_damaged_files(name: str, cuts: list[tuple[float, bytes, int]]) -> None:
    data = SEEDS[name]
    for place, new, dropped in cuts:
        at = int(place * len(data))
        data = data[:at] + new + data[at + dropped :]
    read_or_refused(data, name)


@settings(max_examples=120, deadline=5000)
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 12)), min_size=1, max_size=4))
def test_damaged_xml_of_a_word_document(cuts: list[tuple[float, bytes, int]]) -> None:
    with zipfile.ZipFile(io.BytesIO(SEEDS["a.docx"])) as archive:
        data = archive.read("word/document.xml")
    for place, new, dropped in cuts:
        at = int(place * len(data))
        data = data[:at] + new + data[at + dropped :]
    read_or_refused(packed(document=data), "a.docx")


# --- files and folders ----------------------------------------------------------------------------------------------


def test_strange_files_in_a_folder_are_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "none.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path / "b", target_is_directory=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "over").symlink_to(tmp_path / "a", target_is_directory=True)
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.open(tmp_path, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{here}/sock.txt")
        os.close(here)
        told = {}
        for one in find_inputs([str(tmp_path)]):
            try:
                told[one.name] = str(len(read_input(one).blocks))
            except ReadError as error:
                told[one.name] = str(error)
    no_file = "is no regular file but a pipe, socket or device; pipe it in and give -"
    assert told == {
        "gone.txt": "gone.txt: no such file or folder",
        "good.txt": "1",
        "null.txt": f"null.txt: {no_file}",
        "pipe.txt": f"pipe.txt: {no_file}",
        "self.txt": "self.txt: a link that leads back to itself; give the file it is meant for",
        "sock.txt": f"sock.txt: {no_file}",
    }


def test_a_folder_that_may_not_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    listing = os.scandir

    def scandir(path: str | os.PathLike[str]) -> object:
        if os.fspath(path).endswith("shut"):  # root may list everything, so that modes prove nothing here
            raise PermissionError(errno.EACCES, "Permission denied")
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_inputs([str(tmp_path)])
    assert [i.name for i in found] == ["a.txt", "shut"]
    with pytest.raises(ReadError, match=r"^shut: may not be read; check its permissions$"):
        read_input(found[1])
    with pytest.raises(ReadError, match="may not be read"):
        find_inputs([str(tmp_path / "shut")])


def test_strange_names(tmp_path: Path) -> None:
    names = [b"-rf.txt", b"a\nb.txt", b"a\tc.txt", b"a\x1b[2Jd.txt", b"a\xff.txt", "😀 👩‍👧.txt".encode(),
             b"x" * 251 + b".txt",
             b" .txt", b"a'\"$(id).txt"]  # fmt: skip
    for name in names:
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(PROSE.encode())
    found = find_inputs([str(tmp_path)])
    assert len(found) == len(names)
    shown = {read_input(i).source for i in found}
    assert shown == {"-rf.txt", "a\ufffdb.txt", "a\ufffdc.txt", "a\ufffd[2Jd.txt", "a\ufffd.txt", "😀 👩‍👧.txt",
                     "x" * 251 + ".txt", " .txt", "a'\"$(id).txt"}  # fmt: skip
    assert all(read(i.path).text == PROSE for i in found if i.path)


def test_a_file_under_many_names_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    os.link(tmp_path / "a.txt", tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to("a.txt")
    (tmp_path / "d.txt").write_text(PROSE, encoding="utf-8")  # the same text in another file is another document
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "e.txt").symlink_to("../d.txt")
    (tmp_path / "link").symlink_to(tmp_path)
    given = [str(tmp_path), str(tmp_path / "b.txt"), str(tmp_path / "link" / "d.txt"), str(tmp_path / "link")]
    assert [i.name for i in find_inputs(given)] == ["a.txt", "d.txt"]
    assert [i.name for i in find_inputs(given[::-1])] == ["a.txt", "d.txt"]


def test_fifty_thousand_files(tmp_path: Path) -> None:
    for n in range(50):
        (tmp_path / f"{n:02d}").mkdir()
        for m in range(1000):
            os.close(os.open(tmp_path / f"{n:02d}" / f"{m:03d}.txt", os.O_CREAT | os.O_WRONLY))
    begun = time.process_time()
    found = find_inputs([str(tmp_path)])
    assert time.process_time() - begun < 60
    assert (len(found), found[0].name, found[-1].name) == (50_000, "00/000.txt", "49/999.txt")
