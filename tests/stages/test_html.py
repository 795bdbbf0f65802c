"""Pages: the article's words and order, its title, what the page says of itself, broken pages."""

from __future__ import annotations

import json

import pytest
from lxml import html as lxml_html  # type: ignore[import-untyped]  # lxml ships no types

from dragoman.stages.reading import html as html_module
from dragoman.stages.reading.html import PageTooLargeError, flatten, read_page
from dragoman.stages.reading.html_metadata import PageMetadata, read_metadata

FIRST = (
    "The envoys of both governments returned to Muscat on Sunday for a third round of talks on the"
    " truce, a spokesman for the host said, after nine days without shelling on the coast."
)
SECOND = (
    "They are to leave on Tuesday; a fourth round, the spokesman added, may be held in Oslo in the"
    " spring if the two sides agree on who is to patrol the strait."
)


def page(body: str, head: str = "<title>Envoys return to Muscat</title>") -> str:
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def article(*paragraphs: str) -> str:
    inner = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<article><h1>Envoys return to Muscat</h1>{inner}</article>"


def metadata(head: str, body: str = "") -> PageMetadata:
    return read_metadata(lxml_html.document_fromstring(page(body or "<p>x</p>", head)))


def test_the_article_is_title_and_paragraphs_in_order() -> None:
    found = read_page(page(article(FIRST, SECOND)))
    assert found.title == "Envoys return to Muscat"
    assert found.paragraphs == (FIRST, SECOND)
    assert found.language == "en"


def test_quotation_marks_stay_as_printed_and_q_gets_those_it_shows() -> None:
    said = f"{FIRST} “Yes”, «oui», „ja“ and <q>no <b>way</b></q>, 'they' said."
    found = read_page(page(article(said, SECOND)))
    assert found.paragraphs[0].endswith("“Yes”, «oui», „ja“ and “no way”, 'they' said.")


def test_a_line_break_is_kept_and_a_line_of_the_source_is_not() -> None:
    found = read_page(
        page(article(FIRST.replace("a third", "a\n  third"), f"{SECOND}<br>So be it."))
    )
    assert found.paragraphs == (FIRST, f"{SECOND}\nSo be it.")


def test_preformatted_text_is_divided_at_its_blank_lines() -> None:
    wrapped = f"<pre>{FIRST.replace(' for a', chr(10) + 'for a')}\n\n{SECOND}</pre>"
    found = read_page(page(f"<h1>Envoys return to Muscat</h1>{wrapped}"))
    assert [one.replace("\n", " ") for one in found.paragraphs] == [FIRST, SECOND]


def test_paragraphs_divided_by_line_breaks_only_are_told_apart() -> None:
    found = read_page(page(f"<h1>Envoys return</h1><div>{FIRST}<br><br>{SECOND}<br/>\n<br/></div>"))
    assert found.paragraphs == (FIRST, SECOND)


def test_spaces_and_invisible_marks_are_normalised() -> None:
    found = read_page(page(article(FIRST.replace("nine days", "nine&nbsp;da&shy;ys"), SECOND)))
    assert found.paragraphs[0] == FIRST


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "table><tr><td", "x-wrap"])
def test_ten_thousand_nested_tags_lose_no_words(tag: str) -> None:
    found = read_page(page(f"<{tag}>" * 10_000 + f"<p>{FIRST}</p><p>{SECOND}</p>"))
    assert found.paragraphs == (FIRST, SECOND)


def test_unclosed_tags_do_no_harm() -> None:
    found = read_page(
        f"<html><body><div><h1>Envoys return to Muscat<p>{FIRST}<p><b>{SECOND}<div><i>"
    )
    assert "\n".join(found.paragraphs).count(FIRST) == 1
    assert "\n".join(found.paragraphs).count(SECOND) == 1


@pytest.mark.parametrize("source", ["", "   ", "<", "<!-- -->", "<html></html>", "\x00", "<p></p>"])
def test_a_page_without_words_has_no_paragraphs(source: str) -> None:
    assert read_page(source).paragraphs == ()


def test_zeros_and_control_characters_do_no_harm() -> None:
    quoted = f"{FIRST} <q>no&#1; <b>way</b>&#2;</q>"
    found = read_page(page(article(quoted, SECOND)).replace("<h1>", "\x00\x01<h1>"))
    assert found.paragraphs == (f"{FIRST} “no way”", SECOND)


def test_flattening_keeps_text_and_drops_nesting() -> None:
    assert flatten("<div><div><x-a>one</x-a></div><b>two</b></div>") == "<p>one<p>two<p>"


def test_a_page_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_module, "_LARGEST_PAGE", 100)
    with pytest.raises(PageTooLargeError, match=r"the page has [\d,]+ characters, over 100"):
        read_page(page(article(FIRST)))


