"""The gazetteer: what is in it, how names are found in tokens, and what a mistaken row is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph.builder.errors import LexiconError
from factgraph.builder.gazetteer import Entry, Gazetteer, load_gazetteer, normal_form
from factgraph.builder.gazetteer_data import read_entries

GAZETTEER = load_gazetteer()

_CODES = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG CR
CI HR CU CY CZ KP CD DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR
IQ IE IL IT JM JP JO KZ KE KI KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MC MN ME MA MZ MM NA NR
NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA KR MD RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO
ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN YE ZM ZW
"""
UN_MEMBERS = frozenset(_CODES.split())


def tokens(text: str) -> list[str]:
    """Split roughly as the parser's tokenizer does: hyphens and clitics apart, abbreviations whole."""
    return re.findall(r"(?:[A-Z]\.)+(?:[A-Z][a-z]+\.)?|St\.|['’]s\b|[\w'’]+?(?=['’]s\b)|[\w'’]+|[^\w\s]", text)


def found(words: list[str]) -> list[tuple[str, str, str]]:
    """Matched words, name of the entry, form."""
    return [(" ".join(words[m.start : m.end]), m.entry.name, m.form) for m in GAZETTEER.matches(words)]


def names(text: str) -> list[str]:
    """Names of the entries found in a text."""
    return [name for _, name, _ in found(tokens(text))]


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("U.S.", "United States"),
        ("US", "United States"),
        ("U.S", "United States"),
        ("USA", "United States"),
        ("United States of America", "United States"),
        ("America", "United States"),
        ("U.K.", "United Kingdom"),
        ("Great Britain", "United Kingdom"),
        ("UAE", "United Arab Emirates"),
        ("DPRK", "North Korea"),
        ("Republic of Korea", "South Korea"),
        ("PRC", "China"),
        ("People’s Republic of China", "China"),
        ("Republic of China", "Taiwan"),
        ("DRC", "Democratic Republic of the Congo"),
        ("Ivory Coast", "Côte d'Ivoire"),
        ("Cote d'Ivoire", "Côte d'Ivoire"),
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("Türkiye", "Turkey"),
        ("Czechia", "Czech Republic"),
        ("Burma", "Myanmar"),
        ("Swaziland", "Eswatini"),
        ("East Timor", "Timor-Leste"),
        ("Cape Verde", "Cabo Verde"),
        ("Republic of Armenia", "Armenia"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("St. Lucia", "Saint Lucia"),
        ("Sao Tome and Principe", "São Tomé and Príncipe"),
        ("Guinea  Bissau", "Guinea-Bissau"),
        ("Vatican City", "Holy See"),
        ("G-20", "G20"),
        ("North Atlantic Treaty Organization", "NATO"),
        ("UN Security Council", "United Nations Security Council"),
        ("League of Arab States", "Arab League"),
        ("OECD", "Organization for Economic Cooperation and Development"),
        (
            "Organisation for Economic Co-operation and Development",
            "Organization for Economic Cooperation and Development",
        ),
        ("Nuclear Nonproliferation Treaty", "Treaty on the Non-Proliferation of Nuclear Weapons"),
        ("USMCA", "United States-Mexico-Canada Agreement"),
        ("Trans Pacific Partnership", "Trans-Pacific Partnership"),
        ("State Department", "United States Department of State"),
        ("USAID", "United States Agency for International Development"),
        ("Duma", "State Duma"),
        ("Kiev", "Kyiv"),
    ],
)
def test_alias_leads_to_its_entry(alias: str, name: str) -> None:
    entry = GAZETTEER.named(alias)
    assert entry is not None
    assert entry.name == name


