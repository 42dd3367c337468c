import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { findLike, likenessDistance } from '../../app/presence/snapshot/compare-likeness.ts';
import { findEnd } from '../../app/presence/snapshot/find-end.ts';

// F01: where a picture ends is read from its own structure, so that whatever hangs behind it is seen; F03: likeness.

const pictures: { name: string; kind: string; bytes: Buffer }[] = [];

beforeAll(async () => {
  const noise = Buffer.from(Array.from({ length: 160 * 130 * 3 }, (_, i) => (i * 7919) % 256));
  const make = () => sharp(noise, { raw: { width: 160, height: 130, channels: 3 } });
  const made = {
    'jpeg baseline': make().jpeg({ quality: 80 }),
    'jpeg progressive': make().jpeg({ progressive: true, quality: 60 }),
    'jpeg without subsampling': make().jpeg({ chromaSubsampling: '4:4:4', quality: 100 }),
    'png palette': make().png({ palette: true }),
    'png interlaced': make().png({ progressive: true }),
    'webp lossy': make().webp(),
    'webp lossless': make().webp({ lossless: true }),
  };
  for (const [name, picture] of Object.entries(made))
    pictures.push({ name, kind: name.split(' ')[0] ?? '', bytes: await picture.toBuffer() });
});

test('honest pictures of every kind end where their bytes end', () => {
  expect(pictures).toHaveLength(7);
  for (const { name, kind, bytes } of pictures)
    expect(findEnd(bytes), name).toEqual({ kind, end: bytes.length });
});

test('whatever is hung behind a picture does not move its end', () => {
  fc.assert(
    fc.property(fc.nat(pictures.length - 1), fc.uint8Array({ minLength: 1, maxLength: 400 }), (n, more) => {
      const { bytes } = pictures[n]!;
      expect(findEnd(Buffer.concat([bytes, more]))?.end).toBe(bytes.length);
    }),
  );
});

test('a picture that was cut short has no end inside what is left', () => {
  fc.assert(
    fc.property(fc.nat(pictures.length - 1), fc.double({ min: 0.02, max: 0.98, noNaN: true }), (n, share) => {
      const { bytes } = pictures[n]!;
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      const end = findEnd(cut)?.end ?? null;
      expect(end === null || end > cut.length).toBe(true);
    }),
  );
});

test('bytes of any kind are read to an answer, never to an error or an endless loop', () => {
  const heads = ['', 'ffd8ff', 'ffd8ffe00000', '89504e470d0a1a0a', '52494646ffffffff57454250'];
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), (head, bytes) => {
      const found = findEnd(Buffer.concat([Buffer.from(head, 'hex'), bytes]));
      if (head === '' && found === null) return;
      expect(['jpeg', 'png', 'webp', undefined]).toContain(found?.kind);
    }),
    { numRuns: 2_000 },
  );
});

test('likeness counts differing bits, and only near pictures are called copies', () => {
  const hex = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => bits.toString(16).padStart(16, '0'));
  fc.assert(
    fc.property(hex, fc.uniqueArray(fc.nat(63), { maxLength: 12 }), (likeness, flips) => {
      const mask = flips.reduce((bits, at) => bits | (1n << BigInt(at)), 0n);
      const other = (BigInt(`0x${likeness}`) ^ mask).toString(16).padStart(16, '0');
      expect(likenessDistance(likeness, other)).toBe(flips.length);
      expect(findLike(other, [{ id: 'first', likeness }])).toBe(flips.length <= 4 ? 'first' : null);
    }),
  );
});
