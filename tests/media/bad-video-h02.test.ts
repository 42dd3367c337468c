import { createServer, type Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { videoVersion } from '../../db/schema/index.ts';
import type { MediaHouse } from '../../media-pipeline/media-house.ts';
import { PlainFailure } from '../../media-pipeline/plain-failure.ts';
import { prepareVersion } from '../../media-pipeline/prepare-version.server.ts';
import { runTool } from '../../media-pipeline/run-tool.server.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { box, changeBox, craftMatroska, dref } from './craft-media.ts';
import { enterVideo, makeClip } from './make-clip.ts';
import { openFolder } from './tiny-lesson.ts';

// H01–H03: everything here is refused before it is transcoded, reads nothing beside it and calls nobody.
vi.setConfig({ testTimeout: 120_000 });

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof openFolder>>;
let house: MediaHouse;
let canary: Server;
let hits = 0;
let url: string;
/** A file of somebody else, beside the job's folder. */
let secretPath: string;
const secret = `canary-${randomBytes(12).toString('hex')}`;
const long = new Date('2001-01-01T00:00:00Z');

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await openFolder();
  const { db, sql } = database;
  const scratchDir = join(folder.path, 'scratch');
  house = { db, sql, blobs: openBlobStore(folder.path), masterKey: randomBytes(32), scratchDir };
  canary = createServer((_, response) => response.end('#EXTM3U\n')).on('connection', () => hits++);
  await once(canary.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/a.ts`;
  secretPath = join(folder.path, 'secret.txt');
  await writeFile(secretPath, secret);
  await utimes(secretPath, long, long);
});
afterAll(async () => {
  canary.closeAllConnections();
  canary.close();
  await database.close();
  await folder.remove();
});

/** Hands bytes in as a video and answers with which sentence they came back. */
async function refuse(bytes: Buffer, name = 'video.mp4'): Promise<string> {
  const id = await enterVideo(house, bytes, name);
  await expect(prepareVersion(house, id)).rejects.toThrow(PlainFailure);
  const [row] = await database.db.select().from(videoVersion).where(eq(videoVersion.id, id));
  // Not one segment was begun, and nobody else's words are in what is kept.
  const made = await readdir(join(house.scratchDir ?? '', id)).catch(() => []);
  expect(made.filter((step) => /^(?:loudness|segments)/.test(step))).toEqual([]);
  expect(await house.blobs.list(`media/${id}`)).toEqual([]);
  expect(row).toMatchObject({ state: 'failed', renditions: null });
  return row?.failure ?? '';
}

const noVideo = /^这个文件不是能用的视频。.*This file is no video that can be used\./;

test('what is no container is refused by its bytes, whatever it is called', async () => {
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${url}\n#EXTINF:4,\n${secretPath}\n`;
  const gab2 = box('RIFF', Buffer.from(`AVI LIST\0\0\0\0GAB2\0\x02\0\0\0\0\0\0\0\0\0${playlist}`));
  const disguised = {
    'a playlist': playlist,
    'a session description': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n`,
    'a concat script': `ffconcat version 1.0\nfile '${secretPath}'\nfile '${url}'\n`,
    'a DASH manifest': `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>${url}</BaseURL></MPD>`,
    'AVI with a playlist for subtitles': gab2.toString('latin1'),
    'a zip archive': 'PK\x03\x04 ftypisom',
    'a web page': `<!doctype html><script src="${url}"></script>`,
    nothing: '',
  };
  for (const [what, text] of Object.entries(disguised))
    expect(await refuse(Buffer.from(text, 'latin1')), what).toMatch(noVideo);
});

test('a playlist behind the first bytes of an mp4 or a transport stream is never read as one', async () => {
  const playlist = Buffer.from(`\n#EXTM3U\n#EXTINF:4,\n${url}\n#EXTINF:4,\n${secretPath}\n`);
  const unreadable = /^这个视频读不出来/;
  expect(await refuse(Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), playlist]))).toMatch(
    unreadable,
  );
  const packets = Buffer.alloc(188 * 6, 0xff);
  for (let at = 0; at < packets.length; at += 188) packets.writeUInt32BE(0x471fff10, at);
  expect(await refuse(Buffer.concat([packets, playlist]))).toMatch(/读不出来|没有画面/);
});

