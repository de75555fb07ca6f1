"""City emblems: one doorway per city. Eight are drawn; every other city gets one of the same family from its name."""

import hashlib

ARCH = "M2 56V24a22 22 0 0 1 44 0v32z"

# Shapes inside the arch, in the palette classes of the theme; the page clips them to the arch.
_DRAWN = {
    "mechelen": (
        '<path class="e-sky1" d="M2 56V24a22 22 0 0 1 44 0v32z"/>'
        '<path class="e-green" d="M16 56V20h3v-5h3v5h4v-5h3v5h3v36z"/>'
        '<circle class="e-sun" cx="24" cy="28.5" r="4.6"/>'
        '<path class="e-sky1" d="M21 56V44a3 3 0 0 1 6 0v12z"/>'
        '<path class="e-brick" d="M2 56V43l7-6 7 6v13zM32 56V46l7-6 7 6v10z"/>'
    ),
    "capaci": (
        '<path class="e-apr1" d="M2 56V24a22 22 0 0 1 44 0v32z"/>'
        '<circle class="e-brick" cx="33" cy="19" r="7"/>'
        '<path class="e-green" d="M-2 46 14 21l8 10 4-4 16 19z"/>'
        '<path d="M-2 42q4-4 8 0t8 0 8 0 8 0 8 0 8 0 8 0v16H-2z" class="e-sky3"/>'
        '<path d="M-2 49q4-4 8 0t8 0 8 0 8 0 8 0 8 0 8 0v16H-2z" class="e-sky1"/>'
    ),
    "livadia": (
        '<path class="e-leaf1" d="M2 56V24a22 22 0 0 1 44 0v32z"/><g class="e-s-brick">'
        '<circle cx="24" cy="27" r="12"/><path d="M24 13v28M10 27h28M14 17l20 20M34 17 14 37"/>'
        '</g><circle class="e-sun" cx="24" cy="27" r="3.4"/>'
        '<path d="M-2 45q4-4 8 0t8 0 8 0 8 0 8 0 8 0 8 0v16H-2z" class="e-sky3"/>'
        '<path d="M-2 51q4-4 8 0t8 0 8 0 8 0 8 0 8 0 8 0v16H-2z" class="e-green"/>'
    ),
    "fuenlabrada": (
        '<path class="e-rose1" d="M2 56V24a22 22 0 0 1 44 0v32z"/><g class="e-s-sky">'
        '<path d="M24 38V14M24 16c-7 0-10 6-10 13M24 16c7 0 10 6 10 13M24 24c-3 0-5 3-5 7M24 24c3 0 5 3 5 7"/>'
        '</g><path class="e-green" d="M9 36h30c0 6-6 9-11 9.5V56h-8V45.5C15 45 9 42 9 36z"/>'
        '<path class="e-sun" d="M13 52h22v4H13z"/>'
    ),
    "brussels": (
        '<path class="e-lil1" d="M2 56V24a22 22 0 0 1 44 0v32z"/>'
        '<path class="e-s-green2" d="M24 34v24"/>'
        '<path class="e-green" d="M24 58c-9-2-12-9-12-15 7 1 12 7 12 15zM24 58c9-2 12-9 12-15-7 1-12 7-12 15z"/>'
        '<path class="e-iris" d="M24 8c7 8 7 16 0 26-7-10-7-18 0-26zM24 32c-10 4-16 0-17-8 9-3 15 1 17 8z'
        'M24 32c10 4 16 0 17-8-9-3-15 1-17 8z"/>'
        '<path class="e-sun" d="M24 23c2.6 4 2.6 7 0 11-2.6-4-2.6-7 0-11z"/>'
    ),
    "schaerbeek": (
        '<path class="e-mint1" d="M2 56V24a22 22 0 0 1 44 0v32z"/>'
        '<path class="e-s-green2" d="M15 38C17 26 23 17 33 12M32 41c0-11 0-21 1-29"/>'
        '<path class="e-green" d="M33 12c-8-4-15-1-17 4 7 3 14 1 17-4z"/>'
        '<circle class="e-brick" cx="15" cy="42" r="8"/>'
        '<circle class="e-brick" cx="32" cy="45" r="8"/>'
        '<circle class="e-rose1" cx="12.5" cy="39.5" r="1.8"/>'
        '<circle class="e-rose1" cx="29.5" cy="42.5" r="1.8"/>'
    ),
    "jelgava": (
        '<path class="e-sky2" d="M2 56V24a22 22 0 0 1 44 0v32z"/><g class="e-s-apr">'
        '<path d="M20 30c-6-1-11-5-11-13M13 26c-3 0-6-2-7-5M16 28c-2-4-2-7-1-11M28 30c6-1 11-5 11-13'
        'M35 26c3 0 6-2 7-5M32 28c2-4 2-7 1-11"/>'
        "</g>"
        '<path class="e-green" d="M17 29c4-3 10-3 14 0l6 2-5 4c0 8-2 15-4 19a4.5 4.5 0 0 1-8 0c-2-4-4-11-4-19l-5-4z"/>'
        '<circle class="e-sun" cx="20.5" cy="37" r="1.5"/>'
        '<circle class="e-sun" cx="27.5" cy="37" r="1.5"/>'
    ),
    "saint-jean-de-la-ruelle": (
        '<path class="e-sun1" d="M2 56V24a22 22 0 0 1 44 0v32z"/>'
        '<path class="e-sky3" d="M20 58c-8-9 14-12 10-21-2-5-10-6-8-12h3c0 5 9 6 11 12 4 10-6 13-2 21z"/>'
        '<g class="e-green"><ellipse cx="11" cy="33" rx="3.6" ry="11"/>'
        '<ellipse cx="18" cy="29" rx="2.6" ry="8"/><ellipse cx="41" cy="40" rx="3" ry="9"/></g>'
    ),
}
_GROUNDS = ("e-sky1", "e-apr1", "e-leaf1", "e-sun1", "e-rose1", "e-lil1", "e-mint1", "e-sky2")
_STRONG = ("e-green", "e-brick", "e-iris", "e-sky3")
_LIGHT = ("e-sun", "e-rose1", "e-sky1", "e-sun1")


