import { afterAll, beforeAll, expect, it } from 'vitest';
import { readActiveTemplate } from '../../app/identity/read-reference.server.ts';
import { storeIdPhoto } from '../../app/identity/store-id-photo.server.ts';
import { withdrawConsent } from '../../app/identity/withdraw-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { fixtures } from '../harness/fixtures.ts';
import { shakePicture } from './clips/camera-noise.ts';
import { toJpeg } from './clips/clips.ts';
import { portraitNames } from './clips/portraits.ts';
import { renderPose } from './clips/render-pose.ts';
import { said } from './enrol-learner.ts';
import { openFaceSchool, type FaceSchool } from './open-face-school.ts';
import { personAt, sendFrame, takeCheck } from './take-challenge.ts';

// No face data in logs: what the server and the worker write down of a whole enrolment names nobody and holds no face.

let school: FaceSchool;
beforeAll(async () => {
  school = await openFaceSchool();
});
afterAll(() => school?.close());

/** What must not stand in a line: base64 or hex of some length, rows of decimals, sealed bytes. */
const faceLike = [
  /[A-Za-z0-9+/]{48,}/,
  /[0-9a-f]{40,}/,
  /(-?\d+\.\d+[,\s]+){4}/,
  /\\x[0-9a-f]{8}/,
  /JFIF|embedding/i,
];

it('the filter finds what it is for', () => {
  const faces = ['[0.12, -0.5,0.33, 0.1, 0.2]', Buffer.alloc(64, 7).toString('base64'), 'a'.repeat(64)];
  for (const line of faces) expect(faceLike.some((trace) => trace.test(line))).toBe(true);
  const honest = JSON.stringify({
    ...{ level: 'info', time: '2026-02-01T02:00:00.000Z', pid: 4711, kind: 'judge_challenge' },
    ...{
      subject: '4d0fa215-8926-49a4-979c-442cccdd1af1',
      seconds: 1.2,
      outcome: 'done',
      msg: 'a job is done',
    },
  });
  expect(faceLike.some((trace) => trace.test(honest))).toBe(false);
});

it('an enrolment by ID photograph, a refused frame, and a withdrawal leave nothing of the face in any log', async () => {
  const window = await school.enter(1);
  const { id: learner, phone, name } = window.learner;
  const [person] = portraitNames;
  if (!person) throw new Error('there is no portrait');
  const clerk = { personId: fixtures.clerk.id, institutionId: fixtures.institutionId };
  const photo = await toJpeg(shakePicture(await renderPose(person, {}), 3, 99));
  await storeIdPhoto(school.house, clerk, learner, photo, readClock());

  const { asked, sent, standing } = await takeCheck(window, personAt(person, 4), { purpose: 'enrolment' });
  expect([standing.state, standing.fault]).toEqual(['passed', null]);
  expect((await sendFrame(window, asked, 17, sent[0] ?? Buffer.alloc(0))).status).toBeGreaterThanOrEqual(400);
  // The person of the ID photograph: active without a witness (D08).
  expect(await readEvents(school.sql, learner, 'face_enrolled')).toMatchObject([{ compared: 'id_photo' }]);
  const active = await readActiveTemplate(school.sql, school.house, learner);
  expect(active?.template.embedding).toHaveLength(128);
  const [reference] = await school.sql<{ sha256: Buffer }[]>`
    select sha256 from face_reference where learner_id = ${learner}`;
  expect(await withdrawConsent(school.house, learner, said, readClock())).toBe(true);
  await verifyLog(school.sql, learner);
  await school.worker?.stop();

  const lines = [...school.server.stderr, ...(school.worker?.lines ?? [])];
  expect(lines.some((line) => line.includes('judge_challenge'))).toBe(true);
  const secrets = [asked.nonce, reference?.sha256.toString('hex') ?? '', phone, name];
  for (const line of lines) {
    for (const trace of faceLike) expect(line).not.toMatch(trace);
    for (const secret of secrets) expect(line.includes(secret)).toBe(false);
  }
  const jobs = await school.sql<{ text: string }[]>`select job::text as text from job`;
  for (const { text } of jobs) for (const trace of faceLike) expect(text).not.toMatch(trace);
}, 120_000);
