import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { unseal } from '../../app/platform/seal.server.ts';
import { controlQuestion, videoVersion } from '../../db/schema/index.ts';
import { decryptSegment } from '../../media-pipeline/encrypt.server.ts';
import type { MediaHouse } from '../../media-pipeline/media-house.ts';
import { prepareVersion } from '../../media-pipeline/prepare-version.server.ts';
import { readFiles } from '../../app/approval/manifest.server.ts';
import { fixtureScript, publishByFixtures } from '../harness/enter-script.ts';
import { runTool } from '../../media-pipeline/run-tool.server.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { openVersion } from './open-version.ts';
import { openFolder } from './tiny-lesson.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof openFolder>>;
let house: MediaHouse;
let id: string;

const read = async (id: string) => {
  const [row] = await database.db.select().from(videoVersion).where(eq(videoVersion.id, id));
  if (!row) throw new Error('no version');
  return row;
};

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await openFolder();
  house = {
    db: database.db,
    sql: database.sql,
    blobs: openBlobStore(folder.path),
    masterKey: randomBytes(32),
    scratchDir: join(folder.path, 'scratch'),
  };
  id = await openVersion(house);
  await prepareVersion(house, id);
  await publishByFixtures(house, id, '豫测〔2024〕1号');
});
afterAll(async () => {
  await database.close();
  await folder.remove();
});

/** All segments of a rendition as a learner who earned every key would open them. */
async function openAll(id: string, name: '240p' | '360p' | '720p'): Promise<Buffer> {
  const { contentKeySealed, renditions, groupMs } = await read(id);
  const contentKey = unseal(house.masterKey, `content-key:${id}`, contentKeySealed ?? Buffer.alloc(0));
  const segmentsMs = renditions?.find((r) => r.name === name)?.segmentsMs ?? [];
  const plain: Buffer[] = [];
  for (let n = 0; n < segmentsMs.length; n++) {
    const sealed = await house.blobs.get(`media/${id}/${name}/${n}.ts`);
    plain.push(decryptSegment(sealed, { contentKey, rendition: name, segmentsMs, n, groupMs }));
  }
  return Buffer.concat(plain);
}

test('a version is published with its length, renditions, approval and one hash of everything', async () => {
  const row = await read(id);
  expect([row.state, row.stepPct, row.failure, row.approvalDocument]).toEqual([
    'published',
    100,
    null,
    '豫测〔2024〕1号',
  ]);
  expect(row.renditions?.map(({ name }) => name)).toEqual(['240p', '360p', '720p']);
  const lengths = row.renditions?.map(({ segmentsMs }) => segmentsMs.reduce((sum, ms) => sum + ms, 0)) ?? [];
  expect(row.durationMs).toBe(Math.min(...lengths) - 300);
  expect(row.durationMs).toBeGreaterThan(35_000);
  const files = await readFiles(house.sql, id);
  expect(files.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['240p/0.ts', 'poster.jpg', 'questions.json', 'subtitles.vtt', 'transcript.txt']),
  );
  const lines: string[] = [];
  for (const { path, bytes } of files) {
    const stored = await house.blobs.get(`media/${id}/${path}`);
    expect(stored.length).toBe(bytes);
    lines.push(`${path}\0${createHash('sha256').update(stored).digest('hex')}`);
  }
  const list = lines.sort().map((line) => line.split('\0').reverse().join('  ') + '\n');
  expect(row.contentSha256).toEqual(createHash('sha256').update(list.join('')).digest());
  expect(await readdir(join(folder.path, 'scratch'))).toEqual([]);
});

test('every question has its place, its choices and a spoken prompt', async () => {
  const questions = await database.db
    .select()
    .from(controlQuestion)
    .where(eq(controlQuestion.videoVersionId, id))
    .orderBy(asc(controlQuestion.fromMs));
  const { durationMs } = await read(id);
  expect(questions.map(({ ask, right }) => [ask, right])).toEqual([
    ['碰老人之前，先做什么？', '洗手'],
    ['洗手要搓多久？', '二十秒'],
    ['手洗好了，用什么擦？', '干毛巾'],
    ['手脏了，要怎样？', '马上洗'],
  ]);
  for (const { fromMs, wrong, audioBlob } of questions) {
    expect(fromMs).toBeGreaterThan(5_000);
    expect(fromMs).toBeLessThan(durationMs ?? 0);
    expect(wrong.length).toBe(2);
    const probe = await runTool('ffprobe', [
      ...['-v', 'error', '-show_entries', 'stream=codec_name,channels:format=duration', '-of', 'csv=p=0'],
      await house.blobs.asFile(audioBlob, folder.path),
    ]);
    expect(probe.stdout.toString()).toMatch(/^mp3,1\n[4-9]\./);
  }
});

test('ten alignments: each of the first ten subtitles starts where its words are first heard', async () => {
  const vtt = (await house.blobs.get(`media/${id}/subtitles.vtt`)).toString('utf8');
  const starts = Array.from(
    vtt.matchAll(/^(\d\d):(\d\d):(\d\d)\.(\d{3}) --> /gm),
    ([, h, m, s, ms]) => (Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000 + Number(ms),
  ).slice(0, 10);
  expect(starts.length).toBe(10);
  for (const name of ['240p', '720p'] as const) {
    const args = [
      '-v',
      'error',
      '-f',
      'mpegts',
      '-i',
      'pipe:0',
      '-map',
      '0:a',
      '-ac',
      '1',
      '-ar',
      '8000',
      '-f',
      's16le',
      'pipe:1',
    ];
    const { stdout } = await runTool('ffmpeg', args, { input: await openAll(id, name) });
    const loudest = (fromMs: number, toMs: number) => {
      let most = 0;
      for (let i = Math.round(fromMs * 8); i < toMs * 8; i++)
        most = Math.max(most, Math.abs(stdout.readInt16LE(i * 2)));
      return most;
    };
    // The picture starts one AAC frame after the sound; anything under 50 ms is in step for the eye.
    for (const startMs of starts) {
      expect(loudest(startMs - 120, startMs - 20), `before ${startMs} ms of ${name}`).toBeLessThan(400);
      expect(loudest(startMs, startMs + 150), `after ${startMs} ms of ${name}`).toBeGreaterThan(1_500);
    }
  }
});

test('a processed version is never touched again', async () => {
  const before = await read(id);
  await prepareVersion(house, id);
  expect(await read(id)).toEqual(before);
});

test('a script that cannot be made fails the version with a sentence, and can be repaired', async () => {
  const broken = await openVersion(house, '---\ntitle: x\n---\n');
  await expect(prepareVersion(house, broken)).rejects.toThrow();
  const failed = await read(broken);
  expect(failed.state).toBe('failed');
  expect(failed.failure).toMatch(/开头的说明要改：.*The head needs: module/);
  await house.blobs.remove(failed.sourceBlob ?? '');
  await expect(prepareVersion(house, broken)).rejects.toThrow(/没有找到课文。 The script is not there\./);
  await house.blobs.put(failed.sourceBlob ?? '', Buffer.from(fixtureScript('01-short')));
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  await expect(prepareVersion(house, broken, { signal: stop.signal })).rejects.toThrow('stopped');
  const row = await read(broken);
  expect([row.state, row.failure]).toEqual(['processing', null]);
});
