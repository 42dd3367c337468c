import { paint, sample, type MeshPoint, type View } from './view.ts';

/** Mesh points of each eye's upper and lower lid, and of the brow above it. */
const eyes = [
  {
    upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
    lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
    brow: 27,
  },
  {
    upper: [362, 398, 384, 385, 386, 387, 388, 466, 263],
    lower: [362, 382, 381, 380, 374, 373, 390, 249, 263],
    brow: 257,
  },
];

/** Where the upper lid of one column is now and where it goes, pixels. */
type Column = { skin: number; lid: number; newLid: number; lower: number };

/** Draws the upper lids down over the eyes: skin above is stretched, the eye below pressed together. `closed` 0 to 1. */
export function closeEyes(view: View, closed: number): View {
  if (closed < 0.02) return view;
  const columns = new Map<number, Column>();
  for (const eye of eyes) for (const [x, column] of columnsOf(eye, view.mesh, closed)) columns.set(x, column);
  const { picture } = view;
  const warped = paint(picture.width, picture.height, (x, y, channel) => {
    const column = columns.get(x);
    const from = column && y >= column.skin && y <= column.lower ? sourceOf(column, y) : y;
    return sample(picture, x, from, channel);
  });
  return { ...view, picture: warped };
}

function sourceOf({ skin, lid, newLid, lower }: Column, y: number): number {
  if (y <= newLid) return skin + ((y - skin) * (lid - 1 - skin)) / (newLid - skin);
  return lower - ((lower - y) * (lower - lid)) / (lower - newLid + 1e-6);
}

function* columnsOf(
  { upper, lower, brow }: (typeof eyes)[number],
  mesh: MeshPoint[],
  closed: number,
): Generator<[x: number, column: Column]> {
  const [above, below] = [curve(upper, mesh), curve(lower, mesh)];
  const middle = above[4]?.[1] ?? 0;
  const lift = 1.3 * Math.max(4, middle - (mesh[brow]?.[1] ?? 0));
  const [first, last] = [above[0]?.[0] ?? 0, above.at(-1)?.[0] ?? 0];
  for (let x = Math.ceil(first); x < last; x++) {
    // A little beyond the lids, so that no rim of the open eye stays.
    const [lid, lowerLid] = [heightAt(above, x) - 0.8, heightAt(below, x) + 1];
    if (lowerLid - lid < 1.2) continue;
    yield [x, { skin: lid - lift, lid, newLid: lid + (lowerLid - lid - 0.6) * closed, lower: lowerLid }];
  }
}

function curve(ids: number[], mesh: MeshPoint[]): MeshPoint[] {
  return ids.map((id) => mesh[id] ?? ([0, 0, 0] as const)).sort((a, b) => a[0] - b[0]);
}

function heightAt(points: MeshPoint[], x: number): number {
  const after = points.findIndex((point, n) => n > 0 && x <= point[0]);
  const [a, b] = [points[after - 1] ?? points.at(-1), points[after] ?? points.at(-1)];
  if (!a || !b) return 0;
  return a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0] + 1e-6);
}
