import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attacker } from '../cheats/attacker.ts';
import { briskProfile, openSchool, type School } from '../cheats/open-school.ts';
import { readEvents } from '../cheats/read-ledger.ts';
import { withFaceCheck } from '../harness/face-check.ts';
import { fixtures } from '../harness/fixtures.ts';
import { putChallenge, putReference, sayConsent, sessionHashOf } from './known-face.ts';

// P007, I4: no lease without consent, an enrolled face and a live check of this sitting on this device; no answer to a
// live control but the server's own finding. What a browser says of itself is nowhere looked at (D04).

let school: School;
beforeAll(async () => {
  school = await openSchool({
    ...briskProfile,
    face_check: { ...withFaceCheck.face_check, control_share_pct: 100 },
  });
});
afterAll(() => school?.close());

const refusalOf = async (window: Attacker, more: object = {}) => {
  const { status, body } = await window.openLease({ takeOver: true, ...more });
  return status === 201 ? 'opened' : body.refused;
};
const leases = (learnerId: string) => readEvents(school.sql, learnerId, 'lease_opened');

it('each step that is missing is named, and nothing is opened before the last one', async () => {
  const { sql } = school;
  const window = await school.enter(1);
  const { id } = window.learner;
  const hash = sessionHashOf(window.cookie);
  expect(await refusalOf(window)).toBe('consent_missing');
  await sayConsent(sql, id, 'declined');
  expect(await refusalOf(window)).toBe('consent_missing');
  await sayConsent(sql, id, 'given');
  expect(await refusalOf(window)).toBe('face_not_enrolled');
  const reference = await putReference(sql, id, 'waiting_witness');
  expect(await refusalOf(window)).toBe('face_waits');
  await sql`update face_reference set state = 'active' where id = ${reference}`;
  const due = await window.openLease();
  expect([due.body.refused, due.body.facts.reason]).toEqual(['face_check_due', 'sitting']);
  for (const state of ['asked', 'judging', 'failed', 'expired'] as const) {
    await putChallenge(sql, id, hash, { state, agoMs: 60_000 });
    expect(await refusalOf(window), state).toBe('face_check_due');
  }
  expect(await leases(id)).toEqual([]);
  const passed = await putChallenge(sql, id, hash);
  expect(await refusalOf(window)).toBe('opened');
  expect(await leases(id)).toMatchObject([{ face: 'checked', faceId: passed, faceChecksPerHour: 1 }]);
});

it('a check of another sign-in, of another learner, or from before an absence opens nothing', async () => {
  const { sql } = school;
  const window = await school.enter(2);
  const other = await school.enter(3);
  const { id } = window.learner;
  await sayConsent(sql, id, 'given');
  await putReference(sql, id, 'active');
  await putChallenge(sql, other.learner.id, sessionHashOf(other.cookie));
  await putChallenge(sql, other.learner.id, sessionHashOf(window.cookie));
  expect((await window.openLease()).body.facts.reason).toBe('sitting');
  await putChallenge(sql, id, sessionHashOf(window.cookie));
  expect(await refusalOf(window)).toBe('opened');
  const device = await school.enter(2);
  const elsewhere = await device.openLease({ takeOver: true });
  expect(elsewhere.body.facts.reason).toBe('new_device');
  // The window that was checked goes on undisturbed.
  expect((await window.beat(0)).status).toBe(200);

  await sql`update face_challenge set judged_at = judged_at - interval '31 minutes' where learner_id = ${id}`;
  await sql`update lease set last_seen_at = last_seen_at - interval '31 minutes' where learner_id = ${id}`;
  expect((await window.openLease()).body.facts.reason).toBe('absence');
  await sql`update lease set last_seen_at = now() - interval '5 minutes' where learner_id = ${id}`;
  expect(await refusalOf(window)).toBe('opened');
});

it('a change of the enrolled face under way, and an open case after three tries, wait for a person', async () => {
  const { sql } = school;
  const window = await school.enter(4);
  const { id } = window.learner;
  await sayConsent(sql, id, 'given');
  await putReference(sql, id, 'active');
  const check = await putChallenge(sql, id, sessionHashOf(window.cookie));
  const waiting = await putReference(sql, id, 'waiting_second');
  const waits = await window.openLease();
  expect([waits.body.refused, waits.body.facts.phone]).toEqual(['face_waits', '037100000001']);
  await sql`update face_reference set state = 'refused' where id = ${waiting}`;
  await sql`insert into face_case (learner_id, institution_id, kind, subject_kind, subject_id, opened_at)
    values (${id}, ${fixtures.institutionId}, 'three_tries', 'challenge', ${check}, now())`;
  const person = await window.openLease();
  expect([person.body.refused, person.body.facts.phone]).toEqual(['face_needs_person', '037100000001']);

  // A clerk saw her: she may study, on any device, until then; the log says by whom.
  const witness = randomUUID();
  const [seen, until] = [new Date(), new Date(Date.now() + 3_600_000)];
  await sql`insert into face_witness (learner_id, id, case_id, clerk_id, witnessed_at, until, reason)
    values (${id}, ${witness}, ${randomUUID()}, ${fixtures.clerk.id}, ${seen}, ${until}, '本人到场')`;
  const device = await school.enter(4);
  expect(await refusalOf(device)).toBe('opened');
  expect(await leases(id)).toMatchObject([{ face: 'witnessed', faceId: witness, faceChecksPerHour: 0 }]);
  await sql`update face_witness set until = now() where id = ${witness}`;
  expect(await refusalOf(device)).toBe('face_needs_person');
});

