import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';

/** Bytes `first` to `last` of a blob, both counted from 0 and included. */
export type ByteRange = { first: number; last: number };

/** Files by key (`media/<id>/240p/0.ts`): local disk by default, any object store behind the same calls. */
export type BlobStore = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Takes a file that is finished into the store; where it lay there may be nothing afterwards. */
  putFile(key: string, path: string): Promise<void>;
  get(key: string): Promise<Buffer>;
  has(key: string): Promise<boolean>;
  /** Length in bytes; null for what is no blob. */
  sizeOf(key: string): Promise<number | null>;
  /** The bytes as they come, all or a range of them; null for what is no blob. The range must lie within it. */
  open(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>;
  /** Removes a blob, or everything below a folder. */
  remove(key: string): Promise<void>;
  /** Names directly below a folder, files and folders; none when it does not exist. */
  list(folder: string): Promise<string[]>;
  /** When a file was written (wall clock, ms); null for what is no file. */
  writtenMs(key: string): Promise<number | null>;
  /** A file with the bytes, to be read only, for programs (ffmpeg): the blob itself, or a copy made in `dir`. */
  asFile(key: string, dir: string): Promise<string>;
};
/** The store on the local disk. */
export type LocalBlobStore = BlobStore & {
  /** The file behind a key. */
  pathOf(key: string): string;
};

/** Throws on keys with `..`, an empty part or a leading slash. */
export function checkBlobKey(key: string): string {
  const path = normalize(key);
  if (path !== key || path.startsWith('..') || path.startsWith('/'))
    throw new Error(`blob key refused: ${key}`);
  return key;
}

/** Opens the store under `<dataDir>/blobs`. */
export function openBlobStore(dataDir: string): LocalBlobStore {
  const root = join(dataDir, 'blobs');
  const pathOf = (key: string) => join(root, checkBlobKey(key));
  const find = (key: string) =>
    stat(pathOf(key)).then(
      (found) => (found.isFile() ? found : null),
      () => null,
    );
  /** Fills a file beside its place and moves it there: whoever reads sees all of it or nothing. */
  const place = async (key: string, fill: (part: string) => Promise<void>) => {
    const path = pathOf(key);
    await mkdir(dirname(path), { recursive: true });
    const part = `${path}.${randomUUID()}.part`;
    await fill(part);
    await rename(part, path);
  };
  return {
    pathOf,
    put: (key, bytes) => place(key, (part) => writeFile(part, bytes)),
    putFile: (key, from) =>
      place(key, (part) =>
        rename(from, part).catch((error: NodeJS.ErrnoException) => {
          // Another file system: then it is copied.
          if (error.code !== 'EXDEV') throw error;
          return copyFile(from, part).then(() => rm(from, { force: true }));
        }),
      ),
    get: (key) => readFile(pathOf(key)),
    has: async (key) => (await find(key)) !== null,
    sizeOf: async (key) => (await find(key))?.size ?? null,
    async open(key, range) {
      if (!(await find(key))) return null;
      const options = range ? { start: range.first, end: range.last } : {};
      return Readable.toWeb(createReadStream(pathOf(key), options)) as ReadableStream<Uint8Array>;
    },
    // A writer may still fill the folder: what it adds meanwhile goes too.
    remove: (key) => rm(pathOf(key), { force: true, recursive: true, maxRetries: 5, retryDelay: 20 }),
    list: (folder) =>
      readdir(pathOf(folder)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
        throw error;
      }),
    writtenMs: async (key) => (await find(key))?.mtimeMs ?? null,
    asFile: async (key) => pathOf(key),
  };
}
