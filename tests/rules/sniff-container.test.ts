import { expect, test } from 'vitest';
import { sniffBytes, sniffContainer } from '../../app/approval/sniff-container.ts';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)),
  );
const packets = (size: number, count = 5) =>
  Array.from({ length: count * size }, (_, i) => (i % size === size - 188 ? 0x47 : i & 0x3f));

test('mp4, mov, matroska, webm and transport streams are known by their first bytes', () => {
  expect(sniffContainer(bytes([0, 0, 0, 0x20], 'ftypisom', [0, 0, 2, 0]))).toBe('mov');
  expect(sniffContainer(bytes([0, 0, 0, 0x14], 'ftypqt  '))).toBe('mov');
  expect(sniffContainer(bytes([0, 0, 0, 8], 'wide', [0, 0, 1, 0], 'mdat'))).toBe('mov');
  expect(sniffContainer(bytes([0, 0, 0, 1], 'mdat', [0, 0, 0, 1]))).toBe('mov');
  const ebml = (name: string, ...size: number[]) =>
    bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0x82, ...size], name);
  expect(sniffContainer(ebml('matroska', 0x88))).toBe('matroska');
  expect(sniffContainer(ebml('webm', 0x10, 0, 0, 4))).toBe('matroska');
  expect(sniffContainer(Uint8Array.from(packets(188)))).toBe('mpegts');
  expect(sniffContainer(Uint8Array.from(packets(192)))).toBe('mpegts');
  expect(packets(192).length).toBeLessThanOrEqual(sniffBytes);
});

test.each([
  ['nothing', bytes()],
  ['a playlist', bytes('#EXTM3U\n#EXT-X-VERSION:3\nhttp://127.0.0.1/a.ts\n')],
  ['a session description', bytes('v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n')],
  ['a concat script', bytes("ffconcat version 1.0\nfile '/etc/passwd'\n")],
  ['a DASH manifest', bytes('<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">')],
  ['AVI', bytes('RIFF', [0, 1, 0, 0], 'AVI LIST')],
  ['a zip archive', bytes('PK', [3, 4, 20, 0], 'ftypisom')],
  ['a picture in the same boxes', bytes([0, 0, 0, 0x18], 'ftypheic', [0, 0, 0, 0])],
  ['a box without room', bytes([0, 0, 0, 4], 'ftypisom')],
  ['a brand list without end', bytes([0x7f, 0, 0, 0], 'ftypisom')],
  ['EBML of something else', bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], 'mkxx')],
  ['too few packets', Uint8Array.from(packets(188, 4))],
  ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF')],
  ['a web page', bytes('<!doctype html><script>alert(1)</script>')],
])('%s is not taken in', (_, first) => {
  expect(sniffContainer(first)).toBeNull();
});
