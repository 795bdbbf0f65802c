"""Lines of page furniture in many wordings, and lines of stories that resemble them."""

from __future__ import annotations

import pytest

from dragoman.stages.reading.furniture import find_furniture

TITLE = "Envoys return to Muscat for a third round"
STORY = (
    "The envoys of both governments returned to Muscat on Sunday, a spokesman for the host said.",
    "They are to discuss a truce on the coast, where shelling killed four people last week.",
)


def cut(*lines: str, title: str = TITLE) -> tuple[str, ...]:
    """The furniture of a text that opens with `title` and goes on with these paragraphs."""
    text = "\n\n".join((title, *lines))
    return tuple(text[start:end] for start, end in find_furniture(text, len(title)))


BUTTONS = [
    "Share it:", "Share", "SHARE THIS ARTICLE", "Share on Facebook", "Share via Email", "Tweet",
    "Share this:", "12 Shares", "Facebook Twitter WhatsApp Telegram", "Print Email PDF",
    "Facebook | Twitter | LinkedIn", "Click to share on Twitter (Opens in new window)",
    "Email this to a friend", "Copy link", "Save for later" , "Share this story with friends",
    "Follow us on Telegram", "Follow us", "Like us on Facebook", "Follow The Courier on X",
    "Print this page", "Share to WhatsApp", "Partager sur Facebook", "Compartir en WhatsApp",
    "Поделиться", "Share   •   Tweet   •   Email", "Like this:", "Like Loading...",
]  # fmt: skip
COMMENTS = [
    "Leave a Reply", "Leave a comment", "Leave a Reply Cancel reply", "Leave your response",
    "Your email address will not be published. Required fields are marked *",
    "Your e-mail address will not be published.", "Required fields are marked *",
    "Name *", "Email *", "Website", "Name * Email * Website", "Comment *", "Post Comment",
    "Save my name, email, and website in this browser for the next time I comment.",
    "Notify me of follow-up comments by email.", "Be the first to comment", "No comments yet",
    "3 Comments", "View all comments", "Comments (14)", "Comments are closed.",
    "You must be logged in to post a comment.", "Log in to leave a comment", "Submit comment",
    "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
    "Laisser un commentaire", "Deja un comentario", "Schreiben Sie einen Kommentar",
]  # fmt: skip
NEWSLETTERS = [
    "Sign up for our daily newsletter and never miss a story.", "Subscribe", "Subscribe now",
    "Subscribe to our newsletter", "Get the morning briefing delivered to your inbox.",
    "Enter your email address", "Sign in", "Log in", "Create a free account",
    "Join our WhatsApp channel for breaking news.", "Download our app for faster alerts",
    "Already a subscriber? Sign in here.", "Support independent journalism with a donation.",
    "By signing up you agree to our Terms of Use and Privacy Policy.",
    "This article is for subscribers only.", "Register to continue reading for free.",
    "Receive our weekly newsletter every Friday", "Become a member", "Donate",
    "You can unsubscribe at any time.", "Manage preferences",
    "You are receiving this email because you subscribed at harbour.example.",
    "Never miss a story from the region.",
]  # fmt: skip
CONSENT = [
    "We use cookies to give you the best experience on our website.",
    "This website uses cookies.", "Accept all cookies", "Accept", "Manage preferences",
    "By continuing to browse the site you agree to our use of cookies.", "Cookie settings",
    "Reject all", "Privacy Policy", "Terms of Use | Privacy Policy | Contact us", "Got it",
]  # fmt: skip
RIGHTS = [
    "© 2024 The Muscat Courier. All rights reserved.", "Copyright 2019 Harbour Media Ltd.",
    "All rights reserved.", "(c) Harbour Media",
    "This material may not be published, broadcast or redistributed without permission.",
    "No part of this content may be reproduced without written consent.",
    "Powered by WordPress", "Republish this article",
]  # fmt: skip
ADVERTISING = [
    "Advertisement", "ADVERTISEMENT - CONTINUE READING BELOW", "Sponsored content", "Ad",
    "Story continues below advertisement", "Article continues after ad", "Promoted stories",
    "Scroll to continue", "Anzeige", "Publicité", "Реклама",
]  # fmt: skip
CREDITS = [
    "Photo: Harbour Media", "Photo by Lena Okafor", "Image credit: Lena Okafor / Harbour Media",
    "Lena Okafor/Reuters", "(AP Photo/Lena Okafor)", "Getty Images", "Image source, Getty Images",
    "[File: Lena Okafor/Reuters]", "Photograph: Lena Okafor/AFP/Getty Images", "Image caption",
]  # fmt: skip
PAGES_AND_TAGS = [
    "Page 3 of 10", "- 3 -", "3/10", "17", "Tags: Oman, talks, truce", "Topics: Diplomacy",
    "Filed under: World", "#Oman #Truce", "Skip to content", "Back to top", "Read more",
    "Show more", "Loading", "5 min read", "Listen to this article", "Menu", "Search",
    "Next article", "Categories: News", "Short link: https://example.org/a1", "Next Post",
]  # fmt: skip
LABELLED = [
    "Read more: Fishermen strand off the northern coast",
    "READ MORE: Fishermen strand off the northern coast",
    "ALSO READ | Fishermen strand off the northern coast",
    "Related: Fishermen strand off the northern coast",
    "WATCH: Fishermen strand off the northern coast",
    "See also: Who are the coast guards?",
    "Don't miss: Fishermen strand off the northern coast",
    "Lire aussi : Des pêcheurs échoués",
]  # fmt: skip
ANYWHERE = [
    *BUTTONS, *COMMENTS, *NEWSLETTERS, *CONSENT, *RIGHTS, *ADVERTISING, *CREDITS, *PAGES_AND_TAGS,
    *LABELLED,
]  # fmt: skip


