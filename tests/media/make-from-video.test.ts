import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { enterFiles, readFiles, storeFile } from '../../app/approval/manifest.server.ts';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { unseal } from '../../app/platform/seal.server.ts';
import { videoVersion } from '../../db/schema/index.ts';
import { decryptSegment } from '../../media-pipeline/encrypt.server.ts';
import type { MediaHouse } from '../../media-pipeline/media-house.ts';
import { prepareVersion } from '../../media-pipeline/prepare-version.server.ts';
import { runTool } from '../../media-pipeline/run-tool.server.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { enterVideo, makeClip, type Clip } from './make-clip.ts';
import { openFolder } from './tiny-lesson.ts';

// Real encoders on a machine that others use as well.
vi.setConfig({ testTimeout: 150_000 });

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof openFolder>>;
let house: MediaHouse;

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await openFolder();
  const { db, sql } = database;
  const scratchDir = join(folder.path, 'scratch');
  house = { db, sql, blobs: openBlobStore(folder.path), masterKey: randomBytes(32), scratchDir };
});
afterAll(async () => {
  await database.close();
  await folder.remove();
});

async function make(clip: Clip | string) {
  const path = typeof clip === 'string' ? clip : await makeClip(folder.path, clip);
  const id = await enterVideo(house, path);
  await prepareVersion(house, id);
  return read(id);
}

async function read(id: string) {
  const [row] = await database.db.select().from(videoVersion).where(eq(videoVersion.id, id));
  if (!row?.renditions || !row.probe || !row.durationMs) throw new Error(`not made: ${row?.failure}`);
  const { renditions, probe, durationMs } = row;
  return { ...row, renditions, probe, durationMs };
}
type Made = Awaited<ReturnType<typeof make>>;

/** A rendition as a learner who earned every key would play it, as ffprobe describes it. */
async function play(made: Made, name: string) {
  const key = unseal(house.masterKey, `content-key:${made.id}`, made.contentKeySealed ?? Buffer.alloc(0));
  const segmentsMs = made.renditions.find((r) => r.name === name)?.segmentsMs ?? [];
  const plain: Buffer[] = [];
  for (let n = 0; n < segmentsMs.length; n++) {
    const sealed = await house.blobs.get(`media/${made.id}/${name}/${n}.ts`);
    plain.push(
      decryptSegment(sealed, { contentKey: key, rendition: name, segmentsMs, n, groupMs: made.groupMs }),
    );
  }
  const input = Buffer.concat(plain);
  const shown =
    'stream=codec_name,width,height,sample_aspect_ratio,avg_frame_rate,channels,pix_fmt,color_transfer:packet=stream_index,flags,pts_time';
  const { stdout } = await runTool(
    'ffprobe',
    ['-v', 'error', '-show_entries', shown, '-of', 'json', '-f', 'mpegts', '-i', 'pipe:0'],
    { input },
  );
  const { streams, packets } = JSON.parse(stdout.toString()) as {
    streams: Record<string, string | number>[];
    packets: { stream_index: number; flags: string; pts_time: string }[];
  };
  const pictures = packets.filter((packet) => packet.stream_index === 0);
  const firstS = Math.min(...pictures.map(({ pts_time }) => Number(pts_time)));
  const keys = pictures
    .filter(({ flags }) => flags.startsWith('K'))
    .map(({ pts_time }) => Number(pts_time) - firstS);
  return { input, streams, pictures: pictures.length, keysS: keys.map((s) => Math.round(s * 100) / 100) };
}

const sizes = (made: Made) => made.renditions.map(({ name, width, height }) => [name, width, height]);

