// Draws the two maps once: thin the shared borders, project, round, write ../data/{world,europe}.json.
// Borders are thinned arc by arc, so that neighbours keep the very same line and no slivers open between them.
import { readFileSync, writeFileSync } from "node:fs";
import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import { mergeArcs, feature } from "topojson-client";
import { ALPHA2, NAMED } from "./codes.mjs";

const LICENCE = "Natural Earth (public domain), through world-atlas 2.0.2 (ISC, Michael Bostock)";
const read = (name) => JSON.parse(readFileSync(new URL(`node_modules/world-atlas/countries-${name}.json`, import.meta.url)));
const codeOf = (g) => (g.id && ALPHA2.get(g.id)) || NAMED[g.properties.name] || null;

// Absolute longitudes and latitudes instead of quantised steps.
function unpack(topology) {
  const { scale: [kx, ky], translate: [tx, ty] } = topology.transform;
  topology.arcs = topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * kx + tx, (y += dy) * ky + ty]);
  });
  delete topology.transform;
  return topology;
}

// Visvalingam: drop the point whose triangle is smallest on the map, until each triangle left is larger than `least`.
function thin(arc, project, least) {
  const at = arc.map(project);
  if (at.some((p) => !p || !isFinite(p[0]))) return arc;
  const keep = arc.map((_, i) => i);
  const area = (a, b, c) => Math.abs((at[b][0] - at[a][0]) * (at[c][1] - at[a][1]) - (at[c][0] - at[a][0]) * (at[b][1] - at[a][1])) / 2;
  const closed = arc[0][0] === arc.at(-1)[0] && arc[0][1] === arc.at(-1)[1];
  while (keep.length > (closed ? 5 : 2)) {
    let best = -1, size = least;
    for (let i = 1; i < keep.length - 1; i++) {
      const a = area(keep[i - 1], keep[i], keep[i + 1]);
      if (a < size) [best, size] = [i, a];
    }
    if (best < 0) break;
    keep.splice(best, 1);
  }
  return keep.map((i) => arc[i]);
}

// Moves polygons between countries: what lies in the box leaves `from` for `to`.
function move(topology, from, to, [west, south, east, north]) {
  const found = topology.objects.countries.geometries.filter((g) => [from, to].includes(g.code));
  const source = found.find((g) => g.code === from);
  const inside = (polygon) => {
    const [lon, lat] = geoCentroid(feature(topology, { type: "Polygon", arcs: polygon }));
    return lon > west && lon < east && lat > south && lat < north;
  };
  const moved = source.arcs.filter(inside);
  source.arcs = source.arcs.filter((p) => !inside(p));
  const target = found.find((g) => g.code === to);
  if (moved.length) topology.objects.countries.geometries.push({ type: "MultiPolygon", arcs: moved, code: target ? target.code : to });
  return moved.length;
}

function countries(topology, leastSteradians) {
  const byCode = new Map();
  for (const g of topology.objects.countries.geometries) {
    if (g.code === "AQ") continue;
    byCode.set(g.code || "", [...(byCode.get(g.code || "") || []), g]);
  }
  return [...byCode].map(([code, shapes]) => {
    const { geometry } = feature(topology, mergeArcs(topology, shapes));
    const large = geometry.coordinates.filter((p) => geoArea({ type: "Polygon", coordinates: p }) > leastSteradians);
    return { code, geometry: { type: "MultiPolygon", coordinates: large }, whole: geometry };
  }).sort((a, b) => (a.code < b.code ? -1 : 1));
}

// "M x,y L x,y ... Z" to short relative steps of a tenth; rings that became too small go.
function shorten(d, leastBox) {
  return (d || "").split("Z").filter(Boolean).map((ring) => {
    const points = ring.slice(1).split("L").map((p) => p.split(",").map((v) => Math.round(v * 10)));
    const kept = points.filter((p, i) => !i || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
    const [xs, ys] = [kept.map((p) => p[0]), kept.map((p) => p[1])];
    const box = ((Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys))) / 100;
    if (kept.length < 4 || box < leastBox) return "";
    const n = (v) => String(v / 10).replace(/^(-?)0\./, "$1.");
    let [x, y] = kept[0], out = `M${n(x)} ${n(y)}l`;
    kept.slice(1).forEach(([px, py], i) => {
      const [dx, dy] = [n(px - x), n(py - y)];
      out += (i && !dx.startsWith("-") ? " " : "") + dx + (dy.startsWith("-") ? "" : " ") + dy;
      [x, y] = [px, py];
    });
    return out + "z";
  }).join("");
}

