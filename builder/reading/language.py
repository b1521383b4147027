"""Whether a text is English, by its script and its function words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..document import Document
from ..errors import LanguageError
from .wordset import word_set

_ENGLISH = word_set(
    """
    the of and to in is was for on that with as by at from it are be has have had were this which an its their not
    or his her he she they we you been will would can could should may more also after into than other who but there
    all about between under during when where these those such through over our your if so only most some up out no
    did does because against while since both each any many before being what how do had them him my us i it's said
    says toward towards within without whose upon per until
    """
)

#: English words that other languages write too, for half the weight.
_SHARED = word_set(
    "in is was as on for at an or so do no me up over had he her by not will also all per i we us of to be"
)

#: Function words that are rare in English, by language; words that English shares are left out.
_OTHERS = {
    "Spanish": """
        el la los las de del que y en un una por con para se su sus al lo como más pero es fue son está ha han
        ser entre sobre también desde hasta según este esta ese eso donde cuando muy sin
    """,
    "French": """
        le la les des du de et en un une est dans que qui pour sur par avec au aux ce cette ces son sa ses leur
        leurs il elle ils nous vous ne pas plus ont été était sont mais où comme entre depuis lors afin d l à
    """,
    "German": """
        die hat der das den dem des und ist von zu mit sich auf für nicht ein eine einer einem einen im als auch es aus
        bei nach wird wurde werden sind wie oder über zum zur durch sie er haben nur noch einem bis seit unter
        zwischen
    """,
    "Italian": """
        il lo gli di del della dei delle dello che e è un una per con da dal dalla nel nella si sono non più
        come anche alla allo ai le suo sua stato tra fra ha hanno questo questa
    """,
    "Portuguese": """
        o os um uma de da do dos das e que em no na nos nas por para com não se ao à são foi é mais como mas seu
        sua pelo pela entre também está ser ter até
    """,
    "Dutch": """
        de het een van en dat op te zijn met voor niet aan er om ook als maar bij door uit naar werd wordt heeft
        hebben deze dit wij zij tot nog meer onder tussen geen worden
    """,
    "Danish or Norwegian": """
        og det er en et som på til av af med den har ikke de var fra blev ble sig seg eller også ved om mellom
        mellem etter efter skal kan der dem men
    """,
    "Swedish": """
        och det är en ett som på till av med den har inte de från blev sig eller också vid om mellan efter ska
        kan för att var men
    """,
    "Polish": """
        i w na z do nie się że jest to o jak po dla od przez był była są oraz który która które ale za przy jego
        między tym
    """,
    "Czech or Slovak": """
        a v na s se je že do z od pro byl byla jsou který která které ale jako po při jeho mezi také však sa bol
        ktorý pre
    """,
    "Romanian": """
        și şi în de la cu pe din pentru este sunt un o care nu mai al ale lui prin fost după între sau
    """,
    "Hungarian": """
        a az és hogy nem egy is volt meg el ki van mint csak már azt vagy által között után
    """,
    "Finnish": """
        ja on ei se että oli joka ovat myös kuin mutta sen hän tai kun vuonna mukaan välillä jälkeen
    """,
    "Turkish": """
        ve bir bu için ile da de olarak olan daha gibi çok en kadar sonra ancak tarafından oldu arasında
    """,
    "Indonesian or Malay": """
        yang dan di dari untuk dengan pada ini itu adalah dalam tidak akan oleh sebagai telah ke juga atau
        antara
    """,
    "Vietnamese": """
        và của là các trong có được cho không với một những người đã này để
    """,
    "Latin": """
        et in est non ad cum quod sed ut qui sunt ex ab atque quae esse
    """,
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FORMS = re.compile(r"[a-z]+(?:ed|ing|ly|tion|ness|ship)(?:s)?")
_LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ]+")
_SAMPLE = 100_000  #: code points looked at


def is_english(text: str) -> bool:
    """Whether `text` is in English. Short notes and lists of names in Latin letters pass; no letters, no English."""
    text = text[:_SAMPLE]
    letters = sum(map(str.isalpha, text))
    if not letters or (not text.isascii() and sum(map(len, _LATIN.findall(text))) < 0.7 * letters):
        return False
    english, other, plain = _counts(text)
    return english >= other and (plain < 12 or english >= 0.05 * plain)


def check_english(document: Document) -> None:
    """Raise LanguageError if what is to be read in the document is not English."""
    prose = "\n".join(document.text[b.start : b.end] for b in document.blocks if b.kind in ("paragraph", "item"))
    if not is_english(prose or document.text):
        raise LanguageError(f"{document.source}: not English as far as its words show; factgraph reads English only")


@cache
def _others() -> dict[str, tuple[int, ...]]:
    """Which of the other languages each word is of."""
    sets = [word_set(words) - _ENGLISH for words in _OTHERS.values()]
    return {word: tuple(n for n, s in enumerate(sets) if word in s) for one in sets for word in one}


@lru_cache(maxsize=16384)
def _told(token: str) -> tuple[float, bool, tuple[int, ...]]:
    """How much the word tells for English, whether its form does, and which of the other languages it is of."""
    word = token.lower().replace("’", "'")
    weight = 0.0 if word not in _ENGLISH else 0.5 if word in _SHARED else 1.0
    others = _others()
    return weight, bool(_FORMS.fullmatch(token)), others.get(word) or others.get(word.split("'")[0]) or ()


def _counts(text: str) -> tuple[float, int, int]:
    """English function words (word forms count a quarter), those of the likeliest other, all words in lower case."""
    tokens = [(m[0], m.start()) for m in _WORD.finditer(text)]
    score, plain, hits = 0.0, 0, [0] * len(_OTHERS)
    for i, (token, start) in enumerate(tokens):
        weight, formed, found = _told(token)
        lower = token[0].islower()
        plain += lower
        if not (weight or formed or found):
            continue
        opens = not lower and _opens(text, start)
        if weight and (lower or opens or token == "I"):
            score += weight
        elif lower and formed:
            score += 0.25
        if found and ((opens and len(token) > 1) if not lower else not _inside_name(tokens, i)):
            for n in found:
                hits[n] += 1
    return score, max(hits), plain


def _opens(text: str, start: int) -> bool:
    """Whether a word stands at the start of a sentence or line."""
    before = text[max(0, start - 3) : start].rstrip(" \"'“‘(«¡¿*_#>-•\t")
    return not before or before[-1] in ".!?:\n\r"


def _inside_name(tokens: list[tuple[str, int]], i: int) -> bool:
    """Whether a word in lower case stands within a name ("Oscar de la Renta")."""
    left, right = i - 1, i + 1
    while left >= 0 and i - left < 3 and tokens[left][0].islower() and len(tokens[left][0]) <= 3:
        left -= 1
    while right < len(tokens) and right - i < 3 and tokens[right][0].islower() and len(tokens[right][0]) <= 3:
        right += 1
    return left >= 0 and right < len(tokens) and tokens[left][0][0].isupper() and tokens[right][0][0].isupper()
