import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openS3BlobStore } from '../../app/platform/blobs-s3.server.ts';
import { openBlobStore, type BlobStore } from '../../app/platform/blobs.server.ts';
import { startS3, whyNoS3 } from '../harness/start-s3.ts';

// One contract, two stores: the local disk, and a bucket of a real S3-compatible server where one is installed.

const missing = whyNoS3();
if (missing) console.log(`The S3 half of the contract is skipped: ${missing}.`);

let folder: string;
let s3: Awaited<ReturnType<typeof startS3>> | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhenxue-blobs-'));
  if (!missing) s3 = await startS3();
});
afterAll(async () => {
  await s3?.stop();
  await rm(folder, { recursive: true, force: true });
});

const stores: [string, () => BlobStore][] = [
  ['local disk', () => openBlobStore(folder)],
  ['S3', () => openS3BlobStore(s3!.settings)],
  ['S3 below a prefix', () => openS3BlobStore({ ...s3!.settings, prefix: 'province/henan/' })],
];
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const readAll = async (stream: ReadableStream<Uint8Array> | null) => {
  if (!stream) throw new Error('no stream');
  return Buffer.from(await new Response(stream).arrayBuffer());
};

describe.each(stores)('%s', (name, openStore) => {
  const test = it.skipIf(name !== 'local disk' && missing !== null);
  const small = Buffer.from('四秒钟的密文');

  test('gives back the bytes that were put, and puts over what was there', async () => {
    const store = openStore();
    await store.put('media/a/240p/0.ts', randomBytes(10));
    await store.put('media/a/240p/0.ts', small);
    await store.put('media/a/empty', Buffer.alloc(0));
    expect(await store.get('media/a/240p/0.ts')).toEqual(small);
    expect((await store.get('media/a/empty')).length).toBe(0);
    expect([await store.has('media/a/240p/0.ts'), await store.sizeOf('media/a/240p/0.ts')]).toEqual([
      true,
      small.length,
    ]);
    expect(await store.sizeOf('media/a/empty')).toBe(0);
  });

  test('knows what is no blob: nothing, and a folder', async () => {
    const store = openStore();
    await store.put('media/b/x', small);
    for (const key of ['media/b/y', 'media/b', 'media']) {
      expect([await store.has(key), await store.sizeOf(key), await store.writtenMs(key)]).toEqual([
        false,
        null,
        null,
      ]);
      expect(await store.open(key)).toBeNull();
      await expect(store.get(key)).rejects.toThrow();
      await expect(store.asFile(key, folder).then((path) => readFile(path))).rejects.toThrow();
    }
    expect(await store.list('nowhere')).toEqual([]);
    expect(await store.list('media/b/x')).toEqual([]);
    await store.remove('nowhere');
  });

  test('opens all or a range, both ends included', async () => {
    const store = openStore();
    const bytes = randomBytes(300_000);
    await store.put('media/c', bytes);
    expect((await readAll(await store.open('media/c'))).equals(bytes)).toBe(true);
    for (const [first, last] of [
      [0, 0],
      [5, 70_000],
      [299_999, 299_999],
      [0, 299_999],
    ] as const)
      expect(
        (await readAll(await store.open('media/c', { first, last }))).equals(bytes.subarray(first, last + 1)),
      ).toBe(true);
  });

  test('takes a file of several parts, and leaves nothing where it lay', async () => {
    const store = openStore();
    const bytes = randomBytes(40 * 1024 * 1024 + 17);
    const path = join(folder, 'upload');
    await writeFile(path, bytes);
    await store.putFile('sources/v/video', path);
    expect(existsSync(path)).toBe(false);
    expect(await store.sizeOf('sources/v/video')).toBe(bytes.length);
    expect(hash(await readAll(await store.open('sources/v/video')))).toBe(hash(bytes));
    const last = { first: bytes.length - 5, last: bytes.length - 1 };
    expect(await readAll(await store.open('sources/v/video', last))).toEqual(bytes.subarray(-5));
    const copy = await store.asFile('sources/v/video', join(folder, 'work'));
    expect(hash(await readFile(copy))).toBe(hash(bytes));
    await writeFile(path, '');
    await store.putFile('sources/v/empty', path);
    expect(await store.sizeOf('sources/v/empty')).toBe(0);
  });

  test('lists what lies directly below a folder, however much it is', async () => {
    const store = openStore();
    const names = Array.from({ length: 60 }, (_, n) => `${n}.ts`);
    await Promise.all(names.map((one) => store.put(`media/d/720p/${one}`, small)));
    await store.put('media/d/poster.jpg', small);
    await store.put('media/dd/other', small);
    expect((await store.list('media/d/720p')).sort()).toEqual([...names].sort());
    expect((await store.list('media/d')).sort()).toEqual(['720p', 'poster.jpg']);
  });

  test('removes one blob, or a folder with everything below it, and nothing beside it', async () => {
    const store = openStore();
    for (const key of ['media/e/1', 'media/e/f/2', 'media/e/f/g/3', 'media/ee/4', 'media/e.txt'])
      await store.put(key, small);
    await store.remove('media/e/1');
    expect(await store.has('media/e/1')).toBe(false);
    await store.remove('media/e');
    await store.remove('media/e');
    expect(await store.list('media/e')).toEqual([]);
    expect([await store.has('media/ee/4'), await store.has('media/e.txt')]).toEqual([true, true]);
  });

  test('says when a blob was written', async () => {
    const store = openStore();
    await store.put('media/g', small);
    const writtenMs = await store.writtenMs('media/g');
    expect(Math.abs(Date.now() - (writtenMs ?? 0))).toBeLessThan(60_000);
  });

  test('refuses keys that lead out of it', async () => {
    const store = openStore();
    for (const key of ['../x', '/etc/passwd', 'media/../../x', 'media//x', 'a/./b'])
      await expect((async () => store.put(key, small))()).rejects.toThrow('blob key refused');
  });
});

describe('trouble with the server', () => {
  const test = it.skipIf(missing !== null);

  test('a wrong secret or bucket is an error, never an empty store', async () => {
    const wrong = openS3BlobStore({ ...s3!.settings, secretAccessKey: 'other' });
    await expect(wrong.has('media/a/240p/0.ts')).rejects.toThrow();
    await expect(wrong.list('media')).rejects.toThrow();
    const nowhere = openS3BlobStore({ ...s3!.settings, bucket: 'nowhere' });
    await expect(nowhere.put('x', Buffer.from('x'))).rejects.toThrow();
    await expect(nowhere.list('media')).rejects.toThrow();
  });

  it('a server that is away is an error within seconds', async () => {
    const settings = { endpoint: 'http://127.0.0.1:9', bucket: 'zhenxue', region: 'x', prefix: '' };
    const away = openS3BlobStore({ ...settings, accessKeyId: 'x', secretAccessKey: 'x' });
    await expect(away.get('x')).rejects.toThrow();
  });
});