@pytest.mark.parametrize(
    "name", ["us", "Us", "mexico", "who", "the Bahamas", "state", "turkey", "Mexican", "", "-", "."]
)
def test_what_is_no_name(name: str) -> None:
    assert GAZETTEER.named(name) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Taiwan", "Country"),
        ("Kosovo", "Country"),
        ("Palestine", "Country"),
        ("Puerto Rico", "Place"),
        ("Hong Kong", "Place"),
        ("Guam", "Place"),
        ("Wassenaar Arrangement", "InternationalOrganization"),
        ("APEC", "InternationalOrganization"),
        ("North American Free Trade Agreement", "Agreement"),
        ("ASEAN Regional Forum", "Dialogue"),
        ("White House", "GovernmentBody"),
        ("Western Hemisphere", "Place"),
        ("Mexico City", "Place"),
        ("Texas", "Place"),
        ("Merida Initiative", "Initiative"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    entry = GAZETTEER.named(name)
    assert entry is not None
    assert entry.kind == kind


def test_members_of_the_united_nations_are_there_with_code_and_demonyms() -> None:
    countries = {entry.iso: entry for entry in GAZETTEER.entries if entry.kind == "Country" and entry.iso}
    assert len(UN_MEMBERS) == 193
    assert countries.keys() >= UN_MEMBERS
    for code in sorted(UN_MEMBERS):
        assert countries[code].demonyms, code
        assert countries[code].people, code


def test_enough_of_each_kind() -> None:
    kinds = [entry.kind for entry in GAZETTEER.entries]
    assert kinds.count("Country") >= 196
    assert kinds.count("InternationalOrganization") + kinds.count("Dialogue") >= 250
    assert kinds.count("Agreement") >= 120
    assert kinds.count("GovernmentBody") >= 150


def test_every_capital_lies_in_its_country() -> None:
    for country in GAZETTEER.entries:
        for capital in country.capitals:
            assert any(capital in entry.names and entry.country == country.name for entry in GAZETTEER.entries)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Mexican", "Mexico"),
        ("Mexicans", "Mexico"),
        ("American", "United States"),
        ("British", "United Kingdom"),
        ("Dutch", "Netherlands"),
        ("Emirati", "United Arab Emirates"),
        ("Filipino", "Philippines"),
        ("Philippine", "Philippines"),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
        ("Dominican", "Dominican Republic"),
        ("African", "Africa"),
        ("North American", "North America"),
    ],
)
def test_demonym(word: str, country: str) -> None:
    entry = GAZETTEER.demonym(word)
    assert entry is not None
    assert entry.name == country


@pytest.mark.parametrize("word", ["mexican", "Mexico", "polish", ""])
def test_no_demonym(word: str) -> None:
    assert GAZETTEER.demonym(word) is None


