"""Furniture by where it stands: edges, lists of other stories, comments; and the law of spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.stages.reading.furniture import find_furniture
from dragoman.stages.reading.prose import is_prose

TITLE = "Ferry service between the two ports resumes"
STORY = (
    "Ferries between the two ports sailed again on Tuesday after a pause of eleven years.",
    "The transport ministers of both states were aboard the first crossing, their offices said.",
    "A strike by port workers had delayed the opening, but the union called it off on Monday.",
)


def cut(*lines: str, title: str = TITLE) -> tuple[str, ...]:
    text = "\n\n".join((title, *lines)) if title else "\n\n".join(lines)
    return tuple(text[start:end] for start, end in find_furniture(text, len(title)))


def test_a_story_without_furniture_has_none() -> None:
    assert cut(*STORY) == ()


def test_a_share_line_and_a_comment_form_below_the_story_are_marked_line_by_line() -> None:
    form = ("Share it:", "Leave a Reply", "Your email address will not be published.")
    assert cut(*STORY, *form) == form


def test_spans_are_code_points_also_beyond_the_basic_plane() -> None:
    text = (
        "🚢🚢 Ferries sail\n\nFerries 🚢 sailed again on Tuesday, the ministry said.\n\nShare it:"
    )
    ((start, end),) = find_furniture(text, text.index("\n"))
    assert text[start:end] == "Share it:"


def test_the_title_is_never_furniture_and_a_line_that_repeats_it_is() -> None:
    assert cut(*STORY, title="Share this article") == ()
    assert cut(TITLE.upper(), *STORY) == (TITLE.upper(),)


def test_a_lone_line_is_never_furniture() -> None:
    assert find_furniture("Share this article", 0) == ()
    assert find_furniture("READ MORE: Ferries sail again", 0) == ()


def test_the_first_line_of_a_text_without_title_may_be_a_headline_with_a_label() -> None:
    assert cut("Watch: Ferries sail again", *STORY, title="") == ()


def test_headlines_below_an_opener_go_with_it() -> None:
    others = ("Related articles", "Fog closes the northern port", "Ten fishermen rescued")
    assert cut(*STORY, *others) == others


def test_an_opener_between_paragraphs_takes_the_headlines_and_leaves_the_story() -> None:
    box = ("Read also:", "Fog closes the northern port", "Ten fishermen rescued at sea")
    assert cut(STORY[0], *box, STORY[1], STORY[2]) == box


def test_teasers_below_an_opener_go_with_their_headlines() -> None:
    box = (
        "You may also like",
        "Fog closes the northern port",
        "Ships had to wait outside the harbour for most of the day on Sunday…",
        "Ten fishermen rescued",
        "A trawler sank in heavy seas off the cape during the night, killing nobody…",
    )
    assert cut(*STORY, *box) == box


def test_a_story_that_goes_on_below_an_opener_is_not_taken_for_teasers() -> None:
    assert cut(STORY[0], "More on this story", STORY[1], STORY[2]) == ("More on this story",)


def test_a_list_of_links_inside_the_story_does_not_take_the_paragraphs_between_and_below() -> None:
    box = ("Keep reading", "list of 2 items", "Fog closes the northern port", "end of list")
    tail = ("Advertisement", "Source: Harbour Wire")
    assert cut(STORY[0], *box, STORY[1], tail[0], STORY[2], tail[1]) == (*box, *tail)


def test_dated_teasers_go_with_their_headlines() -> None:
    box = (
        "Related Posts",
        "Fog closes the northern port",
        "March 2, 2021",
        "Ten fishermen rescued",
        "March 1, 2021",
    )
    assert cut(*STORY, *box) == box


def test_the_headline_of_another_story_at_the_end_of_a_paragraph_is_marked_alone() -> None:
    label = "ALSO READ: Fog closes the northern port"
    assert cut(STORY[0], f"{STORY[1]} {label}", STORY[2]) == (label,)


def test_buttons_glued_together_are_told_apart() -> None:
    glued = ("SendShareTweet", "Share on FacebookShare on Twitter")
    assert cut(*STORY, *glued) == glued


def test_words_below_a_label_of_tags_are_tags() -> None:
    assert cut(*STORY, "Tags", "Oman", "ferries") == ("Tags", "Oman", "ferries")


def test_all_below_the_readers_first_word_is_marked() -> None:
    readers = (
        "2 Comments",
        "harbourfan says:",
        "About time too, I have been waiting for this ferry since my school days.",
        "Leave a Reply",
        "Post Comment",
    )
    assert cut(*STORY, *readers) == readers


def test_a_comment_link_above_the_story_does_not_take_the_story() -> None:
    assert cut("Leave a comment", *STORY) == ("Leave a comment",)


def test_a_menu_above_the_story_is_marked() -> None:
    menu = ("Home", "World", "Politics", "Shipping", "Contact us")
    assert cut(*menu, *STORY, title="") == menu


def test_a_footer_menu_below_the_story_is_marked() -> None:
    menu = ("About us", "Careers", "Advertise", "Help", "Sitemap")
    assert cut(*STORY, *menu) == menu


def test_a_navigation_bar_on_one_line_is_marked() -> None:
    bar = "Home News World Politics Business Sport Opinion"
    assert cut(bar, *STORY) == (bar,)


def test_a_breadcrumb_trail_is_marked_and_a_route_is_not() -> None:
    assert cut("Home » World » Shipping", *STORY) == ("Home » World » Shipping",)
    assert cut("Tunis – Palermo – Naples", *STORY) == ()


def test_buttons_that_say_little_are_marked_beside_a_share_row_only() -> None:
    assert cut(*STORY, "Share", "X", "Copy link") == ("Share", "X", "Copy link")
    assert cut(STORY[0], "X", *STORY[1:]) == ()


def test_stray_headlines_are_marked_where_other_furniture_stands_below_too() -> None:
    others = ("Fog closes the northern port", "Ten fishermen rescued", "Union calls off strike")
    assert cut(*STORY, "Share it:", *others) == ("Share it:", *others)
    assert cut(*STORY, *others) == ()


def test_a_list_that_the_story_announces_stays() -> None:
    listed = ("A joint customs office", "A daily crossing", "A common fare")
    announced = "The ministers agreed on three points, all of them new:"
    assert cut(*STORY, announced, *listed, "Tweet") == ("Tweet",)


def test_the_dates_of_a_chronology_are_headings() -> None:
    lines = ("26 January 2024", STORY[0], "27 January 2024", STORY[1])
    assert cut(*lines) == ()


def test_a_byline_is_marked_above_the_story_and_kept_inside_it() -> None:
    assert cut("By Ines Duarte", *STORY) == ("By Ines Duarte",)
    assert cut(STORY[0], "By Ship Through Ice", *STORY[1:]) == ()


def test_prose_is_told_by_length_and_ending() -> None:
    assert is_prose("The ferry sailed at nine on Tuesday.")
    assert not is_prose("The ferry sailed at nine on Tuesday")
    assert not is_prose("It sailed.")
    assert is_prose("渡轮服务在中断十一年之后于星期二在两个港口之间恢复运行。")


LINES = st.sampled_from(
    ["", " ", "Share it:", "Leave a Reply", "Home", "Read more", "3 March 2021", "🚢", *STORY]
) | st.text(max_size=30)


@given(st.lists(LINES, max_size=12), st.integers(min_value=0, max_value=40))
def test_spans_are_lines_in_order_without_outer_space(lines: list[str], title_end: int) -> None:
    text = "\n".join(lines)
    title_end = min(title_end, len(text))
    position = title_end
    for start, end in find_furniture(text, title_end):
        assert position <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        position = end
