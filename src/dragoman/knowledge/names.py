"""Folding of names: the one rule by which two spellings count as the same name.

Both the index and every look-up go through `fold`, so a change here needs a new index. What a
fold loses on purpose (case, accents, hyphens) is checked afterwards by `agrees_in_case` for
names that are also ordinary words ("Turkey", "US", "Mali").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["agrees_in_case", "fold", "is_one_script", "letters"]

# Apostrophes, primes and the transliteration marks for ayn and hamza: written or left out at will.
_SILENT = dict.fromkeys(map(ord, "'’‘ʼʻʿʾ`´′ʹʺ\u200b\u200c\u200d\u200e\u200f\u00ad\u0640."))
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "ħ": "h", "ə": "e", "ŋ": "ng", "&": " and ", "ß": "ss", "ɓ": "b", "ɗ": "d",
    }
)  # fmt: skip
_GAP = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"\bel(?= \w)")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the key of a name: lower case, no accents, no dots or apostrophes, single spaces.

    Hyphens and all other punctuation become spaces, "&" becomes "and", and the Arabic article
    written "el" becomes "al" ("Abdel Fattah el-Sisi" and "al-Sisi" meet; "El Salvador" keeps
    meeting itself). Scripts other than Latin keep their letters. "" when nothing is left.
    """
    lowered = text.translate(_SILENT).casefold().translate(_LETTERS)
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered)
        bare = "".join(char for char in decomposed if not unicodedata.combining(char))
        # Decomposing brings out capitals and letters that were hidden in one sign ("ᴬ", "ﬁ").
        lowered = bare.translate(_SILENT).casefold().translate(_LETTERS)
    return _ARTICLE.sub("al", _GAP.sub(" ", lowered).strip())


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """Return the letters and digits of `text` with their case, accents removed: "U.S." is "US"."""
    if text.isascii():
        return "".join(char for char in text if char.isalnum())
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if char.isalnum())


def agrees_in_case(surface: str, form: str) -> bool:
    """True if `surface` is written as a case-sensitive name `form` may be.

    Letters must have the same case, but a name in mixed case may also stand all in capitals, as
    in a dateline or headline. A word in lower case never agrees, and "Us" is not "US".
    """
    seen, kept = letters(surface), letters(form)
    if seen == kept:
        return True
    return len(seen) > 2 and seen.isupper() and not kept.isupper() and seen == kept.upper()


def is_one_script(text: str, scripts: tuple[str, ...]) -> bool:
    """True if `text` has letters, all of one and the same of `scripts` ("LATIN", "ARABIC" …)."""
    names = [unicodedata.name(char, "") for char in text if char.isalpha()]
    return bool(names) and any(all(n.startswith(script) for n in names) for script in scripts)
