import { paint, sample, viewHeight, type MeshPoint, type View } from './view.ts';

/** The outline of the face. */
const outline = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
/** Hair and neck outside the outline go along, less with distance: how far out, and how much. */
const rings = [
  { reach: 1.25, share: 0.85 },
  { reach: 1.7, share: 0.4 },
];
const cellPx = 6;

/** Somewhere in the turned picture, and how far to the side of it the picture's old pixel stands. */
type Pull = { x: number; y: number; dx: number };

/**
 * Turns the head by `yaw` degrees: above 0 the nose goes to the picture's right, the person's own left. The mesh turns
 * in space; the picture between its points follows smoothly. A flat photograph cannot show what lay behind the ear.
 */
export function turnHead(view: View, yaw: number): View {
  if (Math.abs(yaw) < 0.5) return view;
  const { picture } = view;
  const field = fieldOf(pullsOf(view, yaw), picture.width);
  const across = Math.ceil(picture.width / cellPx) + 1;
  const turned = paint(picture.width, picture.height, (x, y, channel) => {
    const [u, v] = [Math.floor(x / cellPx), Math.floor(y / cellPx)];
    const [right, down] = [x / cellPx - u, y / cellPx - v];
    const at = v * across + u;
    const upper = (field[at] ?? 0) * (1 - right) + (field[at + 1] ?? 0) * right;
    const lower = (field[at + across] ?? 0) * (1 - right) + (field[at + across + 1] ?? 0) * right;
    return sample(picture, x + upper * (1 - down) + lower * down, y, channel);
  });
  return { ...view, picture: turned };
}

function pullsOf({ mesh, picture }: View, yaw: number): Pull[] {
  const point = (id: number): MeshPoint => mesh[id] ?? [0, 0, 0];
  const angle = (yaw * Math.PI) / 180;
  const axis = [10, 152, 234, 454].reduce((sum, id) => sum + point(id)[0] / 4, 0);
  const depth = (point(234)[2] + point(454)[2]) / 2;
  const shift = ([x, , z]: MeshPoint): number =>
    (x - axis) * Math.cos(angle) - (z - depth) * Math.sin(angle) + axis - x;
  const inside = mesh
    .filter((_, id) => id % 2 === 0)
    .map((one) => ({ x: one[0] + shift(one), y: one[1], dx: -shift(one) }));
  const middleX = outline.reduce((sum, id) => sum + point(id)[0], 0) / outline.length;
  const middleY = outline.reduce((sum, id) => sum + point(id)[1], 0) / outline.length;
  const around = outline.map(point).flatMap((one) =>
    rings.map(({ reach, share }) => ({
      x: middleX + (one[0] - middleX) * reach + shift(one) * share,
      y: middleY + (one[1] - middleY) * reach,
      dx: -shift(one) * share,
    })),
  );
  const edge = Array.from({ length: 9 }, (_, n) => n / 8).flatMap((t) => [
    { x: t * picture.width, y: 0, dx: 0 },
    { x: t * picture.width, y: picture.height, dx: 0 },
    { x: 0, y: t * picture.height, dx: 0 },
    { x: picture.width, y: t * picture.height, dx: 0 },
  ]);
  return [...inside, ...around, ...edge];
}

/** The pull at every corner of a grid: near points count more, by the fourth power of their distance. */
function fieldOf(pulls: Pull[], width: number): Float32Array {
  const across = Math.ceil(width / cellPx) + 1;
  const down = Math.ceil(viewHeight / cellPx) + 1;
  const field = new Float32Array(across * (down + 1));
  for (let v = 0; v < down; v++) {
    for (let u = 0; u < across; u++) {
      let [sum, weights] = [0, 0];
      for (const { x, y, dx } of pulls) {
        const apart = (x - u * cellPx) ** 2 + (y - v * cellPx) ** 2 + 9;
        sum += dx / (apart * apart);
        weights += 1 / (apart * apart);
      }
      field[v * across + u] = sum / weights;
    }
  }
  return field;
}
