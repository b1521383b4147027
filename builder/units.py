"""Units: currencies by sign, ISO 4217 code and name; measures; nouns that denote people; singulars."""

from __future__ import annotations

from .numbers import words

ISO_4217 = frozenset(
    words(
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
        "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
        "GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT "
        "LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR "
        "NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
        "STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF "
        "XPF YER ZAR ZMW ZWL"
    )
)

#: Signs before an amount, lower case.
SIGNS = {
    "$": "USD", "us$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "sg$": "SGD", "r$": "BRL", "mx$": "MXN", "nt$": "TWD", "j$": "JMD", "tt$": "TTD", "€": "EUR",
    "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₴": "UAH", "₦": "NGN",
    "₱": "PHP", "฿": "THB", "₫": "VND", "₲": "PYG", "₡": "CRC", "₸": "KZT", "₮": "MNT", "₭": "LAK", "₾": "GEL",
    "₼": "AZN", "֏": "AMD", "₵": "GHS", "៛": "KHR", "৳": "BDT",
}  # fmt: skip

#: Names that mean one currency whoever uses them, singular.
CURRENCY_NAMES = {
    "dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "ruble": "RUB",
    "rouble": "RUB", "shekel": "ILS", "hryvnia": "UAH", "naira": "NGN", "zloty": "PLN", "forint": "HUF",
    "koruna": "CZK", "baht": "THB", "rupiah": "IDR", "ringgit": "MYR", "birr": "ETB", "cedi": "GHS", "pula": "BWP",
    "tenge": "KZT", "lari": "GEL", "afghani": "AFN", "taka": "BDT", "kyat": "MMK", "kwanza": "AOA", "metical": "MZN",
    "quetzal": "GTQ", "lempira": "HNL", "boliviano": "BOB", "gourde": "HTG", "balboa": "PAB", "reais": "BRL",
}  # fmt: skip

#: Names several countries share, resolved by the word before: (demonym or country) -> code.
SHARED_NAMES = {
    "dollar": {"u.s": "USD", "us": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "zealand": "NZD",
               "kong": "HKD", "singapore": "SGD", "taiwan": "TWD", "jamaican": "JMD", "liberian": "LRD"},
    "pound": {"british": "GBP", "uk": "GBP", "egyptian": "EGP", "lebanese": "LBP", "syrian": "SYP", "sudanese": "SDG"},
    "peso": {"mexican": "MXN", "philippine": "PHP", "colombian": "COP", "chilean": "CLP", "argentine": "ARS",
             "dominican": "DOP", "cuban": "CUP", "uruguayan": "UYU"},
    "rupee": {"indian": "INR", "pakistani": "PKR", "pakistan": "PKR", "lankan": "LKR", "nepalese": "NPR",
              "nepali": "NPR", "mauritian": "MUR"},
    "franc": {"swiss": "CHF", "congolese": "CDF", "rwandan": "RWF", "cfa": "XOF", "burundian": "BIF"},
    "dinar": {"jordanian": "JOD", "kuwaiti": "KWD", "iraqi": "IQD", "bahraini": "BHD", "tunisian": "TND",
              "libyan": "LYD", "algerian": "DZD", "serbian": "RSD"},
    "krona": {"swedish": "SEK", "icelandic": "ISK"},
    "krone": {"norwegian": "NOK", "danish": "DKK"},
    "won": {"korean": "KRW", "south": "KRW"},
    "riyal": {"saudi": "SAR", "qatari": "QAR"},
    "rial": {"iranian": "IRR", "omani": "OMR", "yemeni": "YER"},
    "dirham": {"emirati": "AED", "uae": "AED", "moroccan": "MAD"},
    "shilling": {"kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS", "somali": "SOS"},
    "rand": {"african": "ZAR"},
    "real": {"brazilian": "BRL"},
    "lira": {"turkish": "TRY"},
}  # fmt: skip

