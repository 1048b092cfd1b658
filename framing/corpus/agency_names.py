"""News agencies: one short name for each, and the spellings under which texts name them.

A spelling is *sure* if it hardly stands for anything else in news, and *short* if it is a word
or an abbreviation of other things too ("AP" is an exam, "PA" an authority, "PTI" a party):
such a one says something only in a dateline, a credit and the like.
"""

from __future__ import annotations

import re

UNNAMED = "agencies"  # "(Agencies)": copy, but nobody says whose

# name: (sure spellings, short spellings)
_TABLE = {
    "AA": ("Anadolu Agency, Anadolu News Agency, Anadolu Ajansi", "AA, Anadolu"),
    "AAP": ("Australian Associated Press", "AAP"),
    "AFP": ("AFP, Agence France-Presse, Agence France Presse", "Afp, afp"),
    "AGERPRES": ("Agerpres, AGERPRES", ""),
    "ANI": ("Asian News International", "ANI"),
    "ANP": ("Algemeen Nederlands Persbureau", "ANP"),
    "ANSA": ("ANSA", "Ansa"),
    "AP": ("Associated Press, The Associated Press", "AP, ap"),
    "APA": ("Austria Presse Agentur", "APA"),
    "APP": ("Associated Press of Pakistan", "APP"),
    "Antara": ("Antara News, Antara news agency", "Antara, ANTARA"),
    "BNS": ("Baltic News Service", "BNS"),
    "BSS": ("Bangladesh Sangbad Sangstha", "BSS"),
    "BTA": ("Bulgarian News Agency, Bulgarian Telegraph Agency", "BTA"),
    "Belga": ("Belga News Agency", "Belga, BELGA"),
    "BelTA": ("BelTA", "BELTA"),
    "Bernama": ("Bernama, BERNAMA", ""),
    "Bloomberg": ("Bloomberg News", "Bloomberg"),
    "CNA": ("Central News Agency", "CNA"),
    "CNS": ("Catholic News Service", "CNS"),
    "CP": ("The Canadian Press", "CP, Canadian Press"),
    "CTK": ("CTK, ČTK, Czech News Agency", ""),
    "EFE": ("EFE, Agencia EFE", ""),
    "ELTA": ("", "ELTA"),
    "HINA": ("", "Hina, HINA"),
    "IANS": ("IANS, Indo-Asian News Service", ""),
    "IPS": ("Inter Press Service", "IPS"),
    "IRNA": ("IRNA, Islamic Republic News Agency", ""),
    "Interfax": ("Interfax, INTERFAX", ""),
    "Interfax-Ukraine": ("Interfax-Ukraine", ""),
    "JTA": ("Jewish Telegraphic Agency", "JTA"),
    "Jiji": ("Jiji Press", "Jiji, JIJI"),
    "KCNA": ("KCNA, Korean Central News Agency", ""),
    "KNA": ("Katholische Nachrichten-Agentur", "KNA"),
    "KUNA": ("Kuwait News Agency", "KUNA"),
    "Kyodo": ("Kyodo, KYODO, Kyodo News", ""),
    "LETA": ("", "LETA"),
    "Lusa": ("Lusa News Agency", "Lusa, LUSA"),
    "MENA": ("Middle East News Agency", "MENA"),
    "MTI": ("Magyar Tavirati Iroda, Magyar Távirati Iroda", "MTI"),
    "NAN": ("News Agency of Nigeria", "NAN"),
    "NTB": ("Norsk Telegrambyrå", "NTB"),
    "PA": ("PA Media", "PA, Press Association"),
    "PAP": ("Polish Press Agency, Polska Agencja Prasowa", "PAP"),
    "PNA": ("Philippine News Agency", "PNA"),
    "PTI": ("Press Trust of India", "PTI"),
    "QNA": ("Qatar News Agency", "QNA"),
    "RIA": ("RIA Novosti", "RIA"),
    "RNS": ("Religion News Service", "RNS"),
    "Reuters": ("Reuters, REUTERS", "Thomson Reuters, Thomson Reuters Foundation"),
    "Ritzau": ("Ritzau", ""),
    "SANA": ("Syrian Arab News Agency", "SANA"),
    "SDA": ("Keystone-SDA, Schweizerische Depeschenagentur", "SDA"),
    "SPA": ("Saudi Press Agency", "SPA"),
    "Sputnik": ("", "Sputnik"),
    "TASS": ("TASS, Tass, ITAR-TASS", ""),
    "TNS": ("Tribune News Service", "TNS"),
    "Tanjug": ("Tanjug", ""),
    "Tasnim": ("Tasnim News Agency", "Tasnim"),
    "UNI": ("United News of India", "UNI"),
    "UNIAN": ("UNIAN", ""),
    "UPI": ("United Press International", "UPI"),
    "Ukrinform": ("Ukrinform, UKRINFORM", ""),
    "VNA": ("Vietnam News Agency", "VNA"),
    "WAFA": ("", "WAFA"),
    "WAM": ("Emirates News Agency", "WAM"),
    "Xinhua": ("Xinhua, XINHUA, Xinhua News Agency", ""),
    "Yonhap": ("Yonhap, YONHAP, Yonhap News Agency", ""),
    "dpa": ("dpa, Deutsche Presse-Agentur, Deutsche Presse Agentur", "DPA"),
    "epd": ("epd, Evangelischer Pressedienst", ""),
    UNNAMED: ("", "Agencies, AGENCIES, agencies"),
}
_BROADCASTERS = ("CNN", "BBC", "NPR", "DW", "RFE/RL")  # in datelines, but no agencies


def _spellings(column: int) -> dict[str, str]:
    """Return the agency of each spelling; a full name may stand in capitals too."""
    found: dict[str, str] = {}
    for name, columns in _TABLE.items():
        for spelling in filter(None, columns[column].split(", ")):
            found[spelling] = name
            if " " in spelling:
                found[spelling.upper()] = name
    return found


SURE = _spellings(0)
SHORT = _spellings(1)
NAMES = {**SURE, **SHORT}


def alternation(spellings: tuple[str, ...]) -> str:
    """Return a pattern of whole spellings, the longest first."""
    longest = sorted(spellings, key=lambda one: (-len(one), one))
    return rf"(?:(?:{'|'.join(map(_flexible, longest))})(?!\w))"


def _flexible(spelling: str) -> str:
    return re.escape(spelling).replace(r"\ ", r"[ \u00a0]+")


NAME = alternation(tuple(NAMES))
WIRES = alternation((*NAMES, *_BROADCASTERS))


def agency_of(spelling: str) -> str:
    """Return the short name of an agency.

    Examples
    --------
    >>> agency_of("Agence France-Presse"), agency_of("The Associated Press")
    ('AFP', 'AP')
    """
    return NAMES[" ".join(spelling.split())]


def full_name(agency: str) -> str:
    """Return the name that an agency's short name stands for; itself where it is none.

    Examples
    --------
    >>> full_name("APP"), full_name("Reuters")
    ('Associated Press of Pakistan', 'Reuters')
    """
    spellings = ", ".join(_TABLE[agency]).split(", ")
    is_short = agency.isupper() or agency.islower()
    return (
        next((one for one in spellings if " " in one or "-" in one), agency) if is_short else agency
    )


def is_sure(spelling: str) -> bool:
    """Tell whether a spelling hardly stands for anything but the agency.

    Examples
    --------
    >>> is_sure("Reuters"), is_sure("PA")
    (True, False)
    """
    return " ".join(spelling.split()) in SURE