test('a wide video becomes three renditions with a key frame every 4 s, a poster, a storyboard and a record of it', async () => {
  const made = await make({ size: '1280x720', seconds: 5, sound: 'sine=f=440:r=44100,volume=-10dB' });
  expect([made.state, made.failure, made.flags]).toEqual(['processed', null, []]);
  expect(sizes(made)).toEqual([
    ['240p', 426, 240],
    ['360p', 640, 360],
    ['720p', 1280, 720],
  ]);
  expect(made.durationMs).toBe(4_700);
  for (const { segmentsMs } of made.renditions) expect(segmentsMs).toEqual([4_000, 1_000]);
  expect(made.probe).toEqual({
    ...{ container: 'mov', durationMs: 5_000, width: 1280, height: 720, framesPerS: 25 },
    ...{ videoCodec: 'h264', audioCodec: 'aac', audioChannels: 1 },
  });
  const { input, streams, pictures, keysS } = await play(made, '720p');
  expect(keysS).toEqual([0, 4]);
  expect(pictures).toBe(125);
  expect(streams[0]).toMatchObject({ codec_name: 'h264', avg_frame_rate: '25/1' });
  const meter = [
    '-hide_banner',
    '-nostats',
    '-f',
    'mpegts',
    '-i',
    'pipe:0',
    '-vn',
    '-af',
    'ebur128',
    '-f',
    'null',
    '-',
  ];
  const { stderr } = await runTool('ffmpeg', meter, { input });
  expect(Number(/I:\s+(-?[\d.]+) LUFS\s+Thr/.exec(stderr)?.[1])).toBeCloseTo(-16, 0);
  const paths = (await readFiles(house.sql, made.id)).map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(['poster.jpg', 'questions.json', 'storyboard.jpg', '720p/1.ts']),
  );
  const picture = async (path: string) => sharp(await house.blobs.get(`media/${made.id}/${path}`)).metadata();
  expect(await picture('storyboard.jpg')).toMatchObject({ format: 'jpeg', width: 1600, height: 90 });
  expect(await picture('poster.jpg')).toMatchObject({ format: 'jpeg', width: 960, height: 540 });
  expect(await readdir(house.scratchDir ?? '')).toEqual([]);
});

test('an upright video stays upright, and so does one that a phone turned', async () => {
  const upright = await make({ size: '360x640', seconds: 3 });
  expect(sizes(upright)).toEqual([
    ['240p', 240, 426],
    ['360p', 360, 640],
  ]);
  const lying = await makeClip(folder.path, { size: '640x360', seconds: 3 });
  const turnedPath = join(folder.path, 'turned.mp4');
  const turn = ['-display_rotation', '90'];
  await runTool('ffmpeg', [
    '-v',
    'error',
    '-i',
    lying,
    '-c',
    'copy',
    '-metadata:s:v',
    'rotate=90',
    turnedPath,
  ]).catch(() => runTool('ffmpeg', ['-v', 'error', ...turn, '-i', lying, '-c', 'copy', turnedPath]));
  const turned = await make(turnedPath);
  expect(turned.probe).toMatchObject({ width: 360, height: 640 });
  expect(sizes(turned)).toEqual(sizes(upright));
  expect((await play(turned, '240p')).streams[0]).toMatchObject({ width: 240, height: 426 });
});

test('50 frames a second become 25; a varied rate becomes a constant one', async () => {
  const fast = await make({ rate: 50, seconds: 5 });
  expect(fast.probe.framesPerS).toBe(50);
  expect(await play(fast, '240p')).toMatchObject({ pictures: 125, keysS: [0, 4] });
  const varied = ['-vf', `select='not(mod(n\\,3))+lt(n\\,40)'`, '-vsync', 'vfr'];
  const uneven = await make({ rate: 30, seconds: 5, more: varied });
  const { pictures, keysS, streams } = await play(uneven, '240p');
  expect(keysS).toEqual([0, 4]);
  expect(streams[0]?.avg_frame_rate).toBe('30/1');
  expect(Math.abs(pictures - 150)).toBeLessThanOrEqual(3);
});

