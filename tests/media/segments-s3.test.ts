import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openS3BlobStore } from '../../app/platform/blobs-s3.server.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startS3, whyNoS3 } from '../harness/start-s3.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { testDataDir } from '../harness/test-house.ts';
import { askRaw, told } from './segments.ts';

// The server with its blobs in a bucket gives learners the same segments, byte by byte and header by header.

const missing = whyNoS3();
if (missing) console.log(`Segments from S3 are not tested: ${missing}.`);

const segment = `media/${fixtureLesson(1).videoVersionId}/240p/0.ts`;

describe.skipIf(missing)('a server with its blobs on S3', () => {
  let database: TestDatabase;
  let s3: Awaited<ReturnType<typeof startS3>>;
  let onDisk: TestServer;
  let onS3: TestServer;

  beforeAll(async () => {
    [database, s3] = await Promise.all([openTestDatabase(), startS3()]);
    const settings = { ...s3.settings, prefix: 'zhenxue/' };
    await openS3BlobStore(settings).put(segment, await readFile(join(testDataDir, 'blobs', segment)));
    const env = {
      S3_ENDPOINT: settings.endpoint,
      S3_BUCKET: settings.bucket,
      S3_PREFIX: 'zhenxue',
      S3_ACCESS_KEY_ID: settings.accessKeyId,
      S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
    };
    const { databaseUrl } = database;
    [onDisk, onS3] = await Promise.all([startServer({ databaseUrl }), startServer({ databaseUrl, env })]);
  });
  afterAll(async () => {
    await Promise.all([onDisk?.stop(), onS3?.stop()]);
    await s3?.stop();
    await database?.close();
  });

  it.each<Record<string, string>>([
    {},
    { Range: 'bytes=188-375' },
    { Range: 'bytes=-188' },
    { Range: 'bytes=99999999-' },
  ])('asked with %j', async (headers) => {
    const [a, b] = await Promise.all(
      [onDisk, onS3].map(({ url }) => askRaw(url, `/${segment}`, { headers })),
    );
    expect(told(b!)).toEqual(told(a!));
    expect(b!.body.equals(a!.body)).toBe(true);
    expect(a!.body.length > 0).toBe(a!.status !== 416);
  });

  it('what the bucket does not hold is not found, whatever lies on this disk', async () => {
    const other = `/${segment.replace('240p', '360p')}`;
    expect((await askRaw(onDisk.url, other)).status).toBe(200);
    expect((await askRaw(onS3.url, other)).status).toBe(404);
  });
});
