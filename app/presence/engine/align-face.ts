import { fitSimilarity, middleOf, type CropMap, type Point } from './fit-similarity.ts';
import { eyePoints, meshPoint, pointOf, type MeshPoint } from './mesh-points.ts';

/** Eyes, nose tip and corners of the mouth of the mean face, as face crops of 112 pixels are commonly laid out. */
const meanFace: readonly Point[] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
];
const meanFacePx = 112;
const meanCentre: Point = [56, 65.2];

/** Side of the crop that the 128-d net was trained on. */
export const narrowCropPx = 150;
/** Side of the second net's: trained on 224, it tells persons apart as well on 160, in half the time. */
export const wideCropPx = 160;

/** How the face lies in the narrow crop; its scale decides how well persons are told apart, so a test pins it. */
export const narrowLayout = { zoom: 1.137, centreHeight: 0.43 } as const;

/** Where the five points of the mean face lie in the 150-pixel crop. */
export function narrowTargets(layout: { zoom: number; centreHeight: number } = narrowLayout): Point[] {
  const unit = narrowCropPx / meanFacePx;
  return meanFace.map(([x, y]) => [
    ((x - meanCentre[0]) * layout.zoom + meanFacePx / 2) * unit,
    ((y - meanCentre[1]) * layout.zoom + layout.centreHeight * meanFacePx) * unit,
  ]);
}

/** Where they lie in the 160-pixel crop: a little higher, to leave room for the chin. */
export function wideTargets(): Point[] {
  const unit = wideCropPx / meanFacePx;
  return meanFace.map(([x, y]) => [x * unit, (y - 4) * unit]);
}

/** The five points of one face by its mesh. */
export function fivePoints(mesh: readonly MeshPoint[]): Point[] {
  const at = (id: number): Point => [pointOf(mesh, id)[0], pointOf(mesh, id)[1]];
  return [
    middleOf(eyePoints.left.map(at)),
    middleOf(eyePoints.right.map(at)),
    at(meshPoint.noseTip),
    at(meshPoint.leftMouth),
    at(meshPoint.rightMouth),
  ];
}

/** The crop that lays this face where the net expects it. */
export function alignFace(mesh: readonly MeshPoint[], targets: readonly Point[]): CropMap {
  return fitSimilarity(fivePoints(mesh), targets);
}
