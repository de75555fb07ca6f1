"""A visit stands in the calendar at the host's hour, in winter and in summer."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from inclucities.network.states import Role
from inclucities.visits import exports, selectors, services
from tests.mentoring import make as mentoring
from tests.visits import make
from tests.world import city, takes_part

WINTER, SUMMER = date(2026, 1, 20), date(2026, 7, 20)


def entries(visit):
    """The file, and its entries by the day on which they begin."""
    file = Calendar.from_ical(exports.calendar(visit))
    return file, {e["uid"].split("@")[0][-10:]: e for e in file.events}


@pytest.mark.parametrize(
    ("country", "zone", "winter"), [("BE", "Europe/Brussels", 1), ("GR", "Europe/Athens", 2), ("LV", "Europe/Riga", 2)]
)
def test_hours_are_the_hosts_across_the_change_of_the_clock(world, country, zone, winter):
    host = takes_part(world.programme, city(f"Host {country}", country).organisation, Role.MENTOR)
    scheme = mentoring.scheme(world, mentor=host)
    visit = make.visit(world, scheme, days=[WINTER, SUMMER])
    for day in visit.days.all():
        services.add_item(day=day, title="Welcome", starts=time(9), ends=time(10, 30), by=world.mentee)
        services.add_item(day=day, title="Walk", starts=time(14), ends=time(16), by=world.mentee)
    file, found = entries(visit)
    for day, offset in ((WINTER, winter), (SUMMER, winter + 1)):
        begins = found[day.isoformat()]["dtstart"].dt
        assert begins.astimezone(UTC) == datetime(day.year, day.month, day.day, 9 - offset, tzinfo=UTC)
        assert found[day.isoformat()]["dtend"].dt - begins == timedelta(hours=7)
    assert [t.tz_name for t in file.timezones] == [zone]
    assert selectors.zone_of(visit).key == zone
    assert file.get_missing_tzids() == set()


def test_a_day_without_agenda_is_a_whole_day_and_a_cancelled_visit_says_so(world):
    visit = make.planned(world)
    (entry,) = entries(visit)[1].values()
    assert entry["dtstart"].dt == visit.starts
    assert entry["status"] == "CONFIRMED"
    services.cancel(visit=visit, by=world.mentee)
    file, found = entries(visit)
    assert file["method"] == "CANCEL"
    assert {e["status"] for e in found.values()} == {"CANCELLED"}
