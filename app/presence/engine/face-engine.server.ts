import {
  alignFace,
  narrowCropPx,
  narrowLayout,
  narrowTargets,
  wideCropPx,
  wideTargets,
} from './align-face.ts';
import { loadFaceNets, type FaceNets } from './face-nets.server.ts';
import { findFaces, type Face } from './find-faces.ts';
import type { MeshPoint } from './mesh-points.ts';
import type { FaceSeen, FrameObservation, ObserveOptions, Picture } from './observation.ts';
import { eyeCropPx, eyeCrops, readOpenness } from './read-eyes.ts';
import { readLight } from './read-light.ts';
import { readPose } from './read-pose.ts';
import { warpPicture } from './warp-picture.ts';

type Embeddings = Pick<FaceSeen, 'embedding' | 'embeddingWide'>;

/** One set of nets on one thread: it sees one picture after the other and blocks its thread meanwhile. */
export interface FaceEngine {
  /** Everything the server says about one frame (P006). */
  observe(picture: Picture, options?: ObserveOptions): FrameObservation;
  /** The faces with their meshes, most prominent first. */
  findFaces(picture: Picture): Face[];
  /** Both embeddings of a face; a verdict uses the one layout that the net was trained on. */
  embed(picture: Picture, mesh: readonly MeshPoint[], layout?: Layout): Embeddings;
}

type Layout = { zoom: number; centreHeight: number };

/** Loads the nets (about a second) for the calling thread. The web process uses a pool of threads instead. */
export async function createFaceEngine(): Promise<FaceEngine> {
  return engineOn(await loadFaceNets());
}

/** The engine on nets that are loaded already. */
export function engineOn(nets: FaceNets): FaceEngine {
  const embed = (picture: Picture, mesh: readonly MeshPoint[], layout: Layout = narrowLayout): Embeddings => {
    const narrow = cutCrop(picture, alignFace(mesh, narrowTargets(layout)), narrowCropPx);
    const wide = cutCrop(picture, alignFace(mesh, wideTargets()), wideCropPx);
    return { embedding: Array.from(nets.embed(narrow)), embeddingWide: Array.from(nets.embedWide(wide)) };
  };
  return {
    findFaces: (picture) => findFaces(nets, picture),
    embed,
    observe: (picture, { embed: whose = 'largest' } = {}) => {
      const faces = findFaces(nets, picture).map((face, i): FaceSeen => {
        const { box, score, mesh } = face;
        const isEmbedded = whose === 'all' || (whose === 'largest' && i === 0);
        return {
          score,
          box,
          facePx: Math.min(box.width, box.height),
          ...readPose(mesh),
          eyes: findOpenness(nets, picture, mesh),
          ...(isEmbedded ? embed(picture, mesh) : { embedding: [], embeddingWide: [] }),
          areaPermille: (1000 * box.width * box.height) / (picture.width * picture.height),
        };
      });
      return { faces, ...readLight(picture) };
    },
  };
}

/** How far both eyes are open, by the eye net: the mesh alone hardly follows a closing lid. */
function findOpenness(nets: FaceNets, picture: Picture, mesh: readonly MeshPoint[]): FaceSeen['eyes'] {
  const { left, right } = eyeCrops(mesh);
  const numbers = eyeCropPx * eyeCropPx * 3;
  const pixels = new Float32Array(2 * numbers);
  warpPicture(picture, left, { pixels, sidePx: eyeCropPx, at: 0, gain: 1 / 255 });
  warpPicture(picture, right, { pixels, sidePx: eyeCropPx, at: numbers, gain: 1 / 255 });
  const [atLeft, atRight] = nets.findEyes(pixels);
  return { left: readOpenness(atLeft), right: readOpenness(atRight) };
}

/** A crop in the numbers 0..255. */
function cutCrop(picture: Picture, map: ReturnType<typeof alignFace>, sidePx: number): Float32Array {
  const pixels = new Float32Array(sidePx * sidePx * 3);
  warpPicture(picture, map, { pixels, sidePx, at: 0, gain: 1 });
  return pixels;
}
