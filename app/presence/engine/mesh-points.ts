/** One point of the face mesh: pixels of the picture, and depth in the same unit; nearer to the camera is smaller. */
export type MeshPoint = readonly [x: number, y: number, z: number];

/** Numbers of the mesh's 468 points. "Left" and "right" are sides of the unmirrored picture, not of the person. */
export const meshPoint = {
  noseTip: 4,
  forehead: 10,
  chin: 152,
  leftCheek: 234,
  rightCheek: 454,
  leftEyeOuter: 33,
  leftEyeInner: 133,
  rightEyeOuter: 263,
  rightEyeInner: 362,
  leftMouth: 61,
  rightMouth: 291,
} as const;

/** Corners and the middle of both lids of each eye: their mean is the eye's place. */
export const eyePoints = { left: [33, 133, 159, 145], right: [263, 362, 386, 374] } as const;

/** Point `id` of the mesh; throws if the mesh is not whole. */
export function pointOf(mesh: readonly MeshPoint[], id: number): MeshPoint {
  const point = mesh[id];
  if (!point) throw new Error(`The face mesh has no point ${id}.`);
  return point;
}
