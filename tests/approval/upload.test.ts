import { createHash, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uploadDirOf, uploadPathOf } from '../../app/approval/upload-files.server.ts';
import { sweepUploads, uploadKeptMs } from '../../app/approval/sweep-uploads.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { authorActor } from '../harness/copy-version.ts';
import { enterScript } from '../harness/enter-script.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { fixtureLearner, fixtureLesson, fixtures } from '../harness/fixtures.ts';
import { startServer } from '../harness/start-server.ts';
import { signIn } from '../harness/sign-in.ts';
import { testDataDir } from '../harness/test-house.ts';
import { openAuthorDesk, type AuthorDesk } from './open-author-desk.ts';
import { Sender, videoBytes } from './send-pieces.ts';

// H01, H06, H08, H10: what an upload may do, and what is refused before or with its first piece.

let desk: AuthorDesk;
let author: Sender;
const as = (cookie: string | null) => new Sender(desk.server.url, cookie);
const idOf = (path: string) => path.split('/').at(-1) ?? '';
const file = videoBytes(40_000);

type Version = { id: string; state: string; name: string; sha256: Buffer; bytes: number; blob: string };
const readVersion = async (id: string) => {
  const [row] = await desk.database.sql<
    Version[]
  >`select id, state, source_name as name, source_sha256 as sha256, source_bytes as bytes, source_blob as blob
    from video_version where id = ${id}`;
  return row ?? null;
};
const countUploads = async () => {
  const [row] = await desk.database.sql<{ n: number }[]>`select count(*)::int as n from upload`;
  return row?.n ?? 0;
};

beforeAll(async () => {
  desk = await openAuthorDesk();
  author = as(desk.author);
});
afterAll(() => desk?.close());

test('pieces become a version that waits for the worker, with hash, name and signed event', async () => {
  const path = await author.openVideo(desk.lessonId, file.length);
  const id = idOf(path);
  expect((await author.piece(path, 0, file.subarray(0, 15_000))).status).toBe(204);
  expect((await author.where(path)).headers.get('Upload-Offset')).toBe('15000');
  expect(await readVersion(id)).toBeNull();
  expect((await author.piece(path, 15_000, file.subarray(15_000))).status).toBe(204);
  const version = await readVersion(id);
  expect(version).toMatchObject({ state: 'uploaded', name: '洗手.mp4', bytes: file.length });
  expect(version?.sha256.equals(createHash('sha256').update(file).digest())).toBe(true);
  expect(await desk.house.blobs.get(version?.blob ?? '')).toEqual(file);
  expect(existsSync(uploadPathOf(testDataDir, id))).toBe(false);
  const [work] = await desk.database
    .sql`select 1 from job where kind = 'prepare_version' and subject = ${id}`;
  const [event] = await desk.database.sql<{ body: string }[]>`
    select body from content_event where video_version_id = ${id}`;
  expect(work).toBeDefined();
  expect(JSON.parse(event?.body ?? '{}')).toMatchObject({ step: 'upload', actorId: fixtures.author.id });
  // A browser that missed the last answer asks where it was; nothing is entered twice. One that asked before the piece
  // of its closed page came in is sent to ask again.
  const again = await author.where(path);
  expect([again.status, again.headers.get('Upload-Offset')]).toEqual([200, String(file.length)]);
  const late = await author.piece(path, 15_000, file.subarray(15_000));
  expect(late.status).toBe(409);
  expect((await author.giveUp(path)).refused).toBe('upload_gone');
  expect(await readVersion(id)).not.toBeNull();
});

