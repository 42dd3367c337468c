import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

const manifestShape = z.object({
  files: z.array(z.object({ filename: z.string(), start: z.int(), end: z.int() })),
});

/** The files inside `@mediapipe/face_mesh` by their plain names; the package keeps them in one block with a list. */
export function unpackModels(): Map<string, Uint8Array> {
  const folder = dirname(createRequire(import.meta.url).resolve('@mediapipe/face_mesh/package.json'));
  const loader = readFileSync(join(folder, 'face_mesh_solution_packed_assets_loader.js'), 'utf8');
  const list = /loadPackage\((\{"files".*?\})\);/.exec(loader)?.[1];
  if (!list) throw new Error('The package @mediapipe/face_mesh does not list its files as it used to.');
  const block = readFileSync(join(folder, 'face_mesh_solution_packed_assets.data'));
  const { files } = manifestShape.parse(JSON.parse(list));
  return new Map(
    files.map(({ filename, start, end }) => [basename(filename), block.subarray(start, end)] as const),
  );
}
