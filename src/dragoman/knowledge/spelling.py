"""Spellings: a name of any alphabet in Latin letters, and the skeleton its spellings share.

"Gaddafi", "Qadhafi" and "القذافي" are one name. `romanised` spells a name in Latin letters without
claiming a standard; `skeleton` keeps of that what romanisations agree on, the consonants by class.
Equal skeletons make names comparable and no more: whoever looks up by them compares the names.
Scripts that spell no sounds (Chinese) are left as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dragoman.knowledge.names import fold

__all__ = ["romanised", "skeleton"]

_TABLES = {
    # Russian, Ukrainian, Serbian, Macedonian and Kazakh letters after `fold`, which drops accents.
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "є": "ye", "ґ": "g", "ј": "j",
    "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dzh", "ѕ": "dz", "ә": "a", "ғ": "g",
    "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h",
    # Arabic, with Persian and Urdu letters; short vowels are not written.
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh",
    "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ی": "y", "ى": "a", "ة": "a",
    "ء": "", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ے": "e", "ہ": "h", "ھ": "h",
    # Hebrew.
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "w", "ז": "z", "ח": "h", "ט": "t",
    "י": "y", "כ": "k", "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s",
    "ע": "", "פ": "p", "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
    # Greek.
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "kh", "ψ": "ps", "ω": "o",
    # Georgian.
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t", "ი": "i",
    "კ": "k", "ლ": "l", "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh", "რ": "r", "ს": "s",
    "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k", "ღ": "gh", "ყ": "q", "შ": "sh", "ჩ": "ch", "ც": "ts",
    "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh", "ჯ": "j", "ჰ": "h",
}  # fmt: skip
_LETTERS = str.maketrans(_TABLES)

# Two signs of one sound, then single letters by class; vowels fall away. Classes hold what
# romanisations of one name differ in: Qaddafi and Gaddafi, Jamal and Gamal, Osama and Usamah.
_DIGRAPHS = (
    ("tsch", "C"), ("tch", "C"), ("shch", "S"), ("sch", "S"), ("dzh", "K"), ("dj", "K"),
    ("ch", "C"), ("sh", "S"), ("zh", "K"), ("kh", "H"), ("gh", "K"), ("th", "T"), ("dh", "D"),
    ("ph", "F"), ("ck", "K"), ("ts", "S"), ("tz", "S"), ("dz", "S"), ("x", "KS"),
)  # fmt: skip
_CLASSES = str.maketrans("bpvfgjkqcszdthlmnr", "BBFFKKKKKSSDTHLMNR", "aeiouyw ")
_SOFT = re.compile(r"c(?=[eiy])")
_INITIAL_W = re.compile(r"\bw")
_FINAL_H = re.compile(r"h\b")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDED = ("LETTER", "SYLLABLE")


@lru_cache(maxsize=65536)
def romanised(name: str) -> str:
    """Return a name folded and in Latin letters; letters of a script without sounds stay.

    "Владимир Путин" gives "vladimir putin", "김정은" "gimjeongeun", "صنعاء" "snaa".
    """
    folded = fold(unicodedata.normalize("NFC", name))
    if folded.isascii():
        return folded
    latin = unicodedata.normalize("NFC", folded).translate(_LETTERS)
    return latin if latin.isascii() else "".join(_sound(char) for char in latin)


def _sound(char: str) -> str:
    """Return the sound that a syllable's name in Unicode tells ("HANGUL SYLLABLE GIM")."""
    if char.isascii() or char.isspace():
        return char
    words = unicodedata.name(char, "").split()
    if len(words) > 2 and words[1] in _SOUNDED and words[-1].isalpha():
        return words[-1].lower()
    return "" if unicodedata.combining(char) else char


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Return what the spellings of a name share: its consonants by class, in capitals.

    Spaces, vowels and doubled letters do not count: "Muammar Gaddafi" and "Moammar al-Qadhafi"
    differ by the article alone. "" for a name without any consonant in Latin letters.
    """
    text = _INITIAL_W.sub("v", _FINAL_H.sub("", romanised(name)))
    for digraph, sound in _DIGRAPHS:
        text = text.replace(digraph, sound)
    joined = _SOFT.sub("s", text).translate(_CLASSES)
    return _DOUBLED.sub(r"\1", "".join(char for char in joined if "A" <= char <= "Z"))
