"""States and readings of a plan as chips: icon and words, never colour alone."""

from django import template

from inclucities.core.templatetags.design import chip

from .. import exports

register = template.Library()

_ACTIONS = {"done": ("ok", "check-lg"), "under_way": ("info", "arrow-right"), "overdue": ("bad", "clock"),
            "stopped": ("", "dash-circle"), "not_started": ("", "circle")}  # fmt: skip
_READINGS = {"reached": ("ok", "patch-check"), "on_course": ("ok", "check-lg"), "behind": ("warn", "arrow-down"),
             "overdue": ("bad", "clock"), "not_measured": ("", "circle"), "no_target": ("", "dash-circle")}  # fmt: skip


@register.simple_tag
def action_chip(line):
    return chip(exports.status_words(line.state), *_ACTIONS[line.state])


@register.simple_tag
def reading_chip(line):
    return chip(exports.reading_words(line.reading), *_READINGS[line.reading])


@register.filter
def status_words(line):
    return exports.status_words(line.state)


@register.filter
def reading_words(line):
    return exports.reading_words(line.reading)


@register.filter
def figure(value):
    """A number without needless decimals, in the format of the language; a dash where there is none."""
    return exports.figure(value)


@register.filter
def budget(said):
    return exports.budget_words(said)


@register.filter
def count_of(sheet, state):
    return sheet.count(state)
