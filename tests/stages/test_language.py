"""Languages: plain English without the model, others with it, None where nobody could tell."""

from __future__ import annotations

import pytest

from dragoman.stages.reading import language
from dragoman.stages.reading.language import tell_language

ENGLISH = (
    "The envoys of both governments returned to Muscat on Sunday, a spokesman for the host said."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        ("Les envoyés des deux gouvernements sont revenus à Mascate dimanche, selon l'hôte.", "fr"),
        ("Los enviados de ambos gobiernos regresaron a Mascate el domingo, dijo.", "es"),
        ("Die Gesandten beider Regierungen kehrten am Sonntag nach Maskat zurück.", "de"),
        ("İki hükümetin temsilcileri pazar günü Maskat'a döndü, dedi ev sahibi sözcüsü.", "tr"),
        ("Kata juru bicara itu, para utusan bisa pulang besok karena rapat sudah usai.", "id"),
        ("Os enviados dos dois governos voltaram a Mascate no domingo, disse o porta-voz.", "pt"),
        ("Gli inviati dei due governi sono tornati domenica a Mascate, ha detto.", "it"),
        ("De gezanten van beide regeringen keerden zondag terug naar Muscat, zei hij.", "nl"),
        ("Посланники обоих правительств вернулись в Маскат в воскресенье.", "ru"),
        ("Посланці обох урядів повернулися до Маската в неділю, повідомив речник.", "uk"),
        ("عاد مبعوثو الحكومتين إلى مسقط يوم الأحد، بحسب المتحدث باسم البلد المضيف.", "ar"),
        ("فرستادگان دو دولت روز یکشنبه به مسقط بازگشتند و گفتگو را از سر گرفتند.", "fa"),
        ("两国政府的特使星期日返回马斯喀特。", "zh"),
        ("両国政府の特使は日曜日にマスカットに戻った。", "ja"),
        ("양국 정부의 특사가 일요일 무스카트로 돌아왔다.", "ko"),
        ("Οι απεσταλμένοι επέστρεψαν την Κυριακή.", "el"),
        ("השליחים חזרו ביום ראשון.", "he"),
    ],
)  # fmt: skip
def test_a_language_is_told(text: str, code: str) -> None:
    assert tell_language(text) == code


def test_plain_english_does_not_load_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden() -> None:
        pytest.fail("the model was loaded")

    monkeypatch.setattr(language, "_model", forbidden)
    assert tell_language(ENGLISH) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Tokayev met Mirziyoyev in Samarkand on Monday.",
        "Vučić met Kurti in Ohrid.",
        "Erdoğan arrived in Baku.",
        "Lula meets Maduro in Brasília.",
    ],
)
def test_foreign_names_do_not_make_an_english_sentence_foreign(text: str) -> None:
    assert tell_language(text) in ("en", None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vučić susreo se s Kurtijem u Ohridu.", "hr"),
        ("Tokayev Samarqandda Mirziyoyev bilan uchrashdi.", "uz"),
        ("Orbán Viktor Moszkvában.", "hu"),
        ("Fico a Babiš v Bratislavě.", "cs"),
        ("Petro visitó Caracas el lunes.", "es"),
    ],
)
def test_short_sentences_of_names_and_foreign_words_stay_foreign(text: str, code: str) -> None:
    assert tell_language(text) == code


@pytest.mark.parametrize(
    "text", ["", "12:30", "🚢🚢🚢", "— … —", "Ok", "Paris Москва Paris Москва"]
)
def test_nothing_is_claimed_of_a_text_that_does_not_show_it(text: str) -> None:
    assert tell_language(text) is None


def test_another_script_is_never_english_whatever_the_page_says() -> None:
    assert tell_language("عاد المبعوثون إلى مسقط", hint="en") == "ar"


def test_the_hint_decides_where_the_text_does_not() -> None:
    assert tell_language("Ok ok", hint="en") == "en"
    assert tell_language(ENGLISH, hint="de") == "en"


def test_a_headline_in_capitals_is_read_like_any_other() -> None:
    assert tell_language("VARIOS MILES DE PERSONAS MARCHAN POR LAS CALLES DE LA CAPITAL") == "es"


@pytest.mark.parametrize(
    "text",
    ["Putin and Erdogan met in Sochi.", "Kagame meets Ruto in Nairobi", "Talks in Oslo fail"],
)
def test_a_short_english_line_is_english_by_its_one_english_word(text: str) -> None:
    assert tell_language(text) == "en"


def test_a_german_line_that_names_an_english_place_is_german() -> None:
    assert tell_language("Scholz sprach am Montag in The Hague mit Rutte.") == "de"


def test_an_english_word_in_another_script_changes_nothing() -> None:
    assert tell_language("Путин\n\nПрезидент Путин заявил that Россия готова") == "ru"


@pytest.mark.parametrize("text", ["Konzert von Rage against the Machine abgesagt"])
def test_an_english_title_makes_no_english_line(text: str) -> None:
    assert tell_language(text) != "en"
