import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { checkBlobKey, type BlobStore } from './blobs.server.ts';
import type { S3Settings } from './env.server.ts';

/** Files are sent in parts of this size, so many at a time: 16 MiB × 10,000 parts hold any video that is taken. */
const partBytes = 16 * 1024 * 1024;
const partsAtOnce = 3;
const removedAtOnce = 8;

/** Loaded when a blob is first asked for: who has no S3 never loads its client. */
async function connect({ endpoint, region, accessKeyId, secretAccessKey }: S3Settings) {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Servers that are no Amazon know buckets by path, and nothing of its newer checksums.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 120_000 },
  });
  return { sdk, client };
}

const isMissing = (error: unknown) =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404;

/** Answers null for what does not exist; every other trouble stays one. */
const orNull = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });

/** The store in a bucket of any S3-compatible server. An object is seen whole or not at all, as on the local disk. */
export function openS3BlobStore(settings: S3Settings): BlobStore {
  const { bucket: Bucket, prefix } = settings;
  let opened: ReturnType<typeof connect> | undefined;
  const open = () => (opened ??= connect(settings));
  const keyOf = (key: string) => `${prefix}${checkBlobKey(key)}`;

  const head = async (key: string) => {
    const { sdk, client } = await open();
    return orNull(client.send(new sdk.HeadObjectCommand({ Bucket, Key: keyOf(key) })));
  };
  const fetchBody = async (key: string, Range?: string): Promise<GetObjectCommandOutput> => {
    const { sdk, client } = await open();
    return client.send(new sdk.GetObjectCommand({ Bucket, Key: keyOf(key), Range }));
  };
  /** Everything below a folder, or what lies directly in it: keys of objects and of folders, without the store's prefix. */
  async function* listBelow(folder: string, Delimiter?: string): AsyncGenerator<string> {
    const { sdk, client } = await open();
    const Prefix = `${keyOf(folder)}/`;
    for (let ContinuationToken: string | undefined; ;) {
      const page = await client.send(
        new sdk.ListObjectsV2Command({ Bucket, Prefix, Delimiter, ContinuationToken }),
      );
      for (const one of page.Contents ?? []) if (one.Key) yield one.Key.slice(prefix.length);
      for (const one of page.CommonPrefixes ?? []) if (one.Prefix) yield one.Prefix.slice(prefix.length, -1);
      if (!page.IsTruncated) return;
      ContinuationToken = page.NextContinuationToken;
    }
  }

  return {
    async put(key, bytes) {
      const { sdk, client } = await open();
      await client.send(new sdk.PutObjectCommand({ Bucket, Key: keyOf(key), Body: bytes }));
    },
    async putFile(key, path) {
      const { Upload } = await import('@aws-sdk/lib-storage');
      const { client } = await open();
      const params = { Bucket, Key: keyOf(key), Body: createReadStream(path) };
      await new Upload({ client, params, partSize: partBytes, queueSize: partsAtOnce }).done();
      await rm(path, { force: true });
    },
    async get(key) {
      const { Body } = await fetchBody(key);
      if (!Body) throw new Error(`the store answered without bytes: ${key}`);
      return Buffer.from(await Body.transformToByteArray());
    },
    has: async (key) => (await head(key)) !== null,
    sizeOf: async (key) => (await head(key))?.ContentLength ?? null,
    async open(key, range) {
      const found = await orNull(fetchBody(key, range && `bytes=${range.first}-${range.last}`));
      return (found?.Body?.transformToWebStream() as ReadableStream<Uint8Array> | undefined) ?? null;
    },
    async remove(key) {
      const { sdk, client } = await open();
      const drop = (one: string) => client.send(new sdk.DeleteObjectCommand({ Bucket, Key: keyOf(one) }));
      const below = [key];
      for await (const one of listBelow(key)) below.push(one);
      for (let i = 0; i < below.length; i += removedAtOnce)
        await Promise.all(below.slice(i, i + removedAtOnce).map((one) => orNull(drop(one))));
    },
    async list(folder) {
      const names: string[] = [];
      for await (const one of listBelow(folder, '/')) names.push(one.slice(folder.length + 1));
      return names;
    },
    writtenMs: async (key) => (await head(key))?.LastModified?.getTime() ?? null,
    async asFile(key, dir) {
      const { Body } = await fetchBody(key);
      if (!Body) throw new Error(`the store answered without bytes: ${key}`);
      await mkdir(dir, { recursive: true });
      const path = join(dir, `${randomUUID()}-${basename(key)}`);
      await pipeline(Readable.fromWeb(Body.transformToWebStream() as never), createWriteStream(path));
      return path;
    },
  };
}
