"""A folder, a file or a zip of catalogues: taken as a whole, or refused with the member that is to blame."""

from __future__ import annotations

import random
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.catalogue.archive import Incoming, from_upload, incoming
from translation_workflow.catalogue.errors import CatalogueFault

PO = b'msgid ""\nmsgstr ""\n'


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content, compress_type=method)
    return target.getvalue()


def member(name: str, *, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


def encrypted() -> bytes:
    content = bytearray(zipped(("a.po", PO)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(signature) + offset
        content[place : place + 2] = struct.pack("<H", 1)
    return bytes(content)


def lying() -> bytes:
    """A zip that says its 40 MiB were a few bytes, and are packed no tighter than text is."""
    content = bytearray(zipped(("a.po", b"#" * 40 * 1024 * 1024)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(signature) + offset
        content[place : place + 4] = struct.pack("<I", 1000)
    return bytes(content)


def doubled() -> bytes:
    content = zipped(("a.po", PO), ("b.po", PO))
    return content.replace(b"b.po", b"a.po")


def corrupted() -> bytes:
    return zipped(("a.po", noise(1000)), method=zipfile.ZIP_STORED).replace(noise(1000)[:8], b"\xff" * 8)


def test_a_folders_catalogues_come_by_their_names(tmp_path: Path) -> None:
    """In the same order on every machine; what is hidden or leads out of the folder is left out."""
    home = tmp_path / "sv"
    for name in ("b.po", "towns/a.po", ".git/c.po", "towns/.d.po", "towns/a.po~", "towns/t.pot"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(PO)
    (tmp_path / "outside.po").write_bytes(PO)
    (home / "link.po").symlink_to(tmp_path / "outside.po")
    (home / "inner.po").symlink_to(home / "b.po")
    (home / "folder.po").mkdir()
    found = [str(Path(one.name).relative_to(home)) for one in incoming(home)]
    assert found == ["b.po", "inner.po", "towns/a.po"]


def test_names_are_as_somebody_would_type_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here where the file is below, and in full elsewhere."""
    (tmp_path / "sv").mkdir()
    path = tmp_path / "sv" / "a.po"
    path.write_bytes(PO)
    assert incoming(path) == [Incoming(str(path), PO)]
    monkeypatch.chdir(tmp_path)
    assert incoming(path) == incoming(tmp_path / "sv") == [Incoming("sv/a.po", PO)]


def test_a_zip_is_the_catalogues_in_it(tmp_path: Path) -> None:
    """What a desktop puts beside them is no fault, and templates are no translations."""
    content = zipped(
        ("sv/content/towns/b.po", PO),
        ("sv/a.po", b"# a\n"),
        ("sv/content/", b""),
        ("__MACOSX/sv/._a.po", noise(10)),
        ("sv/.DS_Store", noise(10)),
        ("sv/towns.pot", PO),
    )
    expected = [Incoming("my.zip/sv/a.po", b"# a\n"), Incoming("my.zip/sv/content/towns/b.po", PO)]
    assert from_upload("my.zip", content) == from_upload("C:\\Users\\x\\my.zip", BytesIO(content)) == expected
    path = tmp_path / "my.ZIP"
    path.write_bytes(content)
    assert [one.content for one in incoming(path)] == [b"# a\n", PO]


def test_an_upload_of_one_catalogue_is_itself() -> None:
    """The name is what the partner's computer calls it, without the folders."""
    assert from_upload("../../etc/a.po", PO) == [Incoming("a.po", PO)]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a member that leads out": (lambda: zipped(("../a.po", PO)), r"“\.\./a\.po” leads out of the zip"),
    "one that leads out later": (lambda: zipped(("sv/../../a.po", PO)), "leads out of the zip"),
    "one that leads out as on Windows": (lambda: zipped(("sv\\..\\..\\a.po", PO)), "leads out of the zip"),
    "an absolute name": (lambda: zipped(("/etc/a.po", PO)), "leads out of the zip"),
    "a drive": (lambda: zipped(("C:\\a.po", PO)), "leads out of the zip"),
    "a network path": (lambda: zipped(("\\\\server\\a.po", PO)), "leads out of the zip"),
    "a name with a line break": (lambda: zipped(("a\n.po", PO)), "has a name that is none"),
    "a link": (
        lambda: zipped((member("a.po", mode=stat.S_IFLNK | 0o777), b"/etc/passwd")),
        "“a.po” is a link",
    ),
    "a device": (lambda: zipped((member("a.po", mode=stat.S_IFCHR), b"")), "is no plain file"),
    "an archive": (
        lambda: zipped(("a.po", PO), ("b.zip", zipped(("a.po", PO)))),
        "“b.zip” is an archive in an",
    ),
    "something else": (lambda: zipped(("a.po", PO), ("b.docx", b"x")), "“b.docx” is no catalogue. Send .po"),
    "encrypted": (encrypted, "“a.po” is encrypted. Send it without a password"),
    "another packing": (lambda: zipped(("a.po", PO * 99), method=zipfile.ZIP_BZIP2), "packed in a way"),
    "a bomb": (lambda: zipped(("a.po", b"#" * 1024 * 1024)), "“a.po” is packed far tighter than text is"),
    "too many files": (lambda: zipped(*((f"{n}.po", b"#") for n in range(501))), "more than 500 files"),
    "very many files": (lambda: zipped(*((f"{n}.x", b"") for n in range(2000))), "more than 500 files"),
    "too much": (
        lambda: zipped(*((f"{n}.po", noise(4 * 1024 * 1024)) for n in range(13)), method=zipfile.ZIP_STORED),
        "the zip (is larger|unpacks to more) than 50 MiB",
    ),
    "a file that is too large": (
        lambda: zipped(("a.po", noise(6 * 1024 * 1024)), method=zipfile.ZIP_STORED),
        "a.zip/a.po:1: the file is larger than 5 MiB",
    ),
    "a name twice": (doubled, "“a.po” stands in it twice"),
    "a name twice for Windows": (lambda: zipped(("a.po", PO), ("A.PO", PO)), "stands in it twice"),
    "cut off": (lambda: zipped(("a.po", PO * 50))[:-30], "the zip is damaged or cut off"),
    "a wrong checksum": (corrupted, "the zip is damaged or cut off"),
    "lying about sizes": (lying, "the zip is damaged or cut off"),
    "no zip": (lambda: b"hello", "the zip is damaged or cut off"),
    "no catalogue in it": (lambda: zipped(("sv/", b"")), "the zip holds no .po files"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_zip_is_refused_whole_and_says_why(name: str) -> None:
    """One member that does harm, or may, and nothing of it is taken."""
    make, sentence = REFUSED[name]
    with pytest.raises(CatalogueFault, match=sentence) as raised:
        from_upload("a.zip", make())
    assert raised.value.line == 1
    assert str(raised.value).startswith("a.zip")


@pytest.mark.parametrize("name", ["a.docx", "a.pot", "a", "a.po.exe", ""])
def test_an_upload_of_something_else_is_refused(name: str) -> None:
    """Nothing is guessed from what is in it."""
    with pytest.raises(CatalogueFault, match=r"Send a \.po file, or a \.zip of \.po files"):
        from_upload(name, PO)


def test_a_path_to_nothing_is_refused(tmp_path: Path) -> None:
    """A typing mistake is no empty import."""
    with pytest.raises(CatalogueFault, match="there is no such file or folder"):
        incoming(tmp_path / "a.po")


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    """A catalogue is small, and a zip not much larger; memory is for those who send them."""
    path = tmp_path / "a.po"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    tracemalloc.start()
    try:
        with pytest.raises(CatalogueFault, match="larger than 5 MiB"):
            incoming(path)
        with pytest.raises(CatalogueFault, match="damaged"):
            from_upload("a.zip", lying())
        assert tracemalloc.get_traced_memory()[1] < 150 * 1024 * 1024
    finally:
        tracemalloc.stop()


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_zip_with_a_changed_byte_is_taken_or_refused(place: int, value: int) -> None:
    """No upload is an error of ours."""
    content = bytearray(zipped(("sv/a.po", PO * 3), ("sv/b.po", PO)))
    content[place % len(content)] = value
    try:
        found = from_upload("a.zip", bytes(content))
    except CatalogueFault:
        return
    assert {one.content for one in found} <= {PO, PO * 3, b""}
