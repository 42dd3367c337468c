import type { Seen } from './seen.ts';

/** A point of the face, x and y in shares of the picture's width and height. */
export type FacePoint = { x: number; y: number };

/** What the model found in one frame, largest face not yet known. */
export type FrameFound = {
  /** 478 points a face. */
  faces: readonly (readonly FacePoint[])[];
  /** The pose of each face: 4×4, column by column, camera space with x to the picture's right and z to the viewer. */
  poses: readonly (readonly number[])[];
  widthPx: number;
  heightPx: number;
  /** Mean brightness of the picture, 0 to 255. */
  brightness: number;
  atMs: number;
};

const darkBelow = 45;
/** The server wants 90 pixels; a face that moves must not fall below. */
const facePxMin = 105;
/** Share of the picture's shorter side that a face may fill: a turn must stay inside. */
const faceShareMax = 0.8;
const offCentreMax = 0.18;

/** Corner, corner, then two pairs of upper and lower lid, of the eye at the picture's left and at its right. */
const eyes = [
  [33, 133, 159, 145, 158, 153],
  [263, 362, 386, 374, 385, 380],
] as const;

/** Turns what the model found into what the page needs to know. */
export function readFrame(found: FrameFound): Seen {
  const { widthPx, heightPx } = found;
  const boxes = found.faces.map((points) => boxOf(points, widthPx, heightPx));
  const largest = boxes.reduce((best, box, n) => (box.widthPx > (boxes[best]?.widthPx ?? 0) ? n : best), 0);
  const [points, box, pose] = [found.faces[largest], boxes[largest], found.poses[largest]];
  const facePx = box ? Math.min(box.widthPx, box.heightPx) : 0;
  return {
    faces: found.faces.length > 1 ? 2 : points ? 1 : 0,
    facePx,
    centred: box !== undefined && Math.hypot(box.x - 0.5, box.y - 0.5) <= offCentreMax,
    tooDark: found.brightness < darkBelow,
    tooFar: box !== undefined && facePx < facePxMin,
    tooNear: facePx > faceShareMax * Math.min(widthPx, heightPx),
    yaw: pose ? (Math.atan2(pose[8] ?? 0, pose[10] ?? 1) * 180) / Math.PI : null,
    eyeOpenness: points ? openness(points, widthPx, heightPx) : null,
    atMs: found.atMs,
  };
}

/** Size in pixels and middle in shares of the picture. */
function boxOf(points: readonly FacePoint[], widthPx: number, heightPx: number) {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    widthPx: (right - left) * widthPx,
    heightPx: (bottom - top) * heightPx,
  };
}

function openness(points: readonly FacePoint[], widthPx: number, heightPx: number): number | null {
  const apart = (from: number, to: number): number => {
    const [a, b] = [points[from], points[to]];
    return a && b ? Math.hypot((a.x - b.x) * widthPx, (a.y - b.y) * heightPx) : Number.NaN;
  };
  const each = eyes.map(
    ([outer, inner, upper, lower, upper2, lower2]) =>
      (apart(upper, lower) + apart(upper2, lower2)) / (2 * apart(outer, inner)),
  );
  const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
  return Number.isFinite(mean) ? mean : null;
}