#: Measures, singular -> unit; spellings and abbreviations fold into one word.
MEASURES = {
    w: w
    for w in words(
        "second minute hour day week month year decade century generation mile kilometer meter centimeter "
        "foot inch yard acre hectare ton tonne kilogram gram pound ounce liter gallon barrel bushel watt "
        "kilowatt megawatt gigawatt terawatt degree time"
    )
} | {
    "kilometre": "kilometer", "km": "kilometer", "metre": "meter", "m": "meter", "centimetre": "centimeter",
    "cm": "centimeter", "ft": "foot", "kilo": "kilogram", "kg": "kilogram", "litre": "liter", "lb": "pound",
    "kw": "kilowatt", "mw": "megawatt", "gw": "gigawatt", "tw": "terawatt", "hr": "hour", "yr": "year",
    "km2": "square kilometer", "km²": "square kilometer", "m2": "square meter", "m²": "square meter",
    "m3": "cubic meter", "m³": "cubic meter", "kwh": "kilowatt hour", "mwh": "megawatt hour", "gwh": "gigawatt hour",
}  # fmt: skip
TIME_UNITS = frozenset(words("second minute hour day week month year decade century generation"))
AREAS = frozenset({"square", "sq", "cubic"})

#: Nouns for people, singular: a count of them has the unit "person".
PEOPLE = frozenset(
    words(
        "person individual citizen national resident inhabitant refugee migrant immigrant emigrant "
        "asylum-seeker evacuee returnee student pupil scholar graduate teacher professor tourist visitor "
        "traveller traveler passenger worker employee laborer labourer farmer trader troop soldier marine "
        "sailor officer policeman serviceman veteran civilian protester man woman child girl boy youth adult "
        "infant baby mother father parent family-member survivor victim patient prisoner detainee hostage journalist "
        "activist volunteer doctor nurse physician voter consumer beneficiary recipient expatriate displaced "
        "casualty fatality fighter militant expert scientist researcher engineer diplomat "
        "peacekeeper personnel prosecutor judge lawyer attorney lawmaker legislator senator congressman delegate "
        "protestor demonstrator dissident exile pilgrim professional practitioner specialist technician analyst "
        "consultant advisor adviser manager executive businessman businesswoman entrepreneur investor financier banker "
        "trafficker smuggler trainer trainee intern apprentice scout cadet recruit conscript reservist guard pilot "
        "fisherman miner driver nun priest cleric teen teenager adolescent pensioner retiree "
        "orphan widow guest spectator viewer listener reader user subscriber customer shopper client tenant homeowner "
        "settler colonist slave captive defector deserter insurgent rebel terrorist gunman attacker suspect defendant "
        "offender inmate candidate applicant jobseeker staffer employer craftsman artisan artist musician athlete "
        "swimmer runner player writer author historian economist scientist academic educator lecturer nurse midwife "
        "paramedic firefighter responder caregiver follower believer worshipper cyclist pedestrian motorist commuter"
    )
)
_DEMONYM_ENDS = ("iens", "icans", "ians", "eans", "ghans", "anis", "emenis", "raelis", "raqis")

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "lives": "life",
    "wives": "wife", "halves": "half", "leaves": "leaf", "knives": "knife", "shelves": "shelf", "series": "series",
    "species": "species", "crises": "crisis", "analyses": "analysis", "policemen": "policeman", "movies": "movie",
    "servicemen": "serviceman", "buses": "bus", "viruses": "virus", "campuses": "campus", "censuses": "census",
    "bonuses": "bonus", "headquarters": "headquarters", "criteria": "criterion", "phenomena": "phenomenon",
    "caches": "cache", "kronor": "krona", "kroner": "krone", "reais": "reais",
}  # fmt: skip


def singular(word: str) -> str:
    """The singular of an English noun, lower case ("democracies" -> "democracy")."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("children"):
        return low[:-3]
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return low[:-2]
    return low[:-1]


def plural_looking(word: str) -> bool:
    """Whether a word has the form of a plural noun."""
    low = word.lower()
    return low != singular(low) or low in ("personnel", "aircraft", "series", "species")


def counted_unit(word: str, lemma: str = "") -> str:
    """The unit a counted noun gives: "person" for people, else the noun in the singular."""
    base = singular(word)
    if lemma and base == word.lower() and lemma.lower() != base and word.isalpha():
        base = singular(lemma)
    if base in PEOPLE or (word[:1].isupper() and word.endswith(_DEMONYM_ENDS)):
        return "person"
    return base
