import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ChallengeAsked, StepShown } from '../../app/presence/challenge/face.wire.ts';
import { modelId } from '../../app/presence/engine/models.ts';
import { openFaceSchool, type FaceSchool } from '../face/open-face-school.ts';
import { ask, codeOf, finish, pathOf, sendFrame } from '../face/take-challenge.ts';
import { Attacker, type RefusedBody, type Reply } from './attacker.ts';
import { addSegment, makePhotograph } from './make-photograph.ts';
import { verifyLog } from './read-ledger.ts';
import { digestLearner } from './watch-learner.ts';

// D03, D04, F01: a program that sends frames as it likes. Every attempt is refused in a plain sentence, and nothing is
// stored of it. No worker runs: what is refused here needs no look at a face.

let school: FaceSchool;
let window: Attacker;
let asked: ChallengeAsked;
let seed = 0;
beforeAll(async () => {
  school = await openFaceSchool({}, { withWorker: false });
  window = await school.enter(1);
});
afterAll(() => school?.close());
beforeEach(askAnew);

/** Another hour, another challenge: the attacks of this file are more than one learner may begin. */
async function askAnew(): Promise<void> {
  await school.sql`update face_challenge set asked_wall_ms = asked_wall_ms - 3600000, state = 'expired'`;
  asked = (await ask(window, { purpose: 'enrolment' })).body;
}

const frame = () => makePhotograph(1_000 + seed++, 480, 360);

/** Does it, and checks that it is refused as told, kindly, and that nothing of hers has moved. */
async function refused(
  attempt: () => Promise<Reply<Partial<RefusedBody>>>,
  status: number,
  code: string,
  what = code,
): Promise<void> {
  const before = await digestLearner(school.sql, window.learner.id);
  const reply = await attempt();
  expect([reply.status, reply.body?.refused], what).toEqual([status, code]);
  expect([reply.body?.say, reply.body?.fix].join(), what).toMatch(/[\u4e00-\u9fff].*,.*[\u4e00-\u9fff]/);
  expect(await digestLearner(school.sql, window.learner.id), what).toBe(before);
}

it('frames without a challenge, and for the challenge of another', async () => {
  const jpeg = await frame();
  const nonce = randomBytes(32).toString('base64');
  await refused(() => sendFrame(window, { id: randomUUID(), nonce }, 1, jpeg), 409, 'challenge_gone');
  await refused(() => sendFrame(window, { id: 'no-challenge', nonce }, 1, jpeg), 409, 'challenge_gone');
  const other = await school.enter(2);
  for (const path of ['', '/steps', '/more-time', '/finish', '/frames/1']) {
    const attempt = () =>
      path === ''
        ? other.get<Partial<RefusedBody>>(pathOf(asked.id))
        : path === '/frames/1'
          ? sendFrame(other, asked, 1, jpeg)
          : other.post<Partial<RefusedBody>>(pathOf(asked.id) + path, path === '/steps' ? { step: 1 } : {});
    await refused(attempt, 409, 'challenge_gone', path);
  }
  // Another device of hers neither: who passes here would pass for that one.
  const phone = await school.enter(1);
  await refused(() => sendFrame(phone, asked, 1, jpeg), 409, 'challenge_gone', 'a frame of another device');
  await refused(
    () => phone.post(`${pathOf(asked.id)}/steps`, { step: 1 }),
    409,
    'challenge_gone',
    'its step',
  );
  await refused(() => phone.post(`${pathOf(asked.id)}/finish`, {}), 409, 'challenge_gone', 'its end');
  // Positive control: the owner herself.
  expect((await sendFrame(window, asked, 1, jpeg)).status).toBe(201);
});

it('the code must be of these bytes, this place and this nonce', async () => {
  const [jpeg, another] = [await frame(), await frame()];
  const old = (await ask(window, { purpose: 'enrolment' })).body;
  asked = (await ask(window, { purpose: 'enrolment' })).body;
  const forged: Record<string, string> = {
    none: '',
    'not hex': 'z'.repeat(64),
    zeros: '0'.repeat(64),
    'of other bytes': codeOf(asked.nonce, 1, another),
    'of another place': codeOf(asked.nonce, 2, jpeg),
    'under the nonce of an earlier challenge': codeOf(old.nonce, 1, jpeg),
    'too long': `${codeOf(asked.nonce, 1, jpeg)}00`,
  };
  for (const [what, code] of Object.entries(forged))
    await refused(
      () => sendFrame(window, asked, 1, jpeg, { 'X-Frame-Code': code }),
      422,
      'frame_wrong',
      what,
    );
  // The challenge given up for this one takes nothing any more, whoever has its nonce.
  await refused(() => sendFrame(window, old, 1, jpeg), 409, 'challenge_gone');
  expect((await sendFrame(window, asked, 1, jpeg)).status).toBe(201);
});

