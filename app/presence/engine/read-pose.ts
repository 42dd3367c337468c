import { meshPoint, pointOf, type MeshPoint } from './mesh-points.ts';

const degrees = 180 / Math.PI;

/**
 * Which way the head looks, in degrees, by the mesh's own depth. yaw > 0: the nose points to the right of the
 * unmirrored picture; pitch > 0: it points down; roll > 0: the head leans clockwise in the picture.
 */
export function readPose(mesh: readonly MeshPoint[]): { yaw: number; pitch: number; roll: number } {
  const eyes = between(mesh, meshPoint.leftEyeOuter, meshPoint.rightEyeOuter);
  const cheeks = between(mesh, meshPoint.leftCheek, meshPoint.rightCheek);
  const across = [eyes[0] + cheeks[0], eyes[1] + cheeks[1], eyes[2] + cheeks[2]] as const;
  const down = between(mesh, meshPoint.forehead, meshPoint.chin);
  return {
    yaw: Math.atan2(across[2], Math.hypot(across[0], across[1])) * degrees,
    pitch: Math.atan2(down[2], Math.hypot(down[0], down[1])) * degrees,
    roll: Math.atan2(across[1], across[0]) * degrees,
  };
}

/** The way from one point to another. */
function between(mesh: readonly MeshPoint[], from: number, to: number): MeshPoint {
  const [a, b] = [pointOf(mesh, from), pointOf(mesh, to)];
  return [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
}
