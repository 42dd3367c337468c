import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

/** Files by key (`media/<id>/240p/0.ts`): local disk here, any object store behind the same calls. */
export type BlobStore = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Buffer>;
  has(key: string): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** Names directly below a folder, files and folders; none when it does not exist. */
  list(folder: string): Promise<string[]>;
  /** When a file was written (wall clock, ms); null for what is no file. */
  writtenMs(key: string): Promise<number | null>;
  /** The file behind a key, for programs that read files (ffmpeg). */
  pathOf(key: string): string;
};

/** Opens the store under `<dataDir>/blobs`. Keys with `..` or a leading slash are refused. */
export function openBlobStore(dataDir: string): BlobStore {
  const root = join(dataDir, 'blobs');
  const pathOf = (key: string) => {
    const path = normalize(key);
    if (path !== key || path.startsWith('..') || path.startsWith('/'))
      throw new Error(`blob key refused: ${key}`);
    return join(root, path);
  };
  return {
    pathOf,
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const part = `${path}.${randomUUID()}.part`;
      await writeFile(part, bytes);
      await rename(part, path);
    },
    get: (key) => readFile(pathOf(key)),
    has: (key) =>
      stat(pathOf(key)).then(
        (s) => s.isFile(),
        () => false,
      ),
    remove: (key) => rm(pathOf(key), { force: true, recursive: true }),
    list: (folder) =>
      readdir(pathOf(folder)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
        throw error;
      }),
    writtenMs: (key) =>
      stat(pathOf(key)).then(
        (s) => (s.isFile() ? s.mtimeMs : null),
        () => null,
      ),
  };
}