test('a line that is cut in the middle of a piece loses only what did not arrive', async () => {
  const path = await author.openVideo(desk.lessonId, file.length);
  const { hostname, port, host, origin } = new URL(desk.server.url);
  const socket = connect(Number(port), hostname);
  const head = [
    ...[`PATCH ${path} HTTP/1.1`, `Host: ${host}`, `Origin: ${origin}`, `Cookie: ${desk.author}`],
    ...['Tus-Resumable: 1.0.0', 'Upload-Offset: 0', 'Content-Type: application/offset+octet-stream'],
    ...[`Content-Length: ${file.length}`, '', ''],
  ].join('\r\n');
  socket.write(head);
  socket.write(file.subarray(0, 20_000));
  await expect.poll(async () => Number((await author.where(path)).headers.get('Upload-Offset'))).toBe(20_000);
  socket.destroy();
  await sleep(50);
  const offset = Number((await author.where(path)).headers.get('Upload-Offset'));
  expect((await author.piece(path, 0, file)).status).toBe(409);
  expect((await author.piece(path, offset, file.subarray(offset))).status).toBe(204);
  const version = await readVersion(idOf(path));
  expect(version?.sha256.equals(createHash('sha256').update(file).digest())).toBe(true);
});

test('two last pieces at once make one version', async () => {
  const path = await author.openVideo(desk.lessonId, file.length);
  await author.piece(path, 0, file.subarray(0, 39_000));
  const told = await Promise.all([
    author.piece(path, 39_000, file.subarray(39_000)),
    author.piece(path, 39_000, file.subarray(39_000)),
    author.where(path),
  ]);
  expect(told.filter(({ status }) => status === 204)).toHaveLength(1);
  expect((await author.where(path)).headers.get('Upload-Offset')).toBe(String(file.length));
  const [row] = await desk.database.sql<{ n: number }[]>`
    select count(*)::int as n from content_event where video_version_id = ${idOf(path)}`;
  expect(row?.n).toBe(1);
});

test.each([
  ['nobody', null, 401, 'signed_out'],
  ['a learner', fixtureLearner(1).phone, 403, 'forbidden'],
  ['a clerk', fixtures.clerk.phone, 403, 'forbidden'],
  ['a reviewer', fixtures.reviewer.phone, 403, 'forbidden'],
  ['an inspector', fixtures.inspector.phone, 403, 'forbidden'],
])('%s uploads nothing', async (_, phone, status, refused) => {
  const path = await author.openVideo(desk.lessonId, file.length);
  const before = await countUploads();
  const sender = as(phone && (await signIn(desk.database.db, phone)));
  const told = await sender.open({ purpose: 'video', lessonId: desk.lessonId, filename: 'x.mp4' }, 1_000);
  expect([told.status, told.refused]).toEqual([status, refused]);
  expect((await sender.piece(path, 0, file)).status).toBe(status);
  expect((await sender.where(path)).status).toBe(status);
  expect((await sender.giveUp(path)).status).toBe(status);
  expect(await countUploads()).toBe(before);
  expect((await author.where(path)).headers.get('Upload-Offset')).toBe('0');
});

test('an upload belongs to who opened it, and a lesson to its institution', async () => {
  const path = await author.openVideo(desk.lessonId, file.length);
  for (const cookie of [desk.colleague, desk.stranger]) {
    const told = await as(cookie).piece(path, 0, file);
    expect([told.status, told.refused]).toEqual([410, 'upload_gone']);
    expect((await as(cookie).where(path)).status).toBe(410);
    expect((await as(cookie).giveUp(path)).status).toBe(410);
  }
  expect((await author.where(path)).headers.get('Upload-Offset')).toBe('0');
  expect([(await author.giveUp(path)).status, (await author.where(path)).status]).toEqual([204, 410]);
  for (const lessonId of [desk.otherLessonId, fixtureLesson(1).lessonId, randomUUID()]) {
    const told = await author.open({ purpose: 'video', lessonId, filename: 'x.mp4' }, 1_000);
    expect([told.status, told.refused]).toEqual([404, 'not_found']);
  }
  // The platform's own lessons are those of the platform's authors.
  await desk.database.sql`update institution set kind = 'platform' where id = ${fixtures.institutionId}`;
  const mine = await author.open(
    { purpose: 'video', lessonId: fixtureLesson(1).lessonId, filename: 'x.mp4' },
    1_000,
  );
  await desk.database.sql`update institution set kind = 'school' where id = ${fixtures.institutionId}`;
  expect(mine.status).toBe(201);
});

