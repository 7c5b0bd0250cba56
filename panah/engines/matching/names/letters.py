"""What each letter of each alphabet sounds like. Digraphs stand in the order in which they are tried."""

# fmt: off
CYRILLIC = {
    "а": "a", "ә": "A", "б": "b", "в": "v", "г": "g", "ғ": "G", "ҕ": "G", "ґ": "g", "ѓ": "g", "д": "d", "ђ": "J", "е": "e",
    "ё": "E", "э": "e", "є": "e", "ж": "J", "җ": "J", "ҷ": "J", "ҹ": "J", "џ": "J", "з": "z", "ѕ": "z", "и": "i", "і": "i",
    "ї": "i", "ӣ": "i", "й": "y", "ј": "y", "ы": "I", "к": "k", "қ": "q", "ҡ": "q", "ҝ": "g", "ќ": "k", "л": "l", "љ": "l",
    "м": "m", "н": "n", "ң": "N", "ҥ": "N", "њ": "n", "о": "o", "ө": "O", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "C",
    "у": "u", "ү": "U", "ұ": "u", "ў": "O", "ӯ": "O", "ф": "f", "х": "h", "ҳ": "h", "һ": "h", "ц": "T", "ч": "C", "ш": "S",
    "щ": "S", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
}
"""Kazakh, Russian, Uzbek, Kyrgyz, Tajik, Turkmen, Azerbaijani, Ukrainian, and their neighbours."""

CYRILLIC_DIGRAPHS = (("дж", "J"), ("дҷ", "J"), ("дз", "z"), ("кх", "h"), ("нг", "N"), ("тс", "T"), ("тз", "T"), ("шч", "S"))

LATIN = {
    "a": "a", "b": "b", "c": "c", "d": "d", "e": "e", "f": "f", "g": "g", "h": "h", "i": "i", "j": "j", "k": "k", "l": "l",
    "m": "m", "n": "n", "o": "o", "p": "p", "q": "q", "r": "r", "s": "s", "t": "t", "u": "u", "v": "v", "w": "v", "x": "x",
    "y": "y", "z": "z",
    "ä": "A", "ə": "A", "ǝ": "A", "á": "A", "ã": "a", "ı": "I", "ï": "i", "ĭ": "y", "ö": "O", "ó": "O", "ø": "O", "ŏ": "O",
    "ū": "U", "ü": "U", "ú": "U", "ű": "U", "ŭ": "O", "ñ": "N", "ŋ": "N", "ş": "S", "š": "S", "ș": "S", "ś": "S", "ç": "C",
    "č": "C", "ć": "C", "ž": "J", "ż": "J", "ź": "z", "ğ": "G", "ǵ": "G", "ġ": "G", "ģ": "G", "ł": "l", "đ": "d", "ț": "T",
    "ţ": "T", "ß": "s", "ý": "y", "ÿ": "y", "ô": "o", "þ": "t", "ð": "d", "æ": "A", "œ": "O", "ẖ": "h", "ḥ": "h", "ķ": "q",
    "ʙ": "b",
}
"""Kazakh (2019 and 2021), Uzbek, Turkmen, Azerbaijani, passports, library systems, German, Polish, Czech, French."""

LATIN_DIGRAPHS = (
    ("schtsch", "S"), ("shch", "S"), ("shh", "S"), ("tzh", "tJ"), ("szh", "sJ"), ("tsh", "tS"),
    ("dsch", "J"), ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("dzh", "J"), ("dch", "J"),
    ("dž", "J"), ("dż", "J"), ("dj", "J"), ("sh", "S"), ("zh", "J"), ("kh", "h"), ("gh", "G"), ("ch", "H"), ("ph", "f"),
    ("th", "t"), ("ts", "T"), ("tz", "T"), ("cz", "C"), ("sz", "S"), ("ck", "k"), ("dz", "z"), ("ng", "N"), ("ň", "N"),
)
"""Tried before single letters. Turkmen ň is what Russian and English write ng."""

WITH_APOSTROPHE = {"o": "O", "u": "U", "g": "G", "a": "A"}
"""Uzbek oʻ and gʻ, and the Kazakh alphabet of 2017; after other letters an apostrophe says that a consonant is soft."""
# fmt: on

APOSTROPHES = "'`´ʹʻʼ‘’′ʿʾ“”\""
LOOK_ALIKE = ("ABCEHKMOPTXYIaceopxyihj", "АВСЕНКМОРТХУІасеорхуіһј")
"""Latin letters, and the Cyrillic ones that are drawn the same."""
ALSO_DRAWN_ALIKE = {"F": "Ғ", "f": "ғ", "Q": "Қ", "q": "қ", "ə": "ә", "Ə": "Ә", "ö": "ө", "Ö": "Ө", "Ë": "Ё", "ë": "ё"}
"""Latin letters that stand in Cyrillic words where a keyboard has no Kazakh ones."""
