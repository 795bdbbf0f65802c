"""Which language a text is in, cheaply where that is plain and by a trained model elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import islice
from typing import Any

__all__ = ["tell_language"]

_SAMPLE = 6000  # code points: more text does not change the answer
_ENGLISH = frozenset((
    "the", "of", "and", "to", "in", "that", "with", "for", "by", "from", "which", "was", "were",
    "has", "have", "had", "said", "are", "is", "it", "this", "at", "its", "who", "their", "been",
    "will", "would", "not", "but", "as", "on", "be", "an", "after", "he", "they", "his", "or",
    "than", "could", "about", "into",
))  # fmt: skip
# Words that other languages written in Latin letters hardly have.
_ONLY_ENGLISH = frozenset((
    "the", "and", "of", "which", "with", "that", "this", "their", "would", "been", "were", "they",
    "from",
))  # fmt: skip
_ENOUGH_WORDS = 6
_ENGLISH_SHARE = 0.18
_ONLY_ENGLISH_SHARE = 0.06

_SCRIPT_LANGUAGE = {
    "GREEK": "el", "HEBREW": "he", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja",
    "CJK": "zh", "THAI": "th", "ARMENIAN": "hy", "GEORGIAN": "ka", "KHMER": "km", "LAO": "lo",
    "TAMIL": "ta", "TELUGU": "te", "BENGALI": "bn", "GUJARATI": "gu", "GURMUKHI": "pa",
    "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "ETHIOPIC": "am", "MYANMAR": "my",
}  # fmt: skip
_SCRIPT_CHOICES = {
    "CYRILLIC": frozenset(("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg")),
    "ARABIC": frozenset(("ar", "fa", "ur", "ps", "ug", "ku", "ckb", "sd")),
    "DEVANAGARI": frozenset(("hi", "mr", "ne")),
    "LATIN": frozenset((
        "en", "fr", "es", "de", "pt", "it", "nl", "tr", "id", "ms", "pl", "ro", "cs", "sk", "sl",
        "hr", "bs", "sr", "hu", "sv", "da", "nb", "nn", "no", "fi", "et", "lv", "lt", "sq", "az",
        "vi", "sw", "ca", "eu", "gl", "tl", "uz", "tk", "so", "ha", "af", "cy", "ga", "is", "mt",
        "ku", "rw",
    )),
}  # fmt: skip
# Difference of log-likelihoods between the best and the next language. On 4,243 single sentences
# and headlines in four languages, 4 leaves 5 wrong and 32 untold; 0 leaves 24 wrong.
_SURE_MARGIN = 4.0
# English in a short line is told by less: of 3,641 lines of it, many of six words, 38 more are then
# told, and of 2,608 in Spanish and German one more is taken for it.
_ENGLISH_MARGIN = 1.0
# By how much another language may be likelier where a word stands that only English has.
_DESPITE = 12.0
_ENGLISH_PART = 0.3
_SHORT = 200  # code points: so short a text may have more letters in names than in words

# Next of kin are told apart by hardly anything; which of them is best is good enough.
_KIN = (
    frozenset(("id", "ms")), frozenset(("no", "nb", "nn", "da", "sv")), frozenset(("cs", "sk")),
    frozenset(("hr", "bs", "sr", "sl")), frozenset(("gl", "pt", "es", "ca")),
    frozenset(("nl", "af")), frozenset(("tr", "az", "tk")), frozenset(("hi", "mr", "ne")),
    frozenset(("ar", "fa", "ur")),
)  # fmt: skip


def tell_language(text: str, *, hint: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of `text`; None where it cannot be told.

    None is for texts without letters, for mixtures of scripts, and for short texts that the
    model is not sure of. `hint` (what the page says of itself) decides only then.
    """
    sample = text[:_SAMPLE]
    script = _main_script(sample)
    if script is None:
        return None
    if script in _SCRIPT_LANGUAGE:
        return _SCRIPT_LANGUAGE[script]
    choices = _SCRIPT_CHOICES.get(script)
    if choices is None:
        return None
    if script == "LATIN" and _is_plainly_english(sample):
        return "en"
    return _modelled(sample, choices) or (hint if hint in choices else None)


def _main_script(text: str) -> str | None:
    """Return the Unicode name of the script of most letters; None if there is no clear one."""
    letters = list(islice(filter(str.isalpha, text), 2000))
    if len(letters) < 3:
        return None
    scripts = Counter(map(_script, letters))
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > len(letters) * 0.05:
        return "HIRAGANA"
    script, count = scripts.most_common(1)[0]
    # A Chinese character says as much as several letters of a name quoted in Latin script.
    weight = 3 if script in {"CJK", "HANGUL"} else 1
    return script if count * weight >= (len(letters) - count) * 2 else None


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").split()[0]


def _is_plainly_english(text: str) -> bool:
    """True if English function words alone decide; the model then need not be loaded."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < _ENOUGH_WORDS:
        return False
    common = sum(word in _ENGLISH for word in words)
    sure = [word for word in words if word in _ONLY_ENGLISH]
    # Two different ones: a German text may well name "The Hague" or "The Times".
    if len(set(sure)) < 2 or len(sure) < len(words) * _ONLY_ENGLISH_SHARE:
        return False
    return common >= len(words) * _ENGLISH_SHARE


@cache
def _model() -> Any:
    # Loading takes most of a second, and plainly English text never needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE)


def _modelled(text: str, choices: frozenset[str]) -> str | None:
    """Return the likeliest of `choices`, None if one not of its kin is close behind."""
    # The model knows capitals from acronyms: headlines all in capitals mislead it.
    cased = text.lower() if text.isupper() else text
    ranked = [(code, score) for code, score in _model().rank(cased) if code in choices]
    best, score = ranked[0]
    english = dict(ranked).get("en")
    is_near = english is not None and score - english < _DESPITE
    if len(text) < _SHORT and is_near and _has_english_words(cased):
        return "en"
    if len(text) < _SHORT and "en" in choices and _is_of_names(text, best):
        return None
    kin = next((group for group in _KIN if best in group), frozenset((best,)))
    others = [other for code, other in ranked if code not in kin]
    margin = _ENGLISH_MARGIN if best == "en" and len(text) < _SHORT else _SURE_MARGIN
    return best if not others or score - others[0] >= margin else None


def _has_english_words(text: str) -> bool:
    """Whether of the words in lower case a good part are such as hardly any other language has.

    One "the" in the title of a song is not enough; Dutch has "of".
    """
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.islower()]
    sure = [word for word in words if word in _ONLY_ENGLISH and word != "of"]
    return len(sure) > _ENGLISH_PART * len(words)


def _is_of_names(text: str, best: str) -> bool:
    """Whether only the names of a text are in the language `best`, its words English.

    "Vučić met Kurti in Ohrid." is not Slovene: its words in lower case speak against it.
    """
    words = " ".join(word for word in re.findall(r"[^\W\d_]+", text) if word.islower())
    scores = dict(_model().rank(words))
    return bool(scores[best] < scores["en"])