test('six channels become two, one stays one', async () => {
  const around = await make({
    seconds: 3,
    sound: 'sine=f=440:r=48000,pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0',
  });
  expect(around.probe.audioChannels).toBe(6);
  expect((await play(around, '240p')).streams[1]).toMatchObject({ codec_name: 'aac', channels: 2 });
  const one = await make({ seconds: 3 });
  expect((await play(one, '240p')).streams[1]).toMatchObject({ codec_name: 'aac', channels: 1 });
});

test('a phone with more brightness than a screen, and a camera with half pictures', async () => {
  const hlg = ['-color_trc', 'arib-std-b67', '-color_primaries', 'bt2020', '-colorspace', 'bt2020nc'];
  const bright = await make({ seconds: 2, size: '256x144', more: ['-pix_fmt', 'yuv420p10le', ...hlg] });
  const { streams } = await play(bright, '240p');
  expect(streams[0]).toMatchObject({ width: 256, height: 144, pix_fmt: 'yuv420p', color_transfer: 'bt709' });
  const halves = ['-vf', 'tinterlace=interleave_top,fieldorder=tff', '-flags', '+ildct+ilme'];
  const combed = await make({ seconds: 2, rate: 50, more: halves });
  expect((await play(combed, '240p')).pictures).toBe(50);
});

test('nothing is made larger than its source; pixels become square', async () => {
  const small = await make({ size: '176x144', seconds: 3, more: ['-vf', 'setsar=12/11'] });
  expect(sizes(small)).toEqual([['240p', 192, 144]]);
  const { width, height, sample_aspect_ratio: aspect } = (await play(small, '240p')).streams[0] ?? {};
  expect([width, height, aspect]).toEqual([192, 144, '1:1']);
});

test('the other containers, whatever the file is called', async () => {
  for (const name of ['a.mkv', 'a.ts', 'a.webm'] as const) {
    const more =
      name === 'a.webm'
        ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus']
        : [];
    const path = await makeClip(folder.path, { seconds: 3, name, more });
    const id = await enterVideo(house, path, 'notes.txt');
    await prepareVersion(house, id);
    const { state, probe } = await read(id);
    expect([state, probe.container]).toEqual(['processed', name === 'a.ts' ? 'mpegts' : 'matroska']);
    expect(Math.abs(probe.durationMs - 3_000), name).toBeLessThan(60);
  }
});

test('sound that outlasts the picture keeps the last picture; dark and silent stretches are flagged', async () => {
  const night = `color=black:s=160x120:r=10:d=24`;
  const path = join(folder.path, 'night.mp4');
  const inputs = ['-f', 'lavfi', '-i', night, '-f', 'lavfi', '-i', 'sine=r=48000:d=2.9,apad=whole_dur=26'];
  await runTool('ffmpeg', ['-v', 'error', ...inputs, '-c:v', 'libx264', '-c:a', 'aac', path]);
  const made = await make(path);
  expect(made.probe.durationMs).toBe(26_000);
  expect((await play(made, '240p')).pictures).toBe(260);
  expect(made.flags).toEqual([
    { kind: 'black', fromMs: 0, toMs: 26_000 },
    { kind: 'silent', fromMs: 3_000, toMs: 26_000 },
  ]);
});

test('a cover, captions and questions of the author stay', async () => {
  const id = await enterVideo(house, await makeClip(folder.path, { seconds: 3 }));
  const cover = await storeFile(house.blobs, id, 'poster.jpg', Buffer.from('cover'));
  const captions = await storeFile(house.blobs, id, 'subtitles.vtt', Buffer.from('WEBVTT\n'));
  await house.sql.begin((tx) => enterFiles(tx, id, [cover, captions]));
  await prepareVersion(house, id);
  const files = await readFiles(house.sql, id);
  expect(files).toEqual(expect.arrayContaining([cover, captions]));
  expect((await house.blobs.get(`media/${id}/poster.jpg`)).toString()).toBe('cover');
});
