import { squareAround, type CropMap } from './fit-similarity.ts';
import { meshPoint, pointOf, type MeshPoint } from './mesh-points.ts';

/** Side of an eye's crop, and how many eye widths it shows. */
export const eyeCropPx = 64;
const widthsShown = 2.3;

/** Contour points of the eye net: outer and inner corner, and two pairs of lower and upper lid. */
const contour = { corners: [0, 8], lids: [[12, 4], [13, 5]] } as const; // prettier-ignore

/** The crops of the eyes at the picture's left and right. The net knows one side only: the right one is mirrored. */
export function eyeCrops(mesh: readonly MeshPoint[]): { left: CropMap; right: CropMap } {
  const [outer, other] = [pointOf(mesh, meshPoint.leftEyeOuter), pointOf(mesh, meshPoint.rightEyeOuter)];
  const angle = Math.atan2(other[1] - outer[1], other[0] - outer[0]);
  const crop = (from: number, to: number, mirrored: boolean): CropMap => {
    const [a, b] = [pointOf(mesh, from), pointOf(mesh, to)];
    const widthPx = Math.hypot(a[0] - b[0], a[1] - b[1]);
    const centre = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const;
    return squareAround(centre, widthPx * widthsShown, angle, eyeCropPx, mirrored);
  };
  return {
    left: crop(meshPoint.leftEyeOuter, meshPoint.leftEyeInner, false),
    right: crop(meshPoint.rightEyeOuter, meshPoint.rightEyeInner, true),
  };
}

/** Lid opening over eye width by the net's contour points (x, y, z each); about 0.3 open, below 0.15 shut. */
export function readOpenness(points: ArrayLike<number>): number {
  const apart = (i: number, j: number) =>
    Math.hypot(points[3 * i]! - points[3 * j]!, points[3 * i + 1]! - points[3 * j + 1]!);
  const opening = contour.lids.reduce((sum, [lower, upper]) => sum + apart(lower, upper), 0);
  return opening / (contour.lids.length * apart(...contour.corners));
}
