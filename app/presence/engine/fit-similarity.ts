/** A position in a picture, in pixels; the centre of the first pixel is 0, 0. */
export type Point = readonly [x: number, y: number];

/** Where a pixel (X, Y) of a crop lies in the picture: x = a·X + b·Y + c, y = d·X + e·Y + f. */
export type CropMap = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The mean of the points. */
export function middleOf(points: readonly Point[]): Point {
  let [x, y] = [0, 0];
  for (const point of points) {
    x += point[0] / points.length;
    y += point[1] / points.length;
  }
  return [x, y];
}

/**
 * The turn, scale and shift that lay the crop's `targets` over the picture's `points` with the least squared error;
 * never a mirror or a shear. As many targets as points, and not all in one place.
 */
export function fitSimilarity(points: readonly Point[], targets: readonly Point[]): CropMap {
  const from = middleOf(points);
  const to = middleOf(targets);
  let [along, across, spread] = [0, 0, 0];
  for (const [i, point] of points.entries()) {
    const target = targets[i] ?? to;
    const [x, y] = [point[0] - from[0], point[1] - from[1]];
    const [u, v] = [target[0] - to[0], target[1] - to[1]];
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  }
  const size = (along * along + across * across) / spread;
  const [cos, sin] = [along / size, across / size];
  return [cos, sin, from[0] - cos * to[0] - sin * to[1], -sin, cos, from[1] + sin * to[0] - cos * to[1]];
}

/** The map of a square crop of `cropPx` around `centre`, `sidePx` wide in the picture and turned by `angle` (radians). */
export function squareAround(
  centre: Point,
  sidePx: number,
  angle: number,
  cropPx: number,
  mirrored = false,
): CropMap {
  const scale = sidePx / cropPx;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const flip = mirrored ? -1 : 1;
  const half = (cropPx - 1) / 2;
  const [a, b, d, e] = [cos * flip, -sin, sin * flip, cos];
  return [a, b, centre[0] - (a + b) * half, d, e, centre[1] - (d + e) * half];
}

/** The picture position of crop pixel (x, y). */
export function throughMap(map: CropMap, x: number, y: number): Point {
  return [map[0] * x + map[1] * y + map[2], map[3] * x + map[4] * y + map[5]];
}

/** Picture pixels in one crop pixel. */
export function scaleOf(map: CropMap): number {
  return Math.hypot(map[0], map[3]);
}