@pytest.mark.parametrize(
    ("name", "country"),
    [("Kremlin", "Russia"), ("Kyiv", "Ukraine"), ("Washington", "United States"), ("Downing Street", "United Kingdom")],
)
def test_metonym(name: str, country: str) -> None:
    entry = GAZETTEER.metonym(name)
    assert entry is not None
    assert entry.name == country
    assert GAZETTEER.metonym("White House") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the Republic of Korea", ["South Korea"], id="long-form"),
        pytest.param("South Sudan and Sudan", ["South Sudan", "Sudan"], id="longer-first"),
        pytest.param("Papua New Guinea, Guinea", ["Papua New Guinea", "Guinea"], id="papua"),
        pytest.param("Guinea, Bissau", ["Guinea", "Bissau"], id="comma-parts"),
        pytest.param("Equatorial Guinea", ["Equatorial Guinea"], id="equatorial"),
        pytest.param("North Macedonia", ["North Macedonia"], id="north-macedonia"),
        pytest.param("the Organization of American States", ["Organization of American States"], id="demonym-inside"),
        pytest.param("the Central African Republic", ["Central African Republic"], id="central-african"),
        pytest.param("U.S.-Mexico border", ["United States", "Mexico"], id="hyphen-between"),
        pytest.param("U.S.–Mexico border", ["United States", "Mexico"], id="en-dash-between"),
        pytest.param("Asia-Pacific", ["Asia-Pacific"], id="hyphen-inside"),
        pytest.param("ACTA", ["Anti-Counterfeiting Trade Agreement"], id="acronym"),
        pytest.param("ACT-A", [], id="another acronym"),
        pytest.param("Mexico’s people", ["Mexico"], id="possessive"),
        pytest.param("the Thai’s view", ["Thailand"], id="possessive-is-no-plural"),
        pytest.param("To go on, I ran. In dia", [], id="words-do-not-melt"),
        pytest.param("It gave us turkey, and who may polish china?", [], id="lower-case"),
        pytest.param("Washington, D.C.", ["Washington, D.C."], id="comma-inside"),
        pytest.param("UNITED STATES RELATIONS WITH MEXICO", ["United States", "Mexico"], id="heading"),
        pytest.param("ABOUT US", [], id="heading-us"),
        pytest.param("WHO WE ARE", [], id="heading-who"),
        pytest.param("He said the UNITED STATES won", ["United States"], id="several-words-in-capitals"),
        pytest.param("New Mexico and Mexico", ["New Mexico", "Mexico"], id="new-mexico"),
        pytest.param("New Zealand", ["New Zealand"], id="new-zealand"),
        pytest.param("CARs and Chadwick", [], id="parts-of-words"),
    ],
)
def test_matches(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("words", [["G-20"], ["G", "-", "20"], ["G20"], ["G", "20"]])
def test_splitting_does_not_matter(words: list[str]) -> None:
    assert found(words) == [(" ".join(words), "G20", "name")]


def test_thai_possessive_is_a_demonym_of_one_token() -> None:
    (match,) = GAZETTEER.matches(["the", "Thai", "'s", "view"])
    assert (match.start, match.end, match.form) == (1, 2, "demonym")


@pytest.mark.parametrize(
    ("words", "first", "others"),
    [
        (["Georgia"], "Georgia", ["Georgia State"]),
        (["Congo"], "Democratic Republic of the Congo", ["Republic of the Congo"]),
        (["Washington"], "Washington, D.C.", ["Washington State"]),
        (["Commonwealth"], "Commonwealth of Nations", []),
        (["ICC"], "International Criminal Court", []),
        (["Congress"], "United States Congress", []),
        (["Korea"], "South Korea", []),
    ],
)
def test_ambiguous_forms_say_so(words: list[str], first: str, others: list[str]) -> None:
    (match,) = GAZETTEER.matches(words)
    assert match.entry.name == first
    assert match.ambiguous
    assert match.entry.ambiguous
    assert [entry.name for entry in match.others] == others


def test_the_long_form_of_an_ambiguous_acronym_is_sure() -> None:
    (match,) = GAZETTEER.matches(["International", "Criminal", "Court"])
    assert not match.ambiguous
    assert "ICC" in match.entry.ambiguous_names


def test_every_name_is_found_by_name_and_in_tokens() -> None:
    for entry in GAZETTEER.entries:
        for name in entry.names:
            owner = GAZETTEER.named(name)
            assert owner is entry or (owner is not None and name in entry.ambiguous_names), name
            words = tokens(name)
            (match, *rest) = GAZETTEER.matches(["then", *words, "then"])
            end = len(words) + 1 - (words[-1] == ".")
            assert (match.start, match.end, rest) == (1, end, []), name
            assert entry in (match.entry, *match.others), name


_WORDS = sorted(
    {word for entry in GAZETTEER.entries for word in tokens(entry.name)}
    | {"the", "of", "and", "-", ",", ".", "'", "'s", "&"}
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=6)), max_size=25))
def test_matches_are_ordered_and_apart(words: list[str]) -> None:
    after = 0
    for match in GAZETTEER.matches(words):
        assert after <= match.start < match.end <= len(words)
        assert normal_form(words[match.start])
        assert normal_form(words[match.end - 1])
        after = match.end