@pytest.mark.parametrize("line", ANYWHERE)
def test_a_line_of_furniture_below_the_story_is_marked(line: str) -> None:
    assert cut(*STORY, line) == (line,)


@pytest.mark.parametrize("line", [one for one in ANYWHERE if one not in COMMENTS])
def test_a_line_of_furniture_between_paragraphs_is_marked(line: str) -> None:
    assert cut(STORY[0], line, STORY[1]) == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "By Lena Okafor", "BY LENA OKAFOR AND TOM RHYS", "By Lena Okafor in Muscat", "Reuters",
        "By Lena Okafor | June 5, 2020", "Friday 26 January 2024 - 22:47", "3 March 2021",
        "Published: 3 March 2021", "Updated 2 hours ago", "Posted on 3 March 2021 by admin",
        "Last updated: Tue 3 Mar 2020 11.02 GMT", "Home > World > Middle East", "World",
        "Home / News / Middle East", "Middle East", "Our correspondent", "Staff Reporter",
        "1,204 views", "Source: Agencies", "05/12/2019", "News Desk", "March 2021",
    ],
)  # fmt: skip
def test_a_line_above_the_story_that_says_who_when_or_where_is_marked(line: str) -> None:
    assert cut(line, *STORY) == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Lena Okafor; Editing by Tom Rhys)", "Reporting by Lena Okafor in Muscat",
        "Tom Rhys contributed to this report.", "With inputs from agencies",
        "Our Standards: The Courier Trust Principles.", "About the author", "ENDS", "***",
        "The views expressed in this article are the author's own.",
        "This article was first published on 3 March 2021.",
        "The author is a fellow at a research institute in Oslo.",
        "If you spot an error in this article, please let us know.",
        "For information media. Not an official record.", "End of Item", "Unofficial translation",
        "For the full list of those named, click here.",
    ],
)  # fmt: skip
def test_a_closing_note_is_marked(line: str) -> None:
    assert cut(*STORY, line) == (line,)


STORY_LINES = [
    "Members share the view that the truce will hold until the spring.",
    "Share prices in Muscat fell by a tenth after the strike.",
    "Subscribe to one side or the other, the rebels told the villagers.",
    "Join us or leave, the commander said in a leaflet.",
    "Follow us into the hills, the rebels told the villagers.",
    "Comments by the minister angered the neighbouring states.",
    "The advertisement, paid for by the ministry, names nine wanted men.",
    "Copyright law was the subject of the second round of talks.",
    "Photos and videos show tanks at the edge of the town.",
    "Related protests were held in four towns along the coast.",
    "Recommended steps include a joint patrol of the strait.",
    "Have the weapons been delivered to the coast, a deputy asked?",
    "Get out by Friday, the army told residents of the port.",
    "Tags on the shells show where they were made.",
    "More on the talks is expected on Monday, the spokesman said.",
    "Print media were banned by the junta a year ago.",
    "Email traffic between the two ministries was intercepted.",
    "Read the treaty, the minister told his critics.",
    "Pages of the draft were leaked to the press.",
    "Contact with the convoy was lost near the border.",
    "Search parties were sent out to find the crew.",
    "Home to nine million people, the region has no port.",
    "Reply came within the hour: the strait would stay shut.",
    "Published in March, the report blames both armies.",
    "By Sunday the rebels held the town.",
    "On 3 March 2021 the rebels took the town.",
    "Like Oman, Qatar offered to host the talks.",
    "Top officials of both states met in secret.",
    "Latest figures put the number of dead at forty.",
    "Two comments by the envoy were struck from the record.",
    "Sign the treaty or face new sanctions, the chancellor warned.",
    "Never miss a chance to make peace, the king told them.",
]


@pytest.mark.parametrize("line", STORY_LINES)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_sentence_of_the_story_that_resembles_furniture_stays(line: str, place: int) -> None:
    lines = [*STORY[:place], line, *STORY[place:]]
    assert cut(*lines) == ()


@pytest.mark.parametrize(
    "heading",
    [
        "A fragile truce", "Why it matters", "Human rights and security", "The road to Muscat",
        "2024", "What the rebels want", "Background", "World leaders react", "Sanctions bite",
    ],
)  # fmt: skip
def test_a_heading_inside_the_story_stays(heading: str) -> None:
    assert cut(STORY[0], heading, STORY[1]) == ()