it('scores and verdicts of the browser are no part of any message', async () => {
  const begin = { purpose: 'enrolment', fence: null, controlId: null };
  for (const more of [{ score: 1 }, { live: true }, { verdict: 'passed' }, { state: 'passed' }]) {
    await refused(() => window.post('/presence/challenges', { ...begin, ...more }), 422, 'bad_shape');
    await refused(() => window.post(`${pathOf(asked.id)}/finish`, more), 422, 'bad_shape');
    await refused(() => window.post(`${pathOf(asked.id)}/steps`, { step: 1, ...more }), 422, 'bad_shape');
  }
  const headers = { 'X-Liveness-Score': '1', 'X-Verdict': 'passed' };
  expect((await sendFrame(window, asked, 1, await frame(), headers)).status).toBe(201);
  const [row] = await school.sql`select state, verdict, fault from face_challenge where id = ${asked.id}`;
  expect(row).toEqual({ state: 'asked', verdict: null, fault: null });
});

it('frames come once, in order, in time, and not too many', async () => {
  const jpegs = await Promise.all(Array.from({ length: 20 }, frame));
  const jpeg = (at: number) => jpegs[at] ?? Buffer.alloc(0);
  for (const seq of [1, 2, 5]) expect((await sendFrame(window, asked, seq, jpeg(seq))).status).toBe(201);
  await refused(() => sendFrame(window, asked, 2, jpeg(9)), 409, 'frame_twice', 'another frame in its place');
  await refused(() => sendFrame(window, asked, 6, jpeg(2)), 409, 'frame_twice', 'the same frame again');
  await refused(() => sendFrame(window, asked, 4, jpeg(4)), 422, 'frame_wrong', 'an earlier place');
  for (let seq = 6; seq < 19; seq++)
    expect((await sendFrame(window, asked, seq, jpeg(seq))).status).toBe(201);
  await refused(() => sendFrame(window, asked, 19, jpeg(0)), 422, 'frame_wrong', 'a seventeenth');
  expect((await finish(window, asked.id)).status).toBe(202);
  await refused(() => sendFrame(window, asked, 20, jpeg(0)), 409, 'challenge_gone', 'after the end');
  // Nobody begins anew while that is being judged: no try is free.
  await refused(() => ask(window, { purpose: 'enrolment' }), 503, 'busy');
  // Positive control: a verdict that never came locks nobody out.
  await school.sql`update face_challenge set asked_wall_ms = asked_wall_ms - 660000 where id = ${asked.id}`;
  expect((await ask(window, { purpose: 'enrolment' })).status).toBe(201);
});

it('after its time nothing is taken', async () => {
  await school.sql`update face_challenge set asked_mono_ms = asked_mono_ms - 45000 where id = ${asked.id}`;
  const jpeg = await frame();
  await refused(() => sendFrame(window, asked, 1, jpeg), 409, 'challenge_gone');
  await refused(() => window.post(`${pathOf(asked.id)}/finish`, {}), 409, 'challenge_gone');
});

it('bytes that were ever sent are not taken again, whoever sends them (D03)', async () => {
  const other = await school.enter(3);
  const others = (await ask(other, { purpose: 'enrolment' })).body;
  const [recorded, stolen] = [await frame(), await frame()];
  expect((await sendFrame(window, asked, 1, recorded)).status).toBe(201);
  expect((await sendFrame(other, others, 1, stolen)).status).toBe(201);
  asked = (await ask(window, { purpose: 'enrolment' })).body;
  await refused(() => sendFrame(window, asked, 1, recorded), 409, 'frame_twice');
  await refused(() => sendFrame(window, asked, 1, stolen), 409, 'frame_twice');
});

it('the actions come one by one: none early, none skipped, none beyond', async () => {
  const step = (n: number) => window.post<StepShown & RefusedBody>(`${pathOf(asked.id)}/steps`, { step: n });
  await refused(() => step(2), 429, 'too_fast');
  await refused(() => step(4), 422, 'bad_shape');
  let { body: first } = await step(1);
  // One that takes its time: on a busy machine too a moment later is too early.
  while (first.holdMs < 1_000) {
    await askAnew();
    first = (await step(1)).body;
  }
  await refused(() => step(2), 429, 'too_fast', 'before the first was shown');
  await sleep(first.waitMs);
  await refused(() => step(2), 429, 'too_fast', 'before the first can be done');
  await sleep(first.holdMs + 50);
  expect((await step(2)).status).toBe(200);
});