test('another site cannot begin, go on with or end an upload', async () => {
  const path = await author.openVideo(desk.lessonId, file.length);
  const evil = new Sender(desk.server.url, desk.author, 'http://evil.example');
  const told = [
    await evil.open({ purpose: 'video', lessonId: desk.lessonId, filename: 'x.mp4' }, 1_000),
    await evil.piece(path, 0, file),
    await evil.giveUp(path),
  ];
  expect(told.map(({ refused }) => refused)).toEqual(['cross_site', 'cross_site', 'cross_site']);
  expect((await author.where(path)).headers.get('Upload-Offset')).toBe('0');
});

test.each([
  ['a playlist', Buffer.from('#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\nfile:///etc/passwd\n')],
  ['a session description', Buffer.from('v=0\no=- 0 0 IN IP4 127.0.0.1\n')],
  ['a page', Buffer.from('<html><script>window.hacked = 1</script>')],
  ['an archive', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(5_000)])],
  ['an AVI', Buffer.concat([Buffer.from('RIFF\0\0\0\0AVI LIST'), Buffer.alloc(5_000)])],
  ['nothing but zeros', Buffer.alloc(5_000)],
])('%s with the name of a video goes with its first piece', async (_, bytes) => {
  const whole = Buffer.concat([bytes, Buffer.alloc(10_000)]);
  const path = await author.openVideo(desk.lessonId, whole.length);
  const told = await author.piece(path, 0, whole.subarray(0, 2_000));
  expect([told.status, told.refused, told.say]).toEqual([415, 'not_a_video', '这个文件不是视频。']);
  expect((await author.where(path)).status).toBe(410);
  expect(existsSync(uploadPathOf(testDataDir, idOf(path)))).toBe(false);
});

test('a file shorter than what tells its kind is looked at when it is complete', async () => {
  const path = await author.openVideo(desk.lessonId, 12);
  await author.piece(path, 0, Buffer.from('#EXT'));
  expect((await author.piece(path, 4, Buffer.from('M3U\nabcd'))).refused).toBe('not_a_video');
});

test('too large, over the quota, of no length: refused before the first byte', async () => {
  const open = (bytes: number | string) =>
    author.open({ purpose: 'video', lessonId: desk.lessonId, filename: 'x.mp4' }, bytes);
  const before = await countUploads();
  const large = await open(4 * 1024 ** 3 + 1);
  expect([large.status, large.refused]).toEqual([413, 'upload_too_large']);
  expect(large.say).toMatch(/4 GB/);
  for (const bytes of ['', '-1', '0', '1.5', '1e3', 'NaN'])
    expect((await open(bytes)).refused).toBe('bad_shape');
  expect((await author.open({ purpose: 'video', filename: 'x.mp4' }, 1_000)).refused).toBe('bad_shape');
  expect((await author.open({ purpose: 'other', lessonId: desk.lessonId }, 1_000)).refused).toBe('bad_shape');
  const { sql } = desk.database;
  await sql`update institution set upload_quota_bytes = (
      select coalesce(sum(source_bytes), 0) from video_version where institution_id = institution.id
    ) + (select coalesce(sum(bytes), 0) from upload where finished_at is null and institution_id = institution.id) + 5000
    where id = ${fixtures.institutionId}`;
  const over = await open(5_001);
  expect([over.status, over.refused]).toEqual([413, 'upload_over_quota']);
  expect(await countUploads()).toBe(before);
  // What is on its way counts: of two that would each fit, one begins.
  const both = await Promise.all([open(3_000), open(3_000)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 413]);
  await sql`update institution set upload_quota_bytes = 200000000000 where id = ${fixtures.institutionId}`;
});

test('a disk that is nearly full takes nothing more, and says so', async () => {
  const server = await startServer({
    databaseUrl: desk.database.databaseUrl,
    env: { KEEP_FREE_BYTES: String(2 ** 52) },
  });
  const sender = new Sender(server.url, desk.author);
  const told = await sender.open({ purpose: 'video', lessonId: desk.lessonId, filename: 'x.mp4' }, 1_000);
  expect([told.status, told.refused, told.say]).toEqual([507, 'disk_full', '服务器快放满了。']);
  await server.stop();
});

