import { expect, test } from 'vitest';
import { layStoryboard } from '../../app/approval/lay-storyboard.ts';
import { chooseRate } from '../../media-pipeline/choose-rate.ts';
import { findFlags } from '../../media-pipeline/find-flags.ts';
import { findGain, readLoudness } from '../../media-pipeline/loudness.server.ts';
import { PlainFailure } from '../../media-pipeline/plain-failure.ts';
import { planLadder } from '../../media-pipeline/plan-ladder.ts';
import { writeHeadProbe, writeInput, writeTailProbe } from '../../media-pipeline/probe-arguments.ts';
import type { SourceVideo } from '../../media-pipeline/probe-video.server.ts';
import { readProbe, readTail } from '../../media-pipeline/read-probe.ts';
import { writeLoudnessMeter, writeTranscode } from '../../media-pipeline/transcode-arguments.ts';

const sizes = (width: number, height: number) =>
  planLadder(width, height).map((rung) => `${rung.name} ${rung.width}x${rung.height}`);

test('the ladder keeps the shape, stays below the source and is upright for an upright video', () => {
  const wide = ['240p 426x240', '360p 640x360', '720p 1280x720'];
  expect(sizes(1920, 1080)).toEqual(wide);
  expect(sizes(3840, 2160)).toEqual(wide);
  expect(sizes(1080, 1920)).toEqual(['240p 240x426', '360p 360x640', '720p 720x1280']);
  expect(sizes(640, 480)).toEqual(['240p 320x240', '360p 480x360']);
  expect(sizes(1276, 718)).toEqual(['240p 426x240', '360p 640x360', '720p 1276x718']);
  expect(sizes(176, 144)).toEqual(['240p 176x144']);
  expect(sizes(101, 99)).toEqual(['240p 100x98']);
  expect(planLadder(1920, 1080).map(({ maxKbps }) => maxKbps)).toEqual([180, 480, 1_600]);
});

test.each([
  [25, 25, 25],
  [29.97, 29.97, 30],
  [23.976, 23.976, 24],
  [50, 50, 25],
  [59.94, 59.94, 30],
  [120, 120, 30],
  [90, 90, 30],
  [27.3, 30, 30],
  [3, 60, 30],
  [24.1, 90_000, 24],
  [1, 1, 10],
  [0, 0, 30],
])('of %s frames a second on average over a grid of %s come %s', (average, base, rate) => {
  expect(chooseRate(average, base)).toBe(rate);
  expect(Number.isInteger((4_000 / 1_000) * rate)).toBe(true);
});

const source: SourceVideo = {
  ...{ container: 'mov', startS: 0, durationS: 9, video: 0, audio: 1, width: 1280, height: 720 },
  ...{ averageRate: 25, baseRate: 25, isInterlaced: false, isHdr: false },
  ...{
    videoCodec: 'h264',
    audioCodec: 'aac',
    audioChannels: 2,
    durationMs: 9_000,
    pictureShortMs: 0,
    framesPerS: 25,
  },
};

test('every program opens an upload as this file only, by the demuxer of its content (H01, H02)', () => {
  const input = writeInput('mov', '/d/video');
  expect(input.join(' ')).toBe(
    '-protocol_whitelist file -f mov -enable_drefs 0 -use_absolute_path 0 -max_streams 8 -max_pixels 16777216 -i file:/d/video',
  );
  expect(writeInput('mpegts', '/d/video').join(' ')).toBe(
    '-protocol_whitelist file -f mpegts -max_streams 8 -max_pixels 16777216 -i file:/d/video',
  );
  for (const args of [
    writeHeadProbe('mov', '/d/video'),
    writeTailProbe('mov', '/d/video', 3),
    writeLoudnessMeter(source, '/d/video'),
    writeTranscode(source, '/d/video', planLadder(1280, 720), 'volume=0dB'),
  ]) {
    expect(args.join(' ')).toContain(input.join(' '));
    expect(args.filter((one) => one === '-i').length).toBe(1);
  }
});

test('one decode feeds all rungs, each with a key frame every 4 s and a bounded rate, and the sound is encoded once', () => {
  const args = writeTranscode(source, '/d/video', planLadder(1280, 720), 'volume=3.00dB');
  const after = (name: string) => args[args.indexOf(name) + 1];
  expect(after('-filter_complex')).toBe(
    [
      '[0:0]fps=25:start_time=0,scale=1280:720:flags=bicubic:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p,split=2[720p][to360p]',
      '[to360p]scale=640:360:flags=bicubic,setsar=1,format=yuv420p,split=2[360p][to240p]',
      '[to240p]scale=426:240:flags=bicubic,setsar=1,format=yuv420p[240p]',
      '[0:1]aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo,volume=3.00dB,apad[sound]',
    ].join(';'),
  );
  expect([after('-g'), after('-keyint_min'), after('-sc_threshold'), after('-t')]).toEqual([
    '100',
    '100',
    '0',
    '9',
  ]);
  expect(after('-force_key_frames')).toBe('expr:gte(t,n_forced*4)');
  expect([after('-maxrate:v:0'), after('-maxrate:v:2')]).toEqual(['180k', '1600k']);
  expect(args.filter((one) => one === '-c:a').length).toBe(1);
  expect(
    after('tee')
      ?.split('|')
      .map((target) => target.replace(/.*\]/, '')),
  ).toEqual(['240p/list.m3u8', '360p/list.m3u8', '720p/list.m3u8']);
  const other = { ...source, isInterlaced: true, isHdr: true, pictureShortMs: 1_500, audioChannels: 1 };
  const filters = writeTranscode(other, '/d/video', planLadder(1280, 720), 'volume=0dB').join(' ');
  expect(filters).toMatch(
    /\[0:0\]bwdif=mode=send_frame,fps=25:start_time=0,tpad=stop_mode=clone:stop_duration=2.5,/,
  );
  expect(filters).toMatch(/scale=1280:720[^;]*tonemap=/);
  expect(filters).toMatch(/channel_layouts=mono/);
});