it('one challenge at a time, and not for ever until an easy one comes', async () => {
  const asks = await Promise.all([1, 2, 3, 4].map(() => ask(window, { purpose: 'enrolment' })));
  expect(asks.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const [open] = await school.sql<{ count: number }[]>`
    select count(*)::int as count from face_challenge where learner_id = ${window.learner.id} and state = 'asked'`;
  expect(open?.count).toBe(1);
  for (let n = 5; n < 20; n++) expect((await ask(window, { purpose: 'enrolment' })).status).toBe(201);
  await refused(() => ask(window, { purpose: 'enrolment' }), 429, 'too_fast');
});

it('a control is checked only by the learner and window that it is open for', async () => {
  await school.sql`insert into face_reference (learner_id, id, state, challenge_id, model_id, blob, sha256, created_at)
    values (${window.learner.id}, ${randomUUID()}, 'active', ${randomUUID()}, ${modelId}, 'b', ${randomBytes(32)}, now())`;
  const control = { purpose: 'control', fence: 1, controlId: randomUUID() } as const;
  await refused(() => ask(window, control), 409, 'lease_ended');
  await refused(() => ask(window, { ...control, fence: null }), 422, 'bad_shape');
  await school.sql`delete from face_reference where learner_id = ${window.learner.id}`;
});

const html = '<html><body><script>fetch("//x")</script></body></html>';
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><script>alert(1)</script></svg>`;

/** Uploads that are no frame of a camera, each with the refusal it must get. */
async function forgeries(): Promise<Record<string, [Buffer, number, string]>> {
  const honest = await frame();
  const blank = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#777' } });
  const zip = Buffer.from(`PK\x03\x04\x14\0\0\0${'noise'.repeat(60)}`, 'latin1');
  return {
    'nothing at all': [Buffer.alloc(0), 415, 'not_a_picture'],
    'HTML named .jpg': [Buffer.from(html), 415, 'not_a_picture'],
    'SVG named .jpg': [Buffer.from(svg), 415, 'not_a_picture'],
    'a PNG': [await sharp(honest).png().toBuffer(), 415, 'not_a_picture'],
    'a WebP': [await sharp(honest).webp().toBuffer(), 415, 'not_a_picture'],
    'a GIF': [await sharp(honest).gif().toBuffer(), 415, 'not_a_picture'],
    'half a JPEG': [honest.subarray(0, honest.length / 2), 415, 'not_a_picture'],
    'a JPEG head on noise': [
      Buffer.concat([honest.subarray(0, 20), randomBytes(3_000)]),
      415,
      'not_a_picture',
    ],
    'one pixel': [await blank(1, 1).jpeg().toBuffer(), 422, 'picture_too_small'],
    'a strip': [await blank(2_000, 60).jpeg().toBuffer(), 422, 'picture_too_small'],
    '4 megapixels': [
      await blank(2_000, 2_000).jpeg({ quality: 10 }).toBuffer(),
      422,
      'picture_too_many_pixels',
    ],
    'over 300 kB': [Buffer.concat([honest, Buffer.alloc(300_000)]), 413, 'picture_too_large'],
    'a JPEG with a ZIP behind': [Buffer.concat([honest, zip]), 422, 'picture_with_more'],
    'a JPEG with HTML behind': [Buffer.concat([honest, Buffer.from(html)]), 422, 'picture_with_more'],
    'a JPEG with a script in its comment': [addSegment(honest, html), 422, 'picture_with_more'],
    'a JPEG with PHP in its EXIF': [
      addSegment(honest, 'Exif\0\0<?php system($_GET[0]);', 0xe1),
      ...([422, 'picture_with_more'] as [number, string]),
    ],
  };
}

it('nothing but a frame of a camera is taken', async () => {
  for (const [what, [bytes, status, code]] of Object.entries(await forgeries()))
    await refused(() => sendFrame(window, asked, 1, bytes), status, code, what);
  expect(school.server.stderr.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  expect((await sendFrame(window, asked, 1, await frame())).status).toBe(201);
}, 60_000);

it('200 megapixels in few bytes are not decoded', async () => {
  // The size in the frame header says 20,000 × 10,000; nothing behind it does.
  const huge = Buffer.from(await frame());
  const at = huge.indexOf(Buffer.from([0xff, 0xc0]));
  huge.writeUInt16BE(10_000, at + 5);
  huge.writeUInt16BE(20_000, at + 7);
  const beganMs = performance.now();
  await refused(() => sendFrame(window, asked, 1, huge), 422, 'picture_too_many_pixels');
  expect(performance.now() - beganMs).toBeLessThan(2_000);
});

it('who took it, where and with what is not kept; the pixels are, as they were sent', async () => {
  const { openPictures } = await import('../../app/presence/review/open-picture.server.ts');
  const { picturePurpose } = await import('../../app/presence/review/picture-purpose.ts');
  const plain = await frame();
  const tagged = addSegment(addSegment(plain, 'Exif\0\0secret-phone', 0xe1), 'secret-place');
  expect((await sendFrame(window, asked, 1, tagged)).status).toBe(201);
  const [row] = await school.sql<{ blob: string }[]>`
    select blob from face_frame where challenge_id = ${asked.id}`;
  const sealed = await school.house.blobs.get(row?.blob ?? '');
  expect([sealed[0], sealed.includes(Buffer.from('ffd8ff', 'hex'))]).toEqual([1, false]);
  const open = openPictures(school.sql, school.house);
  const kept = await open(window.learner.id, picturePurpose.frame(asked.id, 1), row?.blob ?? '');
  expect(kept?.includes('secret')).toBe(false);
  const pixels = (jpeg: Buffer) => sharp(jpeg).raw().toBuffer();
  expect((await pixels(kept ?? Buffer.alloc(0))).equals(await pixels(plain))).toBe(true);
  await verifyLog(school.sql, window.learner.id);
});
