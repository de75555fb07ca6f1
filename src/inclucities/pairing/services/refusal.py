"""When a deed is not possible now, with a sentence that says why."""


class Refused(Exception):
    """The deed is not possible in this state of things. `str()` of it is a sentence for the person who tried."""
