"""Adults and institutions of the public work: two who may be one, two who were decided, and what an institution does."""

from panah.engines.tables.lists import ListColumn, PlainList
from panah.engines.tables.shapes import Row
from panah.foundation.accounts.actions import add_organisation, add_person, give_role
from panah.foundation.accounts.models import Organisation
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.programme.directory.actions import (
    AdultDetails,
    InstitutionDetails,
    add_institution,
    begin_partnership,
    bring_list,
    compare_adults,
    decide_pair,
    give_responsibility,
    register_adult,
)
from panah.programme.directory.codes import Basis, ListKind, Part, TraineeSector
from panah.programme.directory.models import Adult
from tests.house.scene.base import OWN, SYSTEM, Scene, names_of


def add_directory(scene: Scene) -> None:
    by = scene.actors[OWN, Role.PROGRAMME_COORDINATOR]
    place = Place.objects.districts("KZ-31")[0]
    details = InstitutionDetails("education", name_kk="Үлгі мектебі", place=place, phone="+7 000 000 00 00")
    school = add_institution(by=by, details=details)
    duty = give_responsibility(
        by=by, institution=school, stage="screening", part=Part.LEADS, basis=Basis.AGREEMENT, source="Үлгі хаттама"
    )
    scene.records |= {"school": school, "duty": duty}
    scene.records["partner_here"] = begin_partnership(
        by=by, organisation=Organisation.objects.get(pk=by.organisation), paper="Үлгі келісімі", since=clock.today()
    )
    scene.records["brought_people"] = bring_list(by=by, kind=ListKind.TRAINING, plain=_list())
    adults = [_known(scene, name, place) for name in ("Invented Ulgibayeva", "Invented Ulgiyeva", "Invented Ulgi")]
    scene.records["known_adult"] = adults[0]
    scene.records["adult_pair"] = compare_adults(by=by, one=adults[0], other=adults[1])
    decided = compare_adults(by=by, one=adults[1], other=adults[2])
    scene.records["shared_adult"] = _shared(scene, place)
    scene.records["decided_adults"] = decide_pair(by=by, pair=decided, is_same=False, version=decided.version)


def _known(scene: Scene, name: str, place: Place) -> Adult:
    details = AdultDetails(
        name=name, sector=TraineeSector.EDUCATION, sex="female", place=place, institution=scene.records["school"],
        phone="+7 000 111 22 33" if name.endswith("yeva") else "",
    )  # fmt: skip
    return register_adult(by=scene.actors[OWN, Role.PROGRAMME_COORDINATOR], details=details)


def _shared(scene: Scene, place: Place) -> Adult:
    """Somebody whom another organisation, with nobody else in the scene, works with too."""
    third = add_organisation(by=SYSTEM, code="third", kind="ngo", names=names_of("third"))
    person = add_person(by=SYSTEM, username="third", display_name="third", password=None, language="en")
    there = actor_of(give_role(by=SYSTEM, person=person, organisation=third, role=Role.PROGRAMME_COORDINATOR))
    details = AdultDetails(
        name="Invented Sample", sector=TraineeSector.HEALTH, sex="male", place=place, phone="+7 000 444 55 66"
    )
    register_adult(by=there, details=details)
    return register_adult(by=scene.actors[OWN, Role.PROGRAMME_COORDINATOR], details=details)


def _list() -> PlainList:
    headings = ("ФИО", "Сфера", "Тема", "Даты", "Город")
    row = Row(2, ("Үлгібаева Айгерім", "мектеп", "Үлгі", "12.10.2023", "Тараз"))
    return PlainList(tuple(ListColumn(index, words) for index, words in enumerate(headings)), (row,))
