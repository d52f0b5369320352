import compact from '../../data/outlines.json' with { type: 'json' };

/** A point closer to a neighbour than this is asked, not guessed: phones err by some hundred metres, the outlines are simplified. */
const BORDER_METRES = 500;
/** Length of one degree of latitude. */
const METRES_PER_DEGREE = 111_320;

type Ring = { points: Float64Array; west: number; east: number; south: number; north: number };
type Outline = { code: string; rings: Ring[] };

let outlines: Outline[] | null = null;

/** Decoded on first use: most messages carry no location. */
function decoded(): Outline[] {
  outlines ??= compact.outlines.map(({ code, rings }) => ({ code, rings: rings.map(ring) }));
  return outlines;
}

function ring(steps: number[]): Ring {
  const points = new Float64Array(steps.length);
  const box = { west: 180, east: -180, south: 90, north: -90 };
  let [x, y] = [0, 0];
  for (let i = 0; i + 1 < steps.length; i += 2) {
    x += steps[i] ?? 0;
    y += steps[i + 1] ?? 0;
    const [lon, lat] = [x * compact.unit, y * compact.unit];
    points[i] = lon;
    points[i + 1] = lat;
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return { points, ...box };
}

/** Calls back with the two ends of every edge. */
function eachEdge(
  points: Float64Array,
  edge: (x1: number, y1: number, x2: number, y2: number) => void,
): void {
  for (let i = 0; i + 3 < points.length; i += 2) {
    edge(points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0, points[i + 3] ?? 0);
  }
}

/** Even-odd rule over all rings, so that holes and islands count as drawn. */
function contains(outline: Outline, lon: number, lat: number): boolean {
  let inside = false;
  for (const { points, west, east, south, north } of outline.rings) {
    if (lon < west || lon > east || lat < south || lat > north) continue;
    eachEdge(points, (x1, y1, x2, y2) => {
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
    });
  }
  return inside;
}

function near(outline: Outline, lon: number, lat: number): boolean {
  const perLon = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const margin = (2 * BORDER_METRES) / METRES_PER_DEGREE;
  let close = false;
  for (const { points, west, east, south, north } of outline.rings) {
    if (lon < west - margin || lon > east + margin || lat < south - margin || lat > north + margin) continue;
    eachEdge(points, (x1, y1, x2, y2) => {
      const [ax, ay] = [(x1 - lon) * perLon, (y1 - lat) * METRES_PER_DEGREE];
      const [dx, dy] = [(x2 - x1) * perLon, (y2 - y1) * METRES_PER_DEGREE];
      const length = dx * dx + dy * dy;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
      if (Math.hypot(ax + along * dx, ay + along * dy) < BORDER_METRES) close = true;
    });
  }
  return close;
}

/**
 * Code of the province a WGS 84 coordinate in degrees lies in; null outside all 34, for a coordinate that is none,
 * and within 500 m of another province: those are asked. A coast or the country's border is no such border.
 */
export function provinceAt(latitude: number, longitude: number): string | null {
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return null;
  const home = decoded().find((outline) => contains(outline, longitude, latitude));
  if (!home) return null;
  const doubtful = decoded().some((outline) => outline !== home && near(outline, longitude, latitude));
  return doubtful ? null : home.code;
}