it('who passed at an enrolment that was refused, or before the face was replaced, studies as nobody (D08)', async () => {
  const { sql } = school;
  const window = await school.enter(8);
  const { id } = window.learner;
  const hash = sessionHashOf(window.cookie);
  await sayConsent(sql, id, 'given');
  const active = await putReference(sql, id, 'active');
  // Somebody else took the pictures of an allowed change under this sign-in; the second person refused them.
  const stranger = await putChallenge(sql, id, hash, { purpose: 'enrolment', reason: 'change' });
  const waiting = await putReference(sql, id, 'refused', stranger);
  expect((await window.openLease()).body.refused).toBe('face_check_due');
  // Against the face before, that is replaced now.
  await putChallenge(sql, id, hash, { agoMs: 1_000 });
  await sql`update face_reference set state = 'replaced' where id = ${active}`;
  await sql`update face_reference set state = 'active', created_at = now() where id = ${waiting}`;
  await sql`update face_reference set challenge_id = ${randomUUID()} where id = ${waiting}`;
  expect((await window.openLease()).body.refused).toBe('face_check_due');
  // Positive control: the enrolment of the very face that is active is the check of its sitting.
  await sql`update face_reference set challenge_id = ${stranger} where id = ${waiting}`;
  expect(await refusalOf(window)).toBe('opened');
});

/** Studies until a live check waits; answers its control id. */
async function reachFace(window: Attacker): Promise<string> {
  await sayConsent(school.sql, window.learner.id, 'given');
  await putReference(school.sql, window.learner.id, 'active');
  await putChallenge(school.sql, window.learner.id, sessionHashOf(window.cookie), { agoMs: 1_000 });
  expect((await window.openLease()).status).toBe(201);
  let fromMs = performance.now();
  for (;;) {
    await sleep(1_000);
    const nowMs = performance.now();
    const { body } = await window.beat(nowMs - fromMs);
    fromMs = nowMs;
    if (!body.control) continue;
    expect(body.control).toMatchObject({ kind: 'face', choices: [] });
    return body.control.id;
  }
}

it('a live control is answered by a passed challenge of its own and by nothing else', async () => {
  const { sql } = school;
  const [window, other] = [await school.enter(5), await school.enter(6)];
  const { id } = window.learner;
  const hash = sessionHashOf(window.cookie);
  const controlId = await reachFace(window);
  const refused = async (answer: string) => (await window.answer(controlId, answer)).body.refused;
  expect(await refused('12')).toBe('face_not_passed');
  expect(await refused(randomUUID())).toBe('face_not_passed');
  // The check that opened the lesson, a failed one, one of another control, and another learner's.
  const [opening] = await sql<{ id: string }[]>`select id from face_challenge where learner_id = ${id}`;
  expect(await refused(opening?.id ?? '')).toBe('face_not_passed');
  expect(await refused(await putChallenge(sql, id, hash, { state: 'failed', controlId }))).toBe(
    'face_not_passed',
  );
  expect(await refused(await putChallenge(sql, id, hash, { controlId: randomUUID() }))).toBe(
    'face_not_passed',
  );
  expect(await refused(await putChallenge(sql, other.learner.id, hash, { controlId }))).toBe(
    'face_not_passed',
  );
  const swap = { fence: window.fence, controlId, kind: 'picture' };
  expect((await window.post('/study/controls/swap', swap)).body).toMatchObject({
    refused: 'face_not_passed',
  });
  const passed = await putChallenge(sql, id, hash, { controlId });
  const answered = await window.answer(controlId, passed);
  expect(answered.body.result).toBe('right');
  expect(answered.body.standing.provenMs).toBeGreaterThan(0);
  expect((await window.answer(controlId, passed)).body.refused).toBe('control_gone');
}, 90_000);

it('after three failed tries the stretch is withheld, the lease ends, and what was proven stays', async () => {
  const { sql } = school;
  const window = await school.enter(7);
  const { id } = window.learner;
  const controlId = await reachFace(window);
  for (const tries of [1, 2, 3]) {
    const failed = await putChallenge(sql, id, sessionHashOf(window.cookie), { state: 'failed', controlId });
    const { body } = await window.answer(controlId, failed);
    if (tries < 3) expect(body.refused).toBe('face_not_passed');
    else expect(body).toMatchObject({ result: 'face_failed', standing: { withheld: { reason: 'face' } } });
  }
  const { body } = await window.beat(0);
  expect([body.refused, (body as unknown as { facts: { reason: string } }).facts.reason]).toEqual([
    'lease_ended',
    'failed_check',
  ]);
  // Not before a new check; then from where she was proven.
  expect((await window.openLease()).body.facts.reason).toBe('random');
  await putChallenge(sql, id, sessionHashOf(window.cookie));
  expect(await refusalOf(window)).toBe('opened');
}, 90_000);
