import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unseal } from '../../app/platform/seal.server.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { addSegment, makePhotograph } from './make-photograph.ts';
import { openSchool, type School } from './open-school.ts';
import { provokePhotograph } from './reach-control.ts';
import { readEvents, verifyLog } from './read-ledger.ts';
import { listStored, upload } from './upload-photograph.ts';
import { digestLearner } from './watch-learner.ts';

// P009, F01: the server believes bytes, not names; it makes the picture anew, seals it, and keeps nothing of the rest.

let school: School;
beforeAll(async () => {
  school = await openSchool({
    ...{
      popup_min_gap_s: 5,
      popup_max_gap_s: 10,
      control_answer_s: 30,
      snapshot_answer_s: 180,
      class_hour_min_s: 600,
    },
  });
});
afterAll(() => school?.close());

const html = '<html><body><script>fetch("//x")</script></body></html>';
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><script>alert(1)</script></svg>`;
const noise = (bytes: number) => Buffer.alloc(bytes, 'Zm9v-noise-', 'latin1');

/** Uploads that are no honest photograph, each with the refusal it must get. */
async function forgeries(): Promise<Record<string, [Buffer, number, string]>> {
  const honest = await makePhotograph(7);
  const blank = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#777' } });
  const png = await sharp(honest).png().toBuffer();
  const zip = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), noise(300)]);
  return {
    'nothing at all': [Buffer.alloc(0), 415, 'not_a_picture'],
    'HTML named .jpg': [Buffer.from(html), 415, 'not_a_picture'],
    'SVG named .jpg': [Buffer.from(svg), 415, 'not_a_picture'],
    'a GIF': [await sharp(honest).gif().toBuffer(), 415, 'not_a_picture'],
    'a TIFF': [await sharp(honest).tiff().toBuffer(), 415, 'not_a_picture'],
    'an AVIF': [await sharp(honest).resize(320).avif({ effort: 0 }).toBuffer(), 415, 'not_a_picture'],
    'a PDF': [Buffer.from('%PDF-1.7\n1 0 obj\n'), 415, 'not_a_picture'],
    'a playlist': [Buffer.from('#EXTM3U\nfile:///etc/passwd\n'), 415, 'not_a_picture'],
    'only the first bytes of a JPEG': [Buffer.from('ffd8ffe000104a464946', 'hex'), 415, 'not_a_picture'],
    'half a JPEG': [honest.subarray(0, honest.length / 2), 415, 'not_a_picture'],
    'a JPEG without its end': [honest.subarray(0, honest.length - 2), 415, 'not_a_picture'],
    'a JPEG head on noise': [Buffer.concat([honest.subarray(0, 20), noise(5_000)]), 415, 'not_a_picture'],
    'half a PNG': [png.subarray(0, png.length / 2), 415, 'not_a_picture'],
    'a GIF head on a JPEG': [Buffer.concat([Buffer.from('GIF89a'), honest]), 415, 'not_a_picture'],
    'one pixel': [await blank(1, 1).jpeg().toBuffer(), 422, 'picture_too_small'],
    'a strip': [await blank(2_000, 60).jpeg().toBuffer(), 422, 'picture_too_small'],
    '30 megapixels': [
      await blank(6_000, 5_000).jpeg({ quality: 10 }).toBuffer(),
      422,
      'picture_too_many_pixels',
    ],
    '200 megapixels': [
      await blank(16_000, 12_500).png({ compressionLevel: 9 }).toBuffer(),
      422,
      'picture_too_many_pixels',
    ],
    'over 5 MB': [Buffer.concat([honest, Buffer.alloc(5 * 1024 * 1024)]), 413, 'picture_too_large'],
    'a JPEG with a ZIP behind': [Buffer.concat([honest, zip]), 422, 'picture_with_more'],
    'a JPEG with HTML behind': [Buffer.concat([honest, Buffer.from(html)]), 422, 'picture_with_more'],
    'a JPEG with a JPEG behind': [Buffer.concat([honest, honest]), 422, 'picture_with_more'],
    'a JPEG with a script in its comment': [addSegment(honest, html), 422, 'picture_with_more'],
    'a JPEG with PHP in its EXIF': [
      addSegment(honest, 'Exif\0\0<?php system($_GET[0]);', 0xe1),
      422,
      'picture_with_more',
    ],
    'a JPEG with a ZIP in its comment': [
      addSegment(honest, zip.toString('latin1')),
      422,
      'picture_with_more',
    ],
    'a PNG with HTML behind': [Buffer.concat([png, Buffer.from(html)]), 422, 'picture_with_more'],
  };
}

it('nothing but a photograph is taken, and what is refused leaves no trace', async () => {
  const window = await school.enter(5);
  await window.openLease();
  const { snapshot } = await provokePhotograph(window);
  const id = snapshot?.id ?? '';
  const before = await digestLearner(school.sql, window.learner.id);
  let naiveTaken = 0;
  for (const [name, [bytes, status, code]] of Object.entries(await forgeries())) {
    for (const type of ['image/jpeg', 'text/html']) {
      const reply = await upload(window, id, bytes, { type });
      expect([reply.status, reply.body.refused], name).toEqual([status, code]);
      expect(reply.body.say).toMatch(/[\u4e00-\u9fff]/);
    }
    // Who goes by the name or the declared type takes all of them.
    naiveTaken++;
  }
  expect(naiveTaken).toBeGreaterThan(20);
  expect(await digestLearner(school.sql, window.learner.id)).toBe(before);
  expect(await listStored(window.learner.id, id)).toEqual([]);
  expect(school.server.stderr.filter((line) => line.includes('"level":"error"'))).toEqual([]);

  // Positive control: an honest photograph in the same demand, whatever it is called.
  const taken = await upload(window, id, await makePhotograph(8), { type: 'application/octet-stream' });
  expect([taken.status, taken.body.id]).toEqual([201, id]);
  await verifyLog(school.sql, window.learner.id);
}, 90_000);

it('what is stored is the re-encoded picture without metadata, sealed with the learner’s own key', async () => {
  const [window, other] = await Promise.all([school.enter(6), school.enter(7)]);
  await window.openLease();
  const { snapshot } = await provokePhotograph(window);
  const id = snapshot?.id ?? '';
  const tagged = await sharp(await makePhotograph(9, 900, 1_600))
    .withExif({
      IFD0: { Copyright: 'secret-owner', Make: 'secret-phone' },
      IFD3: { GPSLatitude: '34/1 45/1 0/1' },
    })
    .jpeg()
    .toBuffer();
  expect(tagged.includes('secret-owner')).toBe(true);
  expect((await upload(window, id, tagged)).status).toBe(201);

  const files = await listStored(window.learner.id, id);
  expect(files).toHaveLength(1);
  const sealed = await readFile(files[0] ?? '');
  expect(sealed[0]).toBe(1);
  for (const trace of [Buffer.from('ffd8ff', 'hex'), Buffer.from('JFIF'), Buffer.from('secret')])
    expect(sealed.includes(trace)).toBe(false);

  const keyOf = async (learnerId: string) => {
    const [row] = await school.sql<{ wrapped: Buffer }[]>`
      select wrapped_key as wrapped from learner_key where learner_id = ${learnerId}`;
    return unseal(testMasterKey, `learner-key:${learnerId}`, row?.wrapped ?? Buffer.alloc(0));
  };
  const own = await keyOf(window.learner.id);
  const jpeg = unseal(own, `snapshot:${id}`, sealed);
  const { format, width, height, exif, icc } = await sharp(jpeg).metadata();
  expect([format, exif, icc]).toEqual(['jpeg', undefined, undefined]);
  expect(Math.max(width, height)).toBe(1_280);
  expect(jpeg.includes('secret')).toBe(false);

  const sha256 = createHash('sha256').update(jpeg).digest('hex');
  const [event] = await readEvents(school.sql, window.learner.id, 'snapshot_taken');
  expect(event).toMatchObject({ demandId: id, sha256 });
  const [row] = await school.sql<{ sha256: Buffer; upload: Buffer }[]>`
    select sha256, upload_sha256 as upload from snapshot where id = ${id}`;
  expect(row?.sha256.toString('hex')).toBe(sha256);
  expect(row?.upload.equals(createHash('sha256').update(tagged).digest())).toBe(true);

  // Sealed for this learner and this demand: no other key, no other place, no changed byte opens it.
  const foreign = await keyOf(other.learner.id);
  expect(() => unseal(foreign, `snapshot:${id}`, sealed)).toThrow();
  expect(() => unseal(testMasterKey, `snapshot:${id}`, sealed)).toThrow();
  expect(() => unseal(own, 'snapshot:another', sealed)).toThrow();
  const changed = Buffer.from(sealed);
  changed[100] = (changed[100] ?? 0) ^ 1;
  expect(() => unseal(own, `snapshot:${id}`, changed)).toThrow();
  await verifyLog(school.sql, window.learner.id);
}, 90_000);
