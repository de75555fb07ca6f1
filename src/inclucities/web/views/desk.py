"""Where a signed-in person begins."""

import rules
from django.shortcuts import render

from inclucities.core.access import page_of
from inclucities.mentoring import selectors as mentoring
from inclucities.network import selectors as network
from inclucities.pairing.selectors import open_answers_of

from ..selectors import desk


def work(request):
    """The next step first; then tasks, dates, what needs attention, the cities that one follows."""
    person = request.user
    mine = desk.own_participations(person)
    cities = desk.own_cities(mine)
    followed = page_of(request, desk.followed(person), 15)
    context = {
        "cities": [(city, desk.next_step(city)) for city in cities[:3]],
        "place": network.place_of(cities[0]) if len(cities) == 1 else None,
        # Only cities, and associations for their members, are asked about a pair.
        "answers": open_answers_of(person)[:5] if cities or followed.object_list else [],
        "tasks": mentoring.open_tasks_for(person)[:8],
        "dates": desk.dates(person),
        "attention": desk.attention(person, mine),
        "page": followed,
        "followed": network.with_progress(followed.object_list, invitations=False),
        "programmes": desk.programmes(mine),
        "may_create": rules.has_perm("network.add_programme", person),
    }
    return render(request, "web/work.html", context)