def test_scripts_do_not_count_towards_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_module, "_LARGE_PAGE", 100)
    monkeypatch.setattr(html_module, "_LARGEST_PAGE", 1000)
    found = read_page(page("<script>" + "x=1;" * 1000 + "</script>" + article(FIRST, SECOND)))
    assert found.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Envoys return to Muscat | The Courier</title>", "Envoys return to Muscat"),
        (
            "<title>Envoys return to Muscat - no talks yet</title>",
            "Envoys return to Muscat - no talks yet",
        ),
        (
            """<meta property="og:title" content="Envoys return to Muscat - The Courier">
            <meta property="og:site_name" content="The Courier">""",
            "Envoys return to Muscat",
        ),
        ("", None),
    ],
)
def test_the_title_loses_the_name_of_the_site_only(head: str, title: str | None) -> None:
    assert metadata(head).title == title


def test_a_heading_that_agrees_with_the_title_is_the_title() -> None:
    head = "<title>Envoys return to Muscat for talks - Courier</title>"
    assert metadata(head, "<h1>Envoys return to Muscat for talks</h1>").title == (
        "Envoys return to Muscat for talks"
    )


def test_a_smaller_heading_that_is_all_of_the_title_but_the_site_is_the_title() -> None:
    head = "<title>Envoys return to Muscat for talks - Courier</title>"
    heading = "Envoys return to Muscat for talks"
    assert metadata(head, f"<h2>{heading}</h2>").title == heading
    assert metadata(head, "<h2>Envoys return to Muscat</h2>").title == f"{heading} - Courier"


def test_a_page_that_calls_itself_news_takes_its_one_lower_heading() -> None:
    heading = "On the talks of Minister A.B. Karimov in Muscat"
    assert metadata("<title>Ministry: News</title>", f"<h2>{heading}</h2>").title == heading
    two = f"<h2>{heading}</h2><h2>On another visit of his to Oman</h2>"
    assert metadata("<title>Ministry: News</title>", two).title == "Ministry: News"


def test_a_headline_is_no_paragraph_wherever_the_page_repeats_it() -> None:
    head = "<title>Envoys return to Muscat for talks - Courier</title>"
    heading = "<h2>Envoys return to Muscat for talks</h2>"
    found = read_page(
        page(f"<div>{heading}<div><p>{FIRST}</p><p>{SECOND}</p>{heading}</div></div>", head)
    )
    assert found.title == "Envoys return to Muscat for talks"
    assert found.paragraphs == (FIRST, SECOND)


def json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (json_ld(**{"@type": "NewsArticle", "datePublished": "2024-01-26T22:47:00+04:00"}),
         "2024-01-26T22:47:00+04:00"),
        (json_ld(**{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2024-01-26"}]}),
         "2024-01-26"),
        ('<meta property="article:published_time" content="2024-01-26T22:47Z">',
         "2024-01-26T22:47Z"),
        ('<meta itemprop="datePublished" content="January 26, 2024">', "2024-01-26"),
        (json_ld(**{"@type": "Organization", "datePublished": "2001-01-01"}), None),
        ('<script type="application/ld+json">{broken</script>', None),
    ],
)  # fmt: skip
def test_the_date_is_read_as_precisely_as_the_page_gives_it(
    head: str, published: str | None
) -> None:
    assert metadata(head).published == published


def test_a_lone_time_element_dates_the_page_and_several_do_not() -> None:
    one = '<p><time datetime="2024-01-26T22:47">yesterday</time></p>'
    other = '<p><time datetime="2024-01-25T10:00">before</time></p>'
    assert metadata("", one).published == "2024-01-26T22:47"
    assert metadata("", one + other).published is None


def test_authors_are_those_of_the_article() -> None:
    people = [{"name": "Ines Duarte"}, {"name": "Tom Rhys"}]
    head = json_ld(**{"@type": "NewsArticle", "author": people})
    assert metadata(head).author == "Ines Duarte, Tom Rhys"


def test_the_canonical_address_is_kept() -> None:
    head = '<link rel="canonical" href="https://example.org/a"><meta http-equiv="x" content="y">'
    assert metadata(head).url == "https://example.org/a"


def test_what_a_page_says_of_itself_is_plain_text_that_can_be_sent_and_printed() -> None:
    told = metadata(
        '<link rel="canonical" href="https://news.example/envoys">',
        '<p>x</p><time pubdate datetime="2024-01-26">now</time>',
    )
    assert (told.url, told.published) == ("https://news.example/envoys", "2024-01-26")
    assert (type(told.url), type(told.published)) == (str, str)


def test_a_day_told_in_the_story_is_not_the_date_of_publication() -> None:
    dated = FIRST.replace("Sunday", "Sunday, 3 March 2022,")
    assert read_page(page(article(dated, SECOND))).published is None


def test_a_title_that_is_never_closed_does_not_swallow_the_page() -> None:
    source = f"<html><head><title>Envoys return to Muscat<body><p>{FIRST}<p>{SECOND}"
    found = read_page(source)
    assert found.title == "Envoys return to Muscat"
    assert found.paragraphs == (FIRST, SECOND)
