import type { Point } from './fit-similarity.ts';
import type { FaceBox, Picture } from './observation.ts';

/** Side of the detector's input. */
export const detectorPx = 256;
/** Numbers for each place: box centre and size, then six points of which the first two are the eyes. */
const numbersEach = 16;

/** The detector's answer for one grid: raw scores and boxes of its places. */
export type Grid = { scores: ArrayLike<number>; boxes: ArrayLike<number> };

/** What the detector takes for a face, in the picture's pixels. `leftEye` is the eye at the picture's left. */
export type Candidate = { score: number; box: FaceBox; leftEye: Point; rightEye: Point };

/** How the picture lies in the detector's square: `scale` picture pixels a pixel, its corner at `left`, `top`. */
export type Square = { scale: number; left: number; top: number };

/** Centres of the detector's places: two on each cell of 16 pixels, then six on each cell of 32. */
const anchors: Point[] = [
  { cellPx: 16, each: 2 },
  { cellPx: 32, each: 6 },
].flatMap(({ cellPx, each }) => {
  const cells = detectorPx / cellPx;
  return Array.from({ length: cells * cells * each }, (_, i): Point => {
    const cell = Math.floor(i / each);
    return [cellPx * ((cell % cells) + 0.5), cellPx * (Math.floor(cell / cells) + 0.5)];
  });
});

/** The square around the whole picture, with a margin of `margin` of its longer side for faces that fill it. */
export function squareOf({ width, height }: Picture, margin: number): Square {
  const side = Math.max(width, height) * (1 + margin);
  return { scale: side / detectorPx, left: (width - side) / 2, top: (height - side) / 2 };
}

/** Fills the detector's input (-1..1) with the picture; what lies beside it is black. */
export function fillSquare({ rgb, width, height }: Picture, square: Square, input: Float32Array): void {
  const taps = square.scale > 1.5 ? 2 : 1;
  const share = 1 / (127.5 * taps * taps);
  const columns = tapPlaces(square.left, square.scale, taps, width);
  const rows = tapPlaces(square.top, square.scale, taps, height);
  input.fill(-1);
  for (let row = 0; row < rows.length; row++) {
    const y = rows[row]!;
    if (y < 0) continue;
    const outRow = Math.floor(row / taps) * detectorPx;
    for (let column = 0; column < columns.length; column++) {
      const x = columns[column]!;
      if (x < 0) continue;
      const from = (y * width + x) * 3;
      const to = (outRow + Math.floor(column / taps)) * 3;
      input[to]! += rgb[from]! * share;
      input[to + 1]! += rgb[from + 1]! * share;
      input[to + 2]! += rgb[from + 2]! * share;
    }
  }
}

/** Along one side: the picture's pixel under each of the detector's pixels, `taps` for each; -1 beside the picture. */
function tapPlaces(start: number, scale: number, taps: number, length: number): Int32Array {
  return Int32Array.from({ length: detectorPx * taps }, (_, i) => {
    const place = Math.floor(start + ((i + 0.5) / taps) * scale);
    return place < length ? Math.max(-1, place) : -1;
  });
}

/** All candidates of at least `scoreMin`, the surest first, of overlapping ones only the surest. */
export function findCandidates(grids: readonly Grid[], square: Square, scoreMin: number): Candidate[] {
  const found: Candidate[] = [];
  let place = 0;
  for (const { scores, boxes } of grids) {
    for (let i = 0; i < scores.length; i++, place++) {
      const score = 1 / (1 + Math.exp(-scores[i]!));
      if (score < scoreMin) continue;
      const [anchorX, anchorY] = anchors[place]!;
      const at = i * numbersEach;
      const toPicture = (pair: number): Point => [
        (boxes[at + pair]! + anchorX) * square.scale + square.left,
        (boxes[at + pair + 1]! + anchorY) * square.scale + square.top,
      ];
      const centre = toPicture(0);
      const [width, height] = [boxes[at + 2]! * square.scale, boxes[at + 3]! * square.scale];
      const box = { x: centre[0] - width / 2, y: centre[1] - height / 2, width, height };
      found.push({ score, box, leftEye: toPicture(4), rightEye: toPicture(6) });
    }
  }
  found.sort((a, b) => b.score - a.score);
  return dropOverlaps(found);
}

/** Shared area over joint area, 0..1. */
export function overlapOf(a: FaceBox, b: FaceBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const both = Math.max(0, width) * Math.max(0, height);
  return both / (a.width * a.height + b.width * b.height - both);
}

/** Two boxes that share more than this are one face. */
const overlapMax = 0.3;

function dropOverlaps(sorted: Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const one of sorted) {
    if (!kept.some((other) => overlapOf(one.box, other.box) > overlapMax)) kept.push(one);
  }
  return kept;
}
