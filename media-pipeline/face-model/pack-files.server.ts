import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

/** What pages load and what never changes under one name: scripts, styles, and the files of the face guide. */
const packed = /^assets\/[^/]+\.(js|css|wasm|task)$/;

/** Lays a gzip copy beside each of them; every browser takes it, also without TLS. */
export function packFiles(folder: string, names: string[]): void {
  for (const name of names.filter((one) => packed.test(one))) {
    const bytes = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
  }
}
