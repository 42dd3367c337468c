import type { FaceNets } from './face-nets.server.ts';
import { detectorPx, fillSquare, findCandidates, squareOf, type Candidate } from './find-candidates.ts';
import { squareAround, throughMap, type Point } from './fit-similarity.ts';
import { meshPoint, pointOf, type MeshPoint } from './mesh-points.ts';
import type { FaceBox, Picture } from './observation.ts';
import { warpPicture } from './warp-picture.ts';

/** A face that the mesh net, too, takes for one; `mesh` holds 468 points in the picture's pixels. */
export type Face = { score: number; box: FaceBox; mesh: MeshPoint[] };

export const meshCropPx = 192;
/** How much of a crop the face's box fills: the mesh net knows faces with half their size around them. */
const cropOverFace = 1.5;
const presenceMin = 0.5;
/** More faces than this are not looked at: two are too many already. */
const facesMax = 8;
/** A detection below this score counts a quarter of its area. */
const sureScore = 0.7;

/** How to look, one after the other until something is found: large faces need a margin, dim ones a lower bar. */
const looks = [
  { scoreMin: 0.5, margin: 0 },
  { scoreMin: 0.4, margin: 0.6 },
  { scoreMin: 0.25, margin: 0 },
  { scoreMin: 0.25, margin: 0.3 },
];

/** All faces of the picture, the most prominent first: by area, a doubtful one's counting a quarter. */
export function findFaces(nets: FaceNets, picture: Picture): Face[] {
  const square = new Float32Array(detectorPx * detectorPx * 3);
  for (const { scoreMin, margin } of looks) {
    const view = squareOf(picture, margin);
    fillSquare(picture, view, square);
    const faces: Face[] = [];
    for (const candidate of findCandidates(nets.detect(square), view, scoreMin).slice(0, facesMax)) {
      const mesh = meshOf(nets, picture, candidate);
      if (mesh) faces.push({ score: candidate.score, box: candidate.box, mesh });
    }
    if (faces.length > 0) return dropDoubles(faces.sort((a, b) => prominence(b) - prominence(a)));
  }
  return [];
}

function prominence({ box, score }: Face): number {
  return box.width * box.height * (score >= sureScore ? 1 : 0.25);
}

/** Two boxes on one head: the lesser goes whose nose lies inside the better one's box. */
function dropDoubles(sorted: Face[]): Face[] {
  return sorted.filter((face, i) => {
    const [x, y] = pointOf(face.mesh, meshPoint.noseTip);
    return !sorted
      .slice(0, i)
      .some(({ box }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height);
  });
}

/** The mesh, found twice: the first one's place and tilt make the second one's crop right. Null without a face. */
function meshOf(nets: FaceNets, picture: Picture, candidate: Candidate): MeshPoint[] | null {
  const { box } = candidate;
  const centre: Point = [box.x + box.width / 2, box.y + box.height / 2];
  const angle = tiltOf(candidate.leftEye, candidate.rightEye);
  const first = meshIn(nets, picture, centre, Math.max(box.width, box.height), angle);
  const again = frameOf(first.mesh);
  const second = meshIn(nets, picture, again.centre, again.sidePx, again.angle);
  return second.presence >= presenceMin ? second.mesh : null;
}

function meshIn(
  nets: FaceNets,
  picture: Picture,
  centre: Point,
  facePx: number,
  angle: number,
): { mesh: MeshPoint[]; presence: number } {
  const map = squareAround(centre, facePx * cropOverFace, angle, meshCropPx);
  const pixels = new Float32Array(meshCropPx * meshCropPx * 3);
  warpPicture(picture, map, { pixels, sidePx: meshCropPx, at: 0, gain: 1 / 255 });
  const { points, presence } = nets.findMesh(pixels);
  const scale = (facePx * cropOverFace) / meshCropPx;
  const mesh = Array.from({ length: points.length / 3 }, (_, i): MeshPoint => {
    // The net counts from the edge of the first pixel, the crop from its centre.
    const [x, y] = throughMap(map, points[3 * i]! - 0.5, points[3 * i + 1]! - 0.5);
    return [x, y, points[3 * i + 2]! * scale];
  });
  return { mesh, presence };
}

/** Centre, longer side and tilt of the mesh, measured along the line of the eyes. */
function frameOf(mesh: readonly MeshPoint[]): { centre: Point; sidePx: number; angle: number } {
  const angle = tiltOf(pointOf(mesh, meshPoint.leftEyeOuter), pointOf(mesh, meshPoint.rightEyeOuter));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = mesh.map(([x, y]) => cos * x + sin * y);
  const across = mesh.map(([x, y]) => cos * y - sin * x);
  const [left, right, top, bottom] = [
    Math.min(...along),
    Math.max(...along),
    Math.min(...across),
    Math.max(...across),
  ];
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return {
    centre: [cos * u - sin * v, sin * u + cos * v],
    sidePx: Math.max(right - left, bottom - top),
    angle,
  };
}

/** Angle of the line from one eye to the other, radians. */
function tiltOf(left: readonly number[], right: readonly number[]): number {
  return Math.atan2(right[1]! - left[1]!, right[0]! - left[0]!);
}
