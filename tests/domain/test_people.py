from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.customers import Gender
from desk_app.domain.people import (
    BirthDateRefused,
    InitialsRefused,
    Name,
    age_on,
    check_birth_date,
    display_name,
    formal_name,
    list_name,
    normalise_initials,
    salutation,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "header", "on_card", "in_list"),
    [
        # The names of the library's own documents.
        (
            Name("Tester", Gender.FEMALE, "G."),
            "Mw. G. Tester",
            "G. Tester",
            "Tester, G.",
        ),
        (
            Name("Testleerling ProBiblio", Gender.UNKNOWN, "A.", "", "Aaaa"),
            "A. Testleerling ProBiblio",
            "A. Testleerling ProBiblio",
            "Testleerling ProBiblio, A. [Aaaa]",
        ),
        (
            Name("Tester", Gender.MALE, "J.", "van der", "Jan"),
            "Dhr. J. van der Tester",
            "J. van der Tester",
            "Tester, J. van der [Jan]",
        ),
        (
            Name("Tester", Gender.FEMALE, "", "van der"),
            "Mw. Van der Tester",
            "Van der Tester",
            "Tester, van der",
        ),
        (
            Name("Tester", Gender.MALE, "", "de", "Jan"),
            "Dhr. Jan de Tester",
            "Jan de Tester",
            "Tester, de [Jan]",
        ),
        (Name("Tester"), "Tester", "Tester", "Tester"),
        (Name("tester"), "tester", "tester", "tester"),
        (
            Name("Testschool", Gender.INSTITUTION, "", "de"),
            "De Testschool",
            "De Testschool",
            "de Testschool",
        ),
    ],
)
def test_names_the_dutch_way(name: Name, header: str, on_card: str, in_list: str) -> None:
    assert display_name(name) == header
    assert formal_name(name) == on_card
    assert list_name(name) == in_list


@pytest.mark.parametrize(
    ("gender", "word"),
    [
        (Gender.FEMALE, "Mw."),
        (Gender.MALE, "Dhr."),
        (Gender.INSTITUTION, ""),
        (Gender.UNKNOWN, ""),
    ],
)
def test_salutations(gender: Gender, word: str) -> None:
    assert salutation(gender) == word


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1966, 2, 10), date(2015, 1, 20), 48),  # 003_34566048864d8de6.txt
        (date(1966, 2, 10), date(2015, 2, 9), 48),
        (date(1966, 2, 10), date(2015, 2, 10), 49),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2026, 11, 22), TODAY, 0),
    ],
)
def test_age(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@given(st.dates(date(1900, 1, 1), TODAY), st.dates(date(1900, 1, 1), TODAY))
@settings(deadline=None, derandomize=True)
def test_age_grows_by_one_a_year(born: date, day: date) -> None:
    later = (
        date(day.year + 1, 3, 1)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year + 1)
    )
    assert age_on(born, later) - age_on(born, day) in {1, 2 if born.day == 29 else 1}
    assert age_on(born, date(born.year + 20, 12, 31)) == 20


@pytest.mark.parametrize("born", [TODAY, date(1906, 11, 22), date(1991, 1, 4)])
def test_plausible_birth_dates(born: date) -> None:
    check_birth_date("birth_date", born, TODAY)


@pytest.mark.parametrize("born", [date(2026, 11, 23), date(1906, 11, 21), date(2062, 1, 1)])
def test_birth_dates_that_are_slips(born: date) -> None:
    with pytest.raises(BirthDateRefused) as refused:
        check_birth_date("birth_date", born, TODAY)
    assert refused.value.earliest == date(1906, 11, 22)
    assert refused.value.latest == TODAY


def test_the_earliest_birth_date_on_a_leap_day() -> None:
    check_birth_date("birth_date", date(1904, 2, 28), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("eb", "E.B."),
        ("EB", "E.B."),
        ("E.B.", "E.B."),
        ("e b", "E.B."),
        ("eb.", "E.B."),
        ("jan", "J.A.N."),
        ("th.j", "Th.J."),
        ("Th j-p", "Th.J.-P."),
        ("Chr.J.", "Chr.J."),
        ("ij.", "IJ."),
        ("Ij.", "IJ."),
        ("IJ.", "IJ."),
        ("IJ", "I.J."),
        ("é", "É."),
        ("ß", "ß."),
        ("n\u0303", "N\u0303."),
        ("J.-P.", "J.-P."),
        ("-j", "J."),
        ("Ж", "Ж."),
    ],
)
def test_initials(typed: str, kept: str) -> None:
    assert normalise_initials("initials", typed) == kept


@pytest.mark.parametrize(("typed", "position"), [("E1", 2), ("<b>", 1), ("E.B.😀", 5), ("%s", 1)])
def test_initials_are_letters(typed: str, position: int) -> None:
    with pytest.raises(InitialsRefused) as refused:
        normalise_initials("initials", typed)
    assert refused.value.position == position


@given(st.text("abeijtTIJhC. -é", max_size=12))
@settings(deadline=None, derandomize=True)
def test_normal_initials_stay_as_they_are(typed: str) -> None:
    kept = normalise_initials("initials", typed)
    assert normalise_initials("initials", kept) == kept