test('names are text: paths and HTML in them lead nowhere', async () => {
  const outside = readdirSync(testDataDir).sort();
  for (const filename of [
    '../../x',
    '/etc/passwd',
    '..\\..\\x',
    '<img src=x onerror="window.hacked=1">.mp4',
    'a\0b',
  ]) {
    const path = await author.openVideo(desk.lessonId, file.length, filename);
    expect(path).toMatch(/^\/uploads\/[0-9a-f-]{36}$/);
    expect((await author.piece(path, 0, file)).status).toBe(204);
    const version = await readVersion(idOf(path));
    expect(version?.name).toBe(filename.replace('\0', ''));
    expect(version?.blob).toBe(`sources/${idOf(path)}/video`);
  }
  expect(readdirSync(testDataDir).sort()).toEqual(outside);
  for (const id of ['..%2f..%2fx', 'x'.repeat(36), `${randomUUID()}.json`])
    expect((await author.where(`/uploads/${id}`)).status).toBe(410);
});

test('the sweep enters what a crash left complete, and takes away what nobody goes on with', async () => {
  const { house } = desk;
  const [complete, taken, half, stray] = [
    await author.openVideo(desk.lessonId, file.length),
    await author.openVideo(desk.lessonId, file.length),
    await author.openVideo(desk.lessonId, file.length),
    randomUUID(),
  ];
  writeFileSync(uploadPathOf(testDataDir, idOf(complete)), file);
  // It had been moved into the store when the machine went down.
  writeFileSync(uploadPathOf(testDataDir, idOf(taken)), file);
  await house.blobs.putFile(`sources/${idOf(taken)}/video`, uploadPathOf(testDataDir, idOf(taken)));
  await author.piece(half, 0, file.subarray(0, 2_000));
  writeFileSync(uploadPathOf(testDataDir, stray), 'left behind');
  const at = (laterMs: number) => ({ ...readClock(), wallMs: Date.now() + laterMs });
  await sweepUploads(house, at(0));
  expect(await readVersion(idOf(complete))).toBeNull();
  await sweepUploads(house, at(120_000));
  for (const path of [complete, taken]) {
    const version = await readVersion(idOf(path));
    expect(version?.sha256.equals(createHash('sha256').update(file).digest())).toBe(true);
  }
  expect(existsSync(uploadPathOf(testDataDir, stray))).toBe(false);
  expect((await author.where(half)).headers.get('Upload-Offset')).toBe('2000');
  await sweepUploads(house, at(uploadKeptMs + 120_000));
  expect((await author.where(half)).status).toBe(410);
  expect(readdirSync(uploadDirOf(testDataDir)).filter((name) => name.startsWith(idOf(half)))).toEqual([]);
});

test('a recording for a script goes the same way, and only to one that may get it', async () => {
  const { house, lessonId } = desk;
  const versionId = await enterScript(house, lessonId, '---', { actor: authorActor });
  const open = (bytes: number, sender = author) =>
    sender.open({ purpose: 'voice', versionId, filename: '../../<b>.mp3' }, bytes);
  expect((await open(500 * 1024 ** 2 + 1)).refused).toBe('upload_too_large');
  expect((await open(2_000, as(desk.stranger))).refused).toBe('not_found');
  const wrong = (await open(2_000)).headers.get('Location') ?? '';
  expect((await author.piece(wrong, 0, Buffer.alloc(2_000, 60))).refused).toBe('not_a_voice');
  const path = (await open(2_000)).headers.get('Location') ?? '';
  expect((await author.piece(path, 0, Buffer.from('ID3'.padEnd(2_000, '\x01')))).status).toBe(204);
  const [row] = await house.sql<
    { blob: string }[]
  >`select voice_blob as blob from video_version where id = ${versionId}`;
  expect(row?.blob).toBe(`sources/${versionId}/voice-${idOf(path)}`);
  expect(await house.blobs.sizeOf(row?.blob ?? '')).toBe(2_000);
  const late = (await open(2_000)).headers.get('Location') ?? '';
  await pastGuards(
    house.sql,
    (tx) => tx`update video_version set state = 'submitted' where id = ${versionId}`,
  );
  expect((await open(2_000)).refused).toBe('version_fixed');
  expect((await author.piece(late, 0, Buffer.from('ID3'.padEnd(2_000, '\x01')))).refused).toBe(
    'version_fixed',
  );
});