@given(st.text(max_size=30))
def test_normal_form_is_stable(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


def test_loads_once() -> None:
    assert load_gazetteer() is GAZETTEER


PREFIXES = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix fg: <https://w3id.org/factgraph/ontology#> .
@prefix gaz: <https://w3id.org/factgraph/gazetteer#> .
"""


def read(turtle: str) -> tuple[Entry, ...]:
    """Entries of one row or more."""
    return read_entries([("rows.ttl", PREFIXES + turtle)])


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        pytest.param('gaz:A a fg:Planet ; rdfs:label "Mars"@en .', "gaz:A: unknown class fg:Planet", id="class"),
        pytest.param('gaz:A rdfs:label "Mars"@en .', "unknown class none", id="no-class"),
        pytest.param('gaz:A a fg:Place ; fg:moon "Io"@en .', "unknown predicate fg:moon", id="predicate"),
        pytest.param('gaz:A a fg:Place ; skos:altLabel "Io"@en .', "no rdfs:label", id="no-label"),
        pytest.param('gaz:A a fg:Place ; rdfs:label "Io"@en , "Eo"@en .', "2 values for label", id="labels"),
        pytest.param('gaz:A a fg:Place ; rdfs:label "Io" .', "not marked as English", id="language"),
        pytest.param('gaz:A a fg:Place ; rdfs:label "The Hague"@en .', "article", id="article"),
        pytest.param('gaz:A a fg:Place ; rdfs:label " "@en .', "empty", id="blank"),
        pytest.param("gaz:A a fg:Place ; rdfs:label gaz:B .", "takes a literal", id="iri"),
        pytest.param('gaz:A a fg:Place ; rdfs:label "Io"@en ; gaz:country "B"@en .', "takes an IRI", id="literal"),
        pytest.param('gaz:A a fg:Place ; rdfs:label "Io"@en ; gaz:country gaz:B .', "points to gaz:B", id="nowhere"),
        pytest.param('gaz:A a fg:Place ; rdfs:label "Io"@en ; fg:isoCode "Io" .', "ISO 3166", id="iso"),
        pytest.param(
            'gaz:A a fg:Place ; rdfs:label "Io"@en ; gaz:ambiguousName "Eo"@en .', "'Eo' is marked", id="mark"
        ),
        pytest.param('fg:A a fg:Place ; rdfs:label "Io"@en .', "no resource of the gazetteer", id="namespace"),
        pytest.param('gaz:A a fg:Place ; rdfs:label "Io"@en', "not Turtle", id="syntax"),
    ],
)
def test_a_mistaken_row_is_refused(turtle: str, message: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(message)) as caught:
        read(turtle)
    assert "rows.ttl" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_resource_in_two_files_is_refused() -> None:
    row = PREFIXES + 'gaz:A a fg:Place ; rdfs:label "Io"@en .'
    with pytest.raises(LexiconError, match=r"two\.ttl: gaz:A stands in one\.ttl too"):
        read_entries([("one.ttl", row), ("two.ttl", row)])


SHARED = """
gaz:A a fg:Place ; rdfs:label "Io"@en ; skos:altLabel "I.O."@en{a} .
gaz:B a fg:Place ; rdfs:label "Eo"@en ; skos:altLabel "IO"@en{b} .
"""


@pytest.mark.parametrize(
    ("a", "b"), [("", ""), (' ; gaz:ambiguousName "I.O."@en', ""), ("", ' ; gaz:ambiguousName "IO"@en')]
)
def test_a_shared_name_not_marked_by_both_is_refused(a: str, b: str) -> None:
    entries = read(SHARED.format(a=a, b=b))
    with pytest.raises(LexiconError, match="belongs to both 'Io' and 'Eo'"):
        Gazetteer(entries)


def test_a_shared_name_marked_by_both_is_kept() -> None:
    entries = read(SHARED.format(a=' ; gaz:ambiguousName "I.O."@en', b=' ; gaz:ambiguousName "IO"@en'))
    (match,) = Gazetteer(entries).matches(["IO"])
    assert (match.entry.name, [entry.name for entry in match.others], match.ambiguous) == ("Io", ["Eo"], True)