// Where a label stands: the point of the largest ring that is farthest from its edge, and how wide the land is there.
function anchor(d) {
  const rings = (d || "").split("Z").filter(Boolean).map((r) => r.slice(1).split("L").map((p) => p.split(",").map(Number)));
  if (!rings.length) return null;
  const size = (r) => Math.abs(r.reduce((s, p, i) => { const q = r[(i + 1) % r.length]; return s + p[0] * q[1] - q[0] * p[1]; }, 0)) / 2;
  const ring = rings.reduce((a, b) => (size(b) > size(a) ? b : a));
  const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const inside = (x, y) => ring.reduce((c, p, i) => {
    const q = ring[(i + 1) % ring.length];
    return (p[1] > y) !== (q[1] > y) && x < ((q[0] - p[0]) * (y - p[1])) / (q[1] - p[1]) + p[0] ? !c : c;
  }, false);
  // Labels are wider than high, so an upright step counts double.
  const room = (x, y) => Math.min(...ring.map((p, i) => {
    const q = ring[(i + 1) % ring.length];
    const [ax, ay, bx, by] = [p[0], p[1] * 2, q[0], q[1] * 2], [vx, vy] = [bx - ax, by - ay];
    const t = Math.max(0, Math.min(1, ((x - ax) * vx + (y * 2 - ay) * vy) / (vx * vx + vy * vy || 1)));
    return Math.hypot(x - ax - t * vx, y * 2 - ay - t * vy);
  }));
  let best = [(x0 + x1) / 2, (y0 + y1) / 2], most = 0;
  for (let i = 1; i < 40; i++) for (let j = 1; j < 40; j++) {
    const [x, y] = [x0 + ((x1 - x0) * i) / 40, y0 + ((y1 - y0) * j) / 40];
    if (inside(x, y)) { const r = room(x, y); if (r > most) [best, most] = [[x, y], r]; }
  }
  return { at: best.map((v) => Math.round(v * 10) / 10), room: Math.round(most * 10) / 10, area: Math.round(rings.reduce((s, r) => s + size(r), 0) * 10) / 10 };
}

function draw({ shapes, projection, box: [width, height], leastBox, overseas, wholeWorld = false }) {
  const path = geoPath(projection);
  const out = { licence: LICENCE, width, height, land: {}, places: {} };
  for (const { code, geometry, whole } of shapes) {
    const raw = geometry.coordinates.length ? path(geometry) : "";
    const d = shorten(raw, leastBox);
    if (d) out.land[code] = d;
    if (!code) continue;
    const from = anchor(raw) || anchor(path(whole));
    const [x, y] = from ? from.at : projection(geoCentroid({ type: "Feature", geometry: whole })) || [];
    // Samoa, Tonga… lie beyond the cut: on the map of the world they stand at its edge.
    const inside = x > 0 && x < width && y > 0 && y < height;
    if (inside || wholeWorld) out.places[code] = [Math.max(6, Math.min(width - 6, x)), y, from ? from.room : 0, d ? from.area : 0];
  }
  for (const [code, at] of Object.entries(overseas)) {
    if (out.places[code]) continue;
    const [x, y] = projection(at);
    out.places[code] = [Math.round(Math.max(6, Math.min(width - 6, x)) * 10) / 10, Math.round(y * 10) / 10, 0, 0];
  }
  return out;
}

function prepare(name, rough, least) {
  const topology = unpack(read(name));
  topology.objects.countries.geometries.forEach((g) => {
    g.code = codeOf(g);
    if (g.type === "Polygon") [g.type, g.arcs] = ["MultiPolygon", [g.arcs]];
  });
  const crimea = move(topology, "RU", "UA", [32.3, 44.2, 36.8, 46.3]);
  const guiana = move(topology, "FR", "GF", [-56, 1, -50, 7]);
  if (rough) topology.arcs = topology.arcs.map((arc) => thin(arc, rough, least));
  console.log(name, { crimea, guiana });
  return topology;
}

// The departments overseas that Natural Earth counts as France, and tiny places it leaves out, as longitude and latitude.
const OVERSEAS = { GP: [-61.5, 16.2], MQ: [-61, 14.6], RE: [55.5, -21.1], YT: [45.2, -12.8], BQ: [-68.3, 12.2], GI: [-5.35, 36.14],
  TV: [179.2, -8.5], TK: [-171.8, -9.2], CX: [105.6, -10.5], CC: [96.8, -12.2] };

const WORLD = [670, 350];
const coarse = unpack(read("110m"));
const all = feature(coarse, coarse.objects.countries);
all.features = all.features.filter((f) => f.properties.name !== "Antarctica");
const world = geoEqualEarth().rotate([-11, 0]).precision(0.5).fitExtent([[0, 6], [WORLD[0], WORLD[1] - 6]], all);
const fine = prepare("50m", world, 0.9);
const worldShapes = countries(fine, 1e-5);
writeFileSync(new URL("../data/world.json", import.meta.url), JSON.stringify(draw({ shapes: worldShapes, projection: world, box: WORLD, leastBox: 3, overseas: OVERSEAS, wholeWorld: true })) + "\n");

const EUROPE = [420, 370];
const europe = geoAzimuthalEqualArea().rotate([-11, -53.5]).clipExtent([[0, 0], EUROPE]).precision(0.3).scale(575).translate([202, 186]);
const free = geoAzimuthalEqualArea().rotate([-11, -53.5]).scale(575).translate([202, 186]);
const near = prepare("50m", free, 0.9);
writeFileSync(new URL("../data/europe.json", import.meta.url), JSON.stringify(draw({ shapes: countries(near, 3e-6), projection: europe, box: EUROPE, leastBox: 2, overseas: { GI: OVERSEAS.GI } })) + "\n");
