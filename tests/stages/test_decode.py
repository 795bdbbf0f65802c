"""Which encoding some bytes are in, and when that is doubtful."""

from __future__ import annotations

import pytest

from dragoman.stages.reading.decode import Decoded, declared_charset, decode

ENGLISH = "The minister said “peace” is near – the café was hit."
FRENCH = "Le ministre des Affaires étrangères a été reçu, où il a évoqué la crise."
SPANISH = "El señor presidente viajó ayer a España después de la reunión."
GERMAN = "Der Außenminister überreichte die Note, größere Schäden blieben aus."
TURKISH = "Görüşmeden sonra açıklama yaptı, işçiler yürüdü."
POLISH = "Minister spraw zagranicznych spotkał się w środę z delegacją, powiedział."
RUSSIAN = "Министр иностранных дел встретился с коллегой в столице в четверг."
ARABIC = "التقى وزير الخارجية وفدا من الحركة في العاصمة يوم الخميس."


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_unicode_is_read_with_a_mark_or_by_its_look(codec: str) -> None:
    decoded = decode(ENGLISH.encode(codec))
    assert (decoded.text, decoded.doubt) == (ENGLISH, None)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "cp1252"), (FRENCH, "latin-1"), (SPANISH, "latin-1"), (GERMAN, "latin-1"),
        (TURKISH, "cp1254"), (POLISH, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
        (ARABIC, "cp1256"),
    ],
)  # fmt: skip
def test_an_undeclared_encoding_is_told_by_its_letters(text: str, codec: str) -> None:
    assert decode((text * 3).encode(codec)).text == text * 3


def test_what_the_sender_declares_is_believed() -> None:
    assert decode(RUSSIAN.encode("cp1251"), charset="windows-1251") == Decoded(RUSSIAN, "cp1251")


def test_what_the_page_declares_is_believed_in_pages_only() -> None:
    page = b'<meta charset="koi8-r"><p>' + RUSSIAN.encode("koi8-r")
    assert decode(page, markup=True).text.endswith(RUSSIAN)
    assert decode(page, markup=True).encoding == "koi8-r"


def test_a_declared_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode(ENGLISH.encode("cp1252"), charset="ISO-8859-1").text == ENGLISH


def test_valid_utf_8_wins_over_a_wrong_declaration() -> None:
    assert decode(RUSSIAN.encode(), charset="windows-1251") == Decoded(RUSSIAN, "utf-8")


def test_an_unknown_declaration_is_ignored() -> None:
    assert decode(RUSSIAN.encode(), charset="no-such-charset").text == RUSSIAN


def test_a_few_bad_bytes_are_replaced_and_reported() -> None:
    decoded = decode(RUSSIAN.encode() + b"\xff")
    assert decoded == Decoded(
        RUSSIAN + "\ufffd", "utf-8", "1 undecodable bytes replaced, read as utf-8"
    )


def test_an_unclear_encoding_is_reported() -> None:
    assert decode(bytes(range(128, 256)) * 3).doubt is not None


def test_the_declared_charset_is_found_in_each_form() -> None:
    assert declared_charset(b'<meta charset="utf-8">') == "utf-8"
    assert declared_charset(b"<meta charset=koi8-r>") == "koi8-r"
    equivalent = b'<META http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    assert declared_charset(equivalent) == "windows-1251"
    assert declared_charset(b"<?xml version='1.0' encoding='gb2312'?>") == "gb2312"
    assert declared_charset(b"<p>charset=utf-8</p>") is None


def test_no_bytes_are_no_text() -> None:
    assert decode(b"") == Decoded("", "utf-8")