test('what ffprobe says is read, with rotation and pixel shape; what cannot be taken is named', () => {
  const video = {
    index: 0,
    codec_type: 'video',
    codec_name: 'h264',
    width: 720,
    height: 576,
    avg_frame_rate: '25/1',
  };
  const audio = { index: 1, codec_type: 'audio', codec_name: 'aac', channels: 2 };
  const read = (streams: object[], format: object = { start_time: '0.5', duration: '9.0' }) =>
    readProbe('mov', JSON.stringify({ streams, format }));
  expect(read([{ ...video, sample_aspect_ratio: '16:15' }, audio])).toMatchObject({
    width: 768,
    height: 576,
    startS: 0.5,
  });
  expect(read([{ ...video, side_data_list: [{ rotation: -90 }] }, audio])).toMatchObject({
    width: 576,
    height: 720,
  });
  expect(read([{ ...video, index: 3, disposition: { attached_pic: 0 } }, audio])).toMatchObject({
    video: 3,
    averageRate: 25,
  });
  expect(read([video, audio], { start_time: 'N/A' })).toMatchObject({ startS: 0, durationS: null });
  const refused = (streams: object[], format?: object) => expect(() => read(streams, format));
  refused([audio]).toThrow(/There is no picture/);
  refused([{ ...video, disposition: { attached_pic: 1 } }, audio]).toThrow(/There is no picture/);
  refused([video]).toThrow(/has no sound/);
  refused([{ ...video, width: 5_000 }, audio]).toThrow(/4096 pixels at most/);
  refused([{ ...video, width: 400, sample_aspect_ratio: '100:1' }, audio]).toThrow(/4096 pixels at most/);
  refused([{ ...video, width: 32 }, audio]).toThrow(/64 pixels at least/);
  refused([video, audio], { duration: '14401' }).toThrow(/4 hours at most/);
  expect(() => readProbe('mov', 'not JSON')).toThrow(PlainFailure);
  expect(readTail('0,8.96,0.04\n1,8.9,N/A\n1,8.98,0.02\n\n0,N/A,N/A\n')).toEqual(
    new Map([
      [0, 9],
      [1, 9],
    ]),
  );
});

test('loudness is brought to -16 LUFS by one gain, never by more than 20 dB; silence stays', () => {
  expect(readLoudness('  Integrated loudness:\n    I:         -23.4 LUFS\n')).toBe(-23.4);
  expect(readLoudness('    I:         -70.0 LUFS\n')).toBeNull();
  expect(readLoudness('nothing')).toBeNull();
  expect(findGain(-23.4)).toMatch(/^volume=7\.40dB,alimiter=/);
  expect(findGain(-50)).toMatch(/^volume=20\.00dB/);
  expect(findGain(-9)).toMatch(/^volume=-7\.00dB/);
  expect(findGain(null)).toMatch(/^volume=0\.00dB/);
});

test('only what is black or silent for more than 20 s is flagged, by time', () => {
  const loud = Array.from({ length: 60 }, () => 900);
  const quiet = loud.with(0, 3).fill(3, 30, 51);
  const blacks = [
    { fromMs: 0, toMs: 20_000 },
    { fromMs: 36_000, toMs: null },
  ];
  expect(findFlags({ soundMs: 60_000, levels: quiet, blacks }, 60_000)).toEqual([
    { kind: 'silent', fromMs: 30_000, toMs: 51_000 },
    { kind: 'black', fromMs: 36_000, toMs: 60_000 },
  ]);
  expect(findFlags({ soundMs: 60_000, levels: loud, blacks: [] }, 60_000)).toEqual([]);
});

test('a storyboard has at most 60 tiles, ten in a row', () => {
  expect(layStoryboard(1)).toEqual({ tiles: 1, rows: 1, everySegments: 1 });
  expect(layStoryboard(60)).toEqual({ tiles: 60, rows: 6, everySegments: 1 });
  expect(layStoryboard(61)).toEqual({ tiles: 31, rows: 4, everySegments: 2 });
  expect(layStoryboard(3_600)).toEqual({ tiles: 60, rows: 6, everySegments: 60 });
});
