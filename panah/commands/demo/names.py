"""Names of nobody: given names as people really bear them, and surnames that begin with "sample" in each script.

Whoever sees Үлгібаева, Улгимуратова or Ulgitassova knows that no child stands behind it. There are several, so that not every
second child of the demo may be another one.
"""

from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    KAZAKH = "kazakh"
    RUSSIAN = "russian"
    LATIN = "latin"


SURNAMES = {
    Script.KAZAKH: {"female": "Үлгібаева", "male": "Үлгібаев"},
    Script.RUSSIAN: {"female": "Улгибаева", "male": "Улгибаев"},
    Script.LATIN: {"female": "Ulgibayeva", "male": "Ulgibayev"},
}

# Kazakh, Russian, Latin; "|" between names.
FAMILIES = (
    "Үлгібаев|Үлгімұратов|Үлгітасов|Үлгіқожаев|Үлгіжанов|Үлгіқұлов|Үлгісерков|Үлгідәулетов",
    "Улгибаев|Улгимуратов|Улгитасов|Улгикожаев|Улгижанов|Улгикулов|Улгисерков|Улгидаулетов",
    "Ulgibayev|Ulgimuratov|Ulgitassov|Ulgikozhayev|Ulgizhanov|Ulgikulov|Ulgiserkov|Ulgidauletov",
)
_TABLE = {
    ("kk", "female"): (
        "Айым|Әлия|Аружан|Жансая|Дана|Мөлдір|Нұрай|Сезім|Томирис|Ұлпан|Гүлназ|Қарақат|Іңкәр|Әсел",
        "Айым|Алия|Аружан|Жансая|Дана|Молдир|Нурай|Сезим|Томирис|Улпан|Гульназ|Каракат|Инкар|Асель",
        "Aiym|Aliya|Aruzhan|Zhansaya|Dana|Moldir|Nuray|Sezim|Tomiris|Ulpan|Gulnaz|Karakat|Inkar|Assel",
    ),
    ("kk", "male"): (
        "Алихан|Бекзат|Дәулет|Ерасыл|Қайрат|Мирас|Нұрлан|Рамазан|Сұлтан|Темірлан|Әділет|Ғани|Жандос",
        "Алихан|Бекзат|Даулет|Ерасыл|Кайрат|Мирас|Нурлан|Рамазан|Султан|Темирлан|Адилет|Гани|Жандос",
        "Alikhan|Bekzat|Daulet|Yerassyl|Kairat|Miras|Nurlan|Ramazan|Sultan|Temirlan|Adilet|Gani|Zhandos",
    ),
    ("uz", "female"): (
        "Мадина|Дилноза|Шахноза|Малика|Нилуфар|Зарина|Гүлчехра|Феруза|Севара|Нигора|Ойгүл|Дурдона",
        "Мадина|Дилноза|Шахноза|Малика|Нилуфар|Зарина|Гульчехра|Феруза|Севара|Нигора|Ойгуль|Дурдона",
        "Madina|Dilnoza|Shahnoza|Malika|Nilufar|Zarina|Gulchehra|Feruza|Sevara|Nigora|Oygul|Durdona",
    ),
    ("uz", "male"): (
        "Жасур|Бобур|Сардор|Отабек|Шерзод|Улуғбек|Фарход|Жавохир|Азиз|Санжар|Дилшод|Камрон",
        "Жасур|Бобур|Сардор|Отабек|Шерзод|Улугбек|Фарход|Жавохир|Азиз|Санжар|Дилшод|Камрон",
        "Jasur|Bobur|Sardor|Otabek|Sherzod|Ulugbek|Farhod|Javohir|Aziz|Sanjar|Dilshod|Kamron",
    ),
    ("ky", "female"): (
        "Айгерим|Бегимай|Назгүл|Чолпон|Жылдыз|Элиза|Айпери|Мээрим|Каныкей|Нуриза",
        "Айгерим|Бегимай|Назгуль|Чолпон|Жылдыз|Элиза|Айпери|Мээрим|Каныкей|Нуриза",
        "Aigerim|Begimai|Nazgul|Cholpon|Jyldyz|Eliza|Aiperi|Meerim|Kanykei|Nuriza",
    ),
    ("ky", "male"): (
        "Азамат|Бакыт|Эрлан|Нурбек|Тилек|Улан|Бектур|Адахан|Айбек|Мелис",
        "Азамат|Бакыт|Эрлан|Нурбек|Тилек|Улан|Бектур|Адахан|Айбек|Мелис",
        "Azamat|Bakyt|Erlan|Nurbek|Tilek|Ulan|Bektur|Adakhan|Aibek|Melis",
    ),
    ("tg", "female"): (
        "Парвина|Мехринисо|Сафина|Манижа|Фарзона|Ситора|Насиба|Шабнам|Тахмина|Гүлрухсор",
        "Парвина|Мехринисо|Сафина|Манижа|Фарзона|Ситора|Насиба|Шабнам|Тахмина|Гульрухсор",
        "Parvina|Mehriniso|Safina|Manizha|Farzona|Sitora|Nasiba|Shabnam|Tahmina|Gulrukhsor",
    ),
    ("tg", "male"): (
        "Фирдавс|Рустам|Сино|Далер|Манучехр|Парвиз|Хуршед|Комрон|Абдулло|Фаридун",
        "Фирдавс|Рустам|Сино|Далер|Манучехр|Парвиз|Хуршед|Комрон|Абдулло|Фаридун",
        "Firdavs|Rustam|Sino|Daler|Manuchehr|Parviz|Khurshed|Komron|Abdullo|Faridun",
    ),
}  # fmt: skip
LANGUAGE_OF = {"KZ": "kk", "UZ": "uz", "KG": "ky", "TJ": "tg", "unknown": "uz", "other": "ru"}
_SCRIPTS = tuple(Script)


@dataclass(frozen=True)
class InventedName:
    """One name in three scripts."""

    sex: str
    given: tuple[str, str, str]
    house: int = 0  # which of the surnames

    def family(self, script: Script) -> str:
        houses = FAMILIES[_SCRIPTS.index(script)].split("|")
        return houses[self.house % len(houses)] + ("а" if script is not Script.LATIN else "a") * (self.sex == "female")

    def first(self, script: Script) -> str:
        return self.given[_SCRIPTS.index(script)]

    def full(self, script: Script) -> str:
        """As a document has it in Latin capitals, as people say it otherwise."""
        text = f"{self.family(script)} {self.first(script)}"
        return text.upper() if script is Script.LATIN else text


def name_of(number: int, language: str, sex: str) -> InventedName:
    """The name with this number among those of a language; numbers go round, each round with the next surname."""
    columns = [text.split("|") for text in _TABLE[language if (language, sex) in _TABLE else "kk", sex]]
    house, place = divmod(number, len(columns[0]))
    return InventedName(sex, (columns[0][place], columns[1][place], columns[2][place]), house)