test('media that lies elsewhere is refused', async () => {
  const clip = await readFile(await makeClip(folder.path, { seconds: 3 }));
  for (const where of [url, `file://${secretPath}`]) {
    const crafted = changeBox(clip, 'dref', () => dref(where));
    expect(crafted.includes(where)).toBe(true);
    expect(await refuse(crafted)).toMatch(/^这个视频引用了别的文件或网址。/);
  }
  // The same file with its own reference written anew is taken.
  const own = changeBox(clip, 'dref', (content) => box('dref', content));
  await prepareVersion(house, await enterVideo(house, own));
});

test('claims beyond every measure are refused at once', async () => {
  const plain = { width: 320, height: 240, durationMs: 1_000, tracks: 2 };
  const wide = craftMatroska({ ...plain, width: 100_000, height: 100_000 });
  expect(await refuse(wide, 'wide.mkv')).toMatch(/超过 4096 像素。/);
  const large = craftMatroska({ ...plain, width: 8_192, height: 64 });
  expect(await refuse(large, 'large.mkv')).toMatch(/^画面最宽最高 4096 像素。/);
  const endless = craftMatroska({ ...plain, durationMs: 4.1 * 3_600_000 });
  expect(await refuse(endless, 'endless.mkv')).toMatch(/^视频最长 4 小时。/);
  expect(await refuse(craftMatroska({ ...plain, durationMs: 1e300 }))).toMatch(/^视频不到 1 秒。/);
  const many = craftMatroska({ ...plain, tracks: 200_000 });
  expect(await refuse(many, 'many.mkv')).toMatch(/^视频里最多 8 条轨道。/);
  const million = Buffer.concat(Array.from({ length: 1_000_000 }, () => box('trak')));
  const head = box('ftyp', Buffer.from('isom\0\0\0\0'));
  expect(await refuse(Buffer.concat([head, box('moov', million)]))).toMatch(/^视频里最多 8 条轨道。/);
  expect(await refuse(Buffer.concat([head, box('moov', box('cmov', Buffer.alloc(64)))]))).toMatch(
    /^这个视频的文件头是压缩的。/,
  );
});

test('a file that is cut off, without sound, without picture or with too many streams is refused', async () => {
  const whole = await readFile(
    await makeClip(folder.path, { seconds: 8, more: ['-movflags', 'faststart', '-b:v', '200k'] }),
  );
  const cut = whole.subarray(0, Math.floor(whole.length * 0.6));
  expect(await refuse(cut)).toMatch(/^这个视频不完整，后面一段缺了。/);
  const headless = await readFile(await makeClip(folder.path, { seconds: 3 }));
  expect(await refuse(headless.subarray(0, headless.length - 400))).toMatch(/^这个视频读不出来/);
  const mute = await makeClip(folder.path, { seconds: 3, sound: '' });
  expect(await refuse(await readFile(mute))).toMatch(/^这个视频没有声音。/);
  const blind = await makeClip(folder.path, { seconds: 3, more: ['-vn'] });
  expect(await refuse(await readFile(blind))).toMatch(/^这个文件里没有画面。/);
  const maps = Array.from({ length: 9 }, () => ['-map', '1:a']).flat();
  for (const name of ['nine.mkv', 'nine.mp4']) {
    const nine = await makeClip(folder.path, { seconds: 3, name, more: ['-map', '0:v', ...maps] });
    expect(await refuse(await readFile(nine), name)).toMatch(/^视频里最多 8 条轨道。/);
  }
});

test('meanwhile nobody was called and nothing beside the jobs was read', async () => {
  expect(hits).toBe(0);
  expect((await stat(secretPath)).atime).toEqual(long);
  const all = await readdir(folder.path, { recursive: true, withFileTypes: true });
  for (const file of all.filter((one) => one.isFile() && one.name !== 'secret.txt')) {
    const path = join(file.parentPath, file.name);
    // Only what came up itself may name it; its words are nowhere.
    expect((await readFile(path)).includes(secret), path).toBe(false);
  }
  // That both watchers would have seen it: the same playlist, read by ffmpeg as it comes.
  await mkdir(join(folder.path, 'control'));
  const control = join(folder.path, 'control', 'a.m3u8');
  await writeFile(control, `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${url}\n#EXT-X-ENDLIST\n`);
  const open = ['-v', 'quiet', '-protocol_whitelist', 'file,http,tcp', '-i', control];
  await runTool('ffprobe', open).catch(() => {});
  expect(hits).toBeGreaterThan(0);
  await readFile(secretPath);
  expect((await stat(secretPath)).atime).not.toEqual(long);
});
