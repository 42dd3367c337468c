import { assembleFaceModel } from './assemble-face-model.server.ts';
import { packFiles } from './pack-files.server.ts';

const asked = 'virtual:face-landmarker.task';
const known = `\0${asked}`;

/** The part of the bundler that takes an asset. */
type Emitter = { emitFile: (file: { type: 'asset'; name: string; source: Uint8Array }) => string };

/**
 * Gives pages the address of the assembled face model as an asset named by its content, and packs everything that
 * browsers load, because most learners pay for it.
 */
export function faceModelPlugin() {
  return {
    name: 'zhenxue-face-model',
    apply: 'build' as const,
    resolveId: (id: string) => (id === asked ? known : null),
    load(this: Emitter, id: string) {
      if (id !== known) return null;
      const source = assembleFaceModel();
      const file = this.emitFile({ type: 'asset', name: 'face_landmarker.task', source });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
    writeBundle({ dir }: { dir?: string | undefined }, bundle: object) {
      if (dir) packFiles(dir, Object.keys(bundle));
    },
  };
}
