import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

/** Files of the face guide: far larger than any page, and never changed under one name. */
const packed = /(vision_wasm_\w+|face_landmarker|look-at-frames)[^/]*\.(wasm|js|task)$/;

/** Lays a gzip copy beside each large file of the guide; every browser takes it, also without TLS. */
export function packFiles(folder: string, names: string[]): void {
  for (const name of names.filter((one) => packed.test(one))) {
    const bytes = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
  }
}
