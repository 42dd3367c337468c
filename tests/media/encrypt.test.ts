import { createDecipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveGroupKey, deriveSegmentIv, groupOfSegment } from '../../app/catalogue/group-key.server.ts';
import { digestContent } from '../../app/approval/digest-content.server.ts';
import { decryptSegment, encryptSegment } from '../../media-pipeline/encrypt.server.ts';

const contentKey = Buffer.alloc(32, 1);
const segmentsMs = Array.from({ length: 20 }, () => 4_000);

test('a segment belongs to the key group in which it starts', () => {
  const groups = segmentsMs.map((_, n) => groupOfSegment(segmentsMs, n, 30_000));
  expect(groups).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
  expect(groupOfSegment([30_000, 29_999, 1], 1, 30_000)).toBe(1);
  expect(groupOfSegment([30_000, 29_999, 1], 2, 30_000)).toBe(1);
});

test('keys and vectors differ wherever they must, and are the same again', () => {
  const keys = Array.from({ length: 200 }, (_, group) => deriveGroupKey(contentKey, group));
  const ivs = ['240p', '360p', '720p'].flatMap((name) =>
    Array.from({ length: 200 }, (_, n) => deriveSegmentIv(contentKey, name, n)),
  );
  for (const bytes of [...keys, ...ivs]) expect(bytes.length).toBe(16);
  expect(new Set([...keys, ...ivs].map((bytes) => bytes.toString('hex'))).size).toBe(800);
  expect(deriveGroupKey(contentKey, 3)).toEqual(keys[3]);
  expect(deriveGroupKey(Buffer.alloc(32, 2), 3)).not.toEqual(keys[3]);
});

test('a player that has the group key and the vector opens the segment', () => {
  const plain = randomBytes(188 * 50);
  const place = { contentKey, rendition: '360p', segmentsMs, n: 9, groupMs: 30_000 };
  const sealed = encryptSegment(plain, place);
  expect(sealed.length).toBe(plain.length + 16 - (plain.length % 16));
  const player = createDecipheriv(
    'aes-128-cbc',
    deriveGroupKey(contentKey, 1),
    deriveSegmentIv(contentKey, '360p', 9),
  );
  expect(Buffer.concat([player.update(sealed), player.final()])).toEqual(plain);
  expect(decryptSegment(sealed, place)).toEqual(plain);
});

test('the key of another group opens nothing of it', () => {
  const plain = randomBytes(188 * 50);
  const place = { contentKey, rendition: '360p', segmentsMs, n: 9, groupMs: 30_000 };
  const sealed = encryptSegment(plain, place);
  for (const group of [0, 2, 3]) {
    const cipher = createDecipheriv(
      'aes-128-cbc',
      deriveGroupKey(contentKey, group),
      deriveSegmentIv(contentKey, '360p', 9),
    ).setAutoPadding(false);
    const opened = Buffer.concat([cipher.update(sealed), cipher.final()]);
    let same = 0;
    for (let at = 0; at + 16 <= plain.length; at += 16)
      if (opened.subarray(at, at + 16).equals(plain.subarray(at, at + 16))) same++;
    expect(same).toBe(0);
  }
});

test('the content hash depends on every path and byte, and not on the order of the list', () => {
  const files = [
    { path: '720p/0.ts', sha256: 'aa' },
    { path: '240p/10.ts', sha256: 'bb' },
    { path: '240p/9.ts', sha256: 'cc' },
  ];
  const digest = digestContent(files);
  expect(digest.length).toBe(32);
  expect(digestContent(files.toReversed())).toEqual(digest);
  expect(digestContent(files.with(0, { path: '720p/0.ts', sha256: 'ab' }))).not.toEqual(digest);
  expect(digestContent(files.with(0, { path: '720p/1.ts', sha256: 'aa' }))).not.toEqual(digest);
  expect(digestContent(files.slice(1))).not.toEqual(digest);
});