def shapes(key: str) -> str:
    """Give the drawing inside the arch for a city's short name. The same name always gives the same drawing."""
    return _DRAWN.get(key) or _generated(hashlib.sha256(key.encode()).digest())


def _generated(seed: bytes) -> str:
    ground = _GROUNDS[seed[0] % len(_GROUNDS)]
    strong = _STRONG[seed[1] % len(_STRONG)]
    light = _LIGHT[seed[2] % len(_LIGHT)]
    skyline = (_houses, _hills, _tower, _bridge, _tree, _gate)[seed[3] % 6]
    foot = _wave(46 + seed[4] % 4, "e-sky3") if seed[5] % 2 else _wave(49, "e-green")
    sun = f'<circle class="{light}" cx="{14 + seed[6] % 20}" cy="{15 + seed[7] % 6}" r="{4 + seed[8] % 3}"/>'
    return f'<path class="{ground}" d="{ARCH}"/>{sun}{skyline(seed, strong, light)}{foot}'


def _wave(y: int, cls: str) -> str:
    return f'<path d="M-2 {y}q4-4 8 0t8 0 8 0 8 0 8 0 8 0 8 0v16H-2z" class="{cls}"/>'


def _houses(seed, strong, light):
    a, b, c = 34 + seed[9] % 6, 28 + seed[10] % 6, 36 + seed[11] % 5
    return (
        f'<path class="{strong}" d="M4 56V{a}l6-6 6 6v22zM17 56V{b}l7-7 7 7v28zM32 56V{c}l6-6 6 6v20z"/>'
        f'<path class="{light}" d="M22 56v-9a2 2 0 0 1 4 0v9zM8 {a + 5}h4v4H8zM36 {c + 5}h4v4h-4z"/>'
    )


def _hills(seed, strong, light):
    top = 22 + seed[9] % 8
    return f'<path class="{strong}" d="M-2 50 {12 + seed[10] % 6} {top}l9 11 6-6 19 23z"/>'


def _tower(seed, strong, light):
    x = 18 + seed[9] % 6
    return (
        f'<path class="{strong}" d="M{x} 56V22h2v-4h2v4h3v-4h2v4h2v34z"/>'
        f'<path class="{light}" d="M{x + 4} 30a1.5 1.5 0 0 1 3 0v5h-3zM{x + 4} 56v-8a1.5 1.5 0 0 1 3 0v8z"/>'
    )


def _bridge(seed, strong, light):
    y = 34 + seed[9] % 4
    return (
        f'<path class="{strong}" fill-rule="evenodd" d="M-2 {y}h52v22H-2z'
        f'M4 56v-8a6 6 0 0 1 12 0v8zM18 56v-8a6 6 0 0 1 12 0v8zM32 56v-8a6 6 0 0 1 12 0v8z"/>'
    )


def _tree(seed, strong, light):
    x = 16 + seed[9] % 14
    return (
        f'<path class="{strong}" d="M{x} 56V38h3v18z"/>'
        f'<ellipse class="{strong}" cx="{x + 1.5}" cy="31" rx="8" ry="13"/>'
        f'<circle class="{light}" cx="{x - 1}" cy="28" r="1.6"/><circle class="{light}" cx="{x + 4}" cy="33" r="1.6"/>'
    )


def _gate(seed, strong, light):
    return (
        f'<path class="{strong}" fill-rule="evenodd" d="M8 56V30a16 16 0 0 1 32 0v26zM17 56V36a7 7 0 0 1 14 0v20z"/>'
        f'<circle class="{light}" cx="24" cy="22" r="2"/>'
    )
