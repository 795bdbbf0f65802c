"""The wordings of PLOVER's conflict types, on sentences made up for the purpose."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.knowledge.codebook import load_codebook
from dragoman.records import Document
from dragoman.stages.code.match import TriggerIndex, find_matches
from dragoman.stages.parse import Parser

CONFLICT = {
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
TELLING = [
    ("ASSAULT", "aerial", "Sudanese warplanes bombed a village near Nyala."),
    ("ASSAULT", "aerial", "Airstrikes by the coalition killed five farmers."),
    ("ASSAULT", "drone", "A drone strike hit a convoy near the border."),
    ("ASSAULT", "drone", "Kenya launched drones at the camp."),
    ("ASSAULT", "heavy-weapons", "Armenian forces shelled the town of Ganja."),
    ("ASSAULT", "heavy-weapons", "Militants fired rockets at the airport."),
    ("ASSAULT", "explosives", "A roadside bomb wounded three policemen."),
    ("ASSAULT", "suicide-attack", "A suicide bomber blew himself up at the gate of the ministry."),
    ("ASSAULT", "firearms", "Gunmen opened fire on worshippers."),
    ("ASSAULT", "firearms", "Police shot dead two protesters in Harare."),
    ("ASSAULT", "targeted", "Unknown men assassinated the mayor of Kismayo."),
    ("ASSAULT", "targeted", "The group beheaded two hostages."),
    ("ASSAULT", "abduct", "Bandits kidnapped twelve nurses."),
    ("ASSAULT", "abduct", "Rebels took three engineers hostage."),
    ("ASSAULT", "torture", "Guards tortured the prisoners."),
    ("ASSAULT", "beat", "Police beat protesters with batons."),
    ("ASSAULT", "primitive", "A man stabbed two tourists."),
    ("ASSAULT", "primitive", "The mob set fire to the consulate."),
    ("ASSAULT", "destroy", "Settlers demolished three houses."),
    ("ASSAULT", "crowd-control", "Police fired tear gas at the marchers."),
    ("ASSAULT", "crowd-control", "Riot police used water cannon to disperse the crowd."),
    ("ASSAULT", "unconventional", "The regime used sarin against civilians."),
    ("ASSAULT", "unconventional", "The government denied a chemical attack on the town."),
    ("ASSAULT", None, "Fighting broke out between the army and the militia."),
    ("ASSAULT", None, "Soldiers clashed with rebels near Goma."),
    ("ASSAULT", None, "The two sides exchanged fire across the line."),
    ("ASSAULT", None, "Ethiopia invaded its neighbour."),
    ("ASSAULT", None, "Rebels captured the town of Bunia."),
    ("ASSAULT", None, "The base came under attack from militants."),
    ("ASSAULT", None, "The strike destroyed an ammunition depot."),
    ("ASSAULT", None, "Ukraine struck an oil refinery in Russia."),
    ("ACCUSE", "disapprove", "France condemned the attack."),
    ("ACCUSE", "disapprove", "The foreign minister criticised Hungary over the law."),
    ("ACCUSE", "allege", "Rwanda accused Burundi of backing the rebels."),
    ("ACCUSE", "allege", "Prosecutors charged the former president with treason."),
    ("ACCUSE", "investigate", "The court opened an investigation into the killings."),
    ("ACCUSE", "investigate", "Police questioned the editor."),
    ("REJECT", None, "Iran rejected the proposal."),
    ("REJECT", "meet", "The premier cancelled his visit to Tokyo."),
    ("REJECT", "meet", "Libya refused to attend the summit."),
    ("REJECT", "yield", "Israel refused to release the prisoners."),
    ("REJECT", "yield", "The rebels rejected the ceasefire."),
    ("REJECT", "assist", "Hungary denied entry to the monitors."),
    ("REJECT", "assist", "Cuba refused aid from Washington."),
    ("REJECT", "change", "The president refused to resign."),
    ("REJECT", None, "Russia vetoed the resolution."),
    ("REJECT", None, "The council blocked the bid."),
    ("REJECT", None, "Ankara ruled out an invasion."),
    ("THREATEN", "violence", "North Korea threatened to attack the south."),
    ("THREATEN", "restrict", "Washington threatened tariffs on steel."),
    ("THREATEN", "restrict", "The union threatened a strike."),
    ("THREATEN", "relations", "Moscow threatened to sever relations with Oslo."),
    ("THREATEN", "expel", "The minister threatened to expel the diplomats."),
    ("THREATEN", "territory", "The leader vowed to annex the province."),
    ("THREATEN", "arrest", "The court issued an arrest warrant for the general."),
    ("THREATEN", None, "China warned Taiwan of serious consequences."),
    ("THREATEN", None, "The junta issued an ultimatum to the rebels."),
    ("PROTEST", "demo", "Thousands of people demonstrated in Tbilisi."),
    ("PROTEST", "demo", "Students took to the streets of Dhaka."),
    ("PROTEST", "riot", "Prisoners rioted in Quito."),
    ("PROTEST", "strike", "Railway workers went on strike."),
    ("PROTEST", "strike", "Doctors staged a walkout."),
    ("PROTEST", "hunger", "Forty prisoners are on hunger strike."),
    ("PROTEST", "hunger", "The prisoners began a hunger strike."),
    ("PROTEST", "boycott", "The opposition boycotted the election."),
    ("PROTEST", "obstruct", "Truckers blocked the highway."),
    ("PROTEST", "obstruct", "Students occupied the university."),
    ("PROTEST", "vandalize", "Protesters toppled a statue of the general."),
    ("SANCTION", "discontinue", "The union imposed sanctions on Belarus."),
    ("SANCTION", "discontinue", "Canada suspended aid to Niger."),
    ("SANCTION", "expel", "Norway expelled ten Russian diplomats."),
    ("SANCTION", "expel", "The African Union suspended Mali from the bloc."),
    ("SANCTION", "withdraw", "Niger withdrew from the treaty."),
    ("SANCTION", "withdraw", "Britain left the union."),
    ("SANCTION", "convict", "A court sentenced the journalist to six years in prison."),
    ("SANCTION", "convict", "A court convicted the minister of corruption."),
    ("MOBILIZE", "troops", "Turkey deployed troops to the border."),
    ("MOBILIZE", "troops", "India put its forces on high alert."),
    ("MOBILIZE", "weapons", "North Korea tested a ballistic missile."),
    ("MOBILIZE", "weapons", "North Korea fired a ballistic missile into the sea."),
    ("MOBILIZE", "police", "The government deployed riot police in the capital."),
    ("MOBILIZE", "militia", "The clan mobilised its militia."),
    ("MOBILIZE", None, "Two jets entered the airspace of Estonia."),
    ("COERCE", "arrest", "Police arrested the opposition leader."),
    ("COERCE", "arrest", "The editor was jailed."),
    ("COERCE", "seize", "Customs officers seized a tanker."),
    ("COERCE", "seize", "Police raided the offices of the newspaper."),
    ("COERCE", "restrict", "The government banned the rally."),
    ("COERCE", "restrict", "The navy blockaded the port."),
    ("COERCE", "censor", "The regulator blocked the website."),
    ("COERCE", "censor", "The ministry shut down two newspapers."),
    ("COERCE", "curfew", "The governor imposed a curfew on the city."),
    ("COERCE", "martial-law", "The president declared a state of emergency."),
    ("COERCE", "martial-law", "The army imposed martial law."),
    ("COERCE", "deport", "Kuwait deported eighty workers."),
    ("COERCE", "withhold", "The government cut off the internet."),
    ("COERCE", "misinformation", "The agency spread disinformation about the vote."),
    ("COERCE", "cyber", "Hackers attacked the website of the ministry."),
    ("COERCE", "cyber", "The group hacked the servers of the bank."),
    ("ASSAULT", "destroy", "The army destroyed two bridges."),
    ("ASSAULT", "explosives", "Saboteurs blew up a pipeline."),
    ("REJECT", None, "Beijing dismissed the ultimatum."),
    ("REJECT", None, "The rebels ignored calls for restraint."),
    ("REJECT", None, "The parliament voted down the treaty."),
    ("REJECT", "change", "The party rejected the election results."),
    ("REJECT", None, "Congo broke its promise to the miners."),
    ("THREATEN", "violence", "The militia vowed revenge."),
    ("THREATEN", "arrest", "An arrest warrant was issued for the president."),
    ("THREATEN", None, "He received death threats."),
    ("THREATEN", None, "The commander gave the rebels a deadline."),
    ("PROTEST", "riot", "Riots broke out in Port Moresby."),
    ("MOBILIZE", "police", "Police tightened security around the stadium."),
    ("MOBILIZE", "militia", "The warlord sent fighters to the valley."),
    ("COERCE", "curfew", "A curfew was imposed in Dhaka."),
    ("COERCE", "deport", "The activists were deported to Laos."),
    ("COERCE", "withhold", "Authorities shut down the internet."),
    ("COERCE", "misinformation", "Foreign agents interfered in the election."),
]
SILENT = [
    "The two countries struck a deal on gas.",
    "Firefighters battled the blaze for two days.",
    "Brazil beat Chile in the final.",
    "The minister was fired on Monday.",
    "The news hit the market.",
    "Exports hit a record in June.",
    "Ten people were killed in a bus crash.",
    "The bank charged a fee.",
    "The president executed the order.",
    "The spokesman declined to comment.",
    "The ministry denied the report.",
    "Officials warned of heavy rain.",
    "Stocks rallied on hopes of a deal.",
    "The company cut prices by ten percent.",
    "The minister paid a visit to Rome.",
    "Spain defeated Italy in the final.",
    "The team shot three goals.",
    "The president launched a campaign for reform.",
    "The court heard the case.",
    "The author was struck by the beauty of the island.",
    "The two leaders discussed trade.",
    "The bank raised interest rates.",
    "The government slashed spending.",
    "She set foot in the country.",
    "They took part in the meeting.",
    "The festival drew large crowds.",
    "The committee drafted a report.",
    "The ship sailed to Lisbon.",
    "The army helped victims of the flood.",
]


@cache
def index() -> TriggerIndex:
    return TriggerIndex(load_codebook("plover").triggers)


@cache
def parser() -> Parser:
    return Parser()


def told(text: str) -> list[tuple[str, str | None]]:
    """Return type and mode of the best match at each word of the sentence."""
    document = Document(
        id="d", source_id="t", text=text, title_end=0, language="en", raw_sha256="", text_sha256=""
    )
    (parse,) = parser().parse(document)
    found = find_matches(parse, index(), names=frozenset())
    return [(at[0].trigger.type_code, at[0].trigger.mode) for _, at in sorted(found.items())]


@pytest.mark.parametrize(("code", "mode", "sentence"), TELLING)
def test_a_clear_sentence_is_told_by_its_type_and_mode(
    code: str, mode: str | None, sentence: str
) -> None:
    found = told(sentence)
    assert (code, mode) in found if mode else code in {one for one, _ in found}


@pytest.mark.parametrize("sentence", SILENT)
def test_a_peaceful_sense_of_a_violent_word_tells_no_conflict(sentence: str) -> None:
    assert [code for code, _ in told(sentence) if code in CONFLICT] == []
