import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClock } from '../../app/platform/clock.server.ts';
import type { Session } from '../../app/identity/read-session.server.ts';
import { decideTry, grantTry } from '../../app/study/final-test/grant-try.server.ts';
import { openTest } from '../../app/study/final-test/open-test.server.ts';
import { openSchool, setProfile, type School } from '../cheats/open-school.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { putChallenge, putReference, sayConsent, sessionHashOf } from '../face/known-face.ts';
import { sessionOf } from '../face/store-face.ts';
import { noFaceCheck, withFaceCheck } from '../harness/face-check.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { finishLessons, putQuestions, TestWindow } from './sit-test.ts';

// Who may sit the final test: with a live check of this moment, and as often as the rules give, never more.

const final_test = {
  questions: 3,
  limit_s: 600,
  pass_pct: 100,
  tries: 2,
  retry_wait_s: 3600,
  face_within_s: 300,
};
let school: School;
beforeAll(async () => {
  school = await openSchool({ ...withFaceCheck, final_test });
  await putQuestions(school.sql);
});
afterAll(() => school?.close());

const { classId } = fixtures;

async function ready(place: number): Promise<TestWindow> {
  await finishLessons(school.sql, fixtureLearner(place));
  return new TestWindow(await school.enter(place));
}

describe('a live check just before it (P007)', () => {
  const said = async (window: TestWindow) => (await window.open()).body.refused ?? 'opened';

  it('nothing opens without consent, an enrolled face, and a check that was passed now, here', async () => {
    const { sql } = school;
    const window = await ready(1);
    const { id } = fixtureLearner(1);
    const here = sessionHashOf(window.who.cookie);
    const elsewhere = sessionHashOf((await school.enter(1)).cookie);
    expect(await said(window)).toBe('consent_missing');
    await sayConsent(sql, id, 'given');
    expect(await said(window)).toBe('face_not_enrolled');
    await putReference(sql, id, 'active');
    expect(await said(window)).toBe('face_check_due');
    await putChallenge(sql, id, here, { state: 'failed', agoMs: 400_000 });
    expect(await said(window)).toBe('face_check_due');
    await putChallenge(sql, id, elsewhere);
    expect(await said(window)).toBe('face_check_due');
    // Good for a lesson, too old for the test.
    await putChallenge(sql, id, here, { agoMs: 301_000 });
    expect(await said(window)).toBe('face_check_due');
    expect((await window.who.openLease()).status).toBe(201);
    await window.who.close();
    expect(await sql`select 1 from test_paper where learner_id = ${id}`).toHaveLength(0);
    // Positive control.
    const challengeId = await putChallenge(sql, id, here);
    expect(await said(window)).toBe('opened');
    const [opened] = await readEvents(sql, id, 'test_opened');
    expect(opened).toMatchObject({ face: 'checked', faceId: challengeId });
    // Another device has to show that it is she.
    const other = new TestWindow(await school.enter(1));
    expect((await other.open({ takeOver: true })).body.refused).toBe('face_check_due');
    await putChallenge(sql, id, sessionHashOf(other.who.cookie));
    expect((await other.open({ takeOver: true })).status).toBe(201);
  });

  it('a clerk who saw her is the other way, and the paper is marked for the bureau', async () => {
    const { sql } = school;
    const window = await ready(2);
    const { id } = fixtureLearner(2);
    await sayConsent(sql, id, 'given');
    const witness = (
      until: Date,
    ) => sql`insert into face_witness (learner_id, id, case_id, clerk_id, witnessed_at, until, reason)
      values (${id}, gen_random_uuid(), gen_random_uuid(), ${fixtures.clerk.id}, now(), ${until}, 'seen')`;
    await witness(new Date(Date.now() - 1));
    expect(await said(window)).toBe('face_not_enrolled');
    await witness(new Date(Date.now() + 3_600_000));
    expect(await said(window)).toBe('opened');
    expect((await readEvents(sql, id, 'test_opened'))[0]).toMatchObject({ face: 'witnessed' });
  });
});

describe('tries', () => {
  beforeAll(() => setProfile(school.sql, { ...noFaceCheck, final_test }));
  const clerk = sessionOf(fixtures.clerk.id, 'clerk');
  const second = sessionOf(fixtures.bureau.id, 'bureau', fixtures.bureau.institutionId);
  const otherClerk = sessionOf(fixtures.other.clerk.id, 'clerk', fixtures.other.institutionId);
  const reason = '三点到三点半停电';

  /** The grant of this learner that waits. */
  const waiting = async (place: number) => {
    const [row] = await school.sql<{ id: string }[]>`
      select id from test_grant where enrolment_id = ${fixtureLearner(place).enrolmentId} and decided_by is null`;
    return row?.id ?? '';
  };
  const grant = (place: number, session: Session = clerk) => {
    const { enrolmentId } = fixtureLearner(place);
    return grantTry(
      school.sql,
      session,
      classId,
      { enrolmentId, cause: 'interruption', reason },
      readClock(),
    );
  };
  const decide = (grantId: string, session: Session, isConfirmed = true) =>
    decideTry(school.sql, session, classId, { grantId, isConfirmed }, readClock());
  const fail = async (window: TestWindow) => {
    expect((await window.open()).status).toBe(201);
    expect((await window.finish()).body.isPassed).toBe(false);
  };
  const expectCode = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });

  it('no further one before the wait is over, after the last, or by asking from many windows at once', async () => {
    const { sql } = school;
    const window = await ready(3);
    const { id: learnerId } = fixtureLearner(3);
    await fail(window);
    const all = [1, 2, 3, 4].map(() => new TestWindow(window.who.window()));
    const early = await Promise.all(all.map((one) => one.open({ takeOver: true })));
    expect(early.map(({ body }) => body.refused)).toEqual(Array(4).fill('test_wait'));
    // Positive control: an hour later one paper is drawn, however many ask.
    const now = readClock();
    const later = { ...now, wallMs: now.wallMs + 3_700_000, monoMs: now.monoMs + 3_700_000 };
    const sitter = { learnerId, sessionHash: sessionHashOf(window.who.cookie) };
    const request = { classId, windowId: 'window-later', takeOver: true };
    const papers = await Promise.all([1, 2, 3, 4].map(() => openTest(sql, sitter, request, later)));
    expect(new Set(papers.map(({ standing }) => standing.paperId)).size).toBe(1);
    window.paperId = papers[0]?.standing.paperId ?? '';
    window.fence = papers[0]?.standing.fence ?? 0;
    await sql`update test_paper set photos_missed = 1 where id = ${window.paperId}`;
    expect((await window.submit()).status).toBe(200);
    const more = await Promise.all(all.map((one) => one.open({ takeOver: true })));
    expect(more.map(({ body }) => body.refused)).toEqual(Array(4).fill('test_tries_used'));
    expect(await sql`select 1 from test_paper where learner_id = ${learnerId}`).toHaveLength(2);
    await expect(
      sql`insert into test_paper select (jsonb_populate_record(p, '{"id": "00000000-0000-4000-8000-000000000001"}')).*
        from test_paper p where learner_id = ${learnerId} and attempt = 2`,
    ).rejects.toMatchObject({ code: '23505' });
  });

  it('two people give one more, with a reason; one alone, a stranger, or twice at once gives none', async () => {
    const { sql } = school;
    const window = await ready(4);
    const { id: learnerId } = fixtureLearner(4);
    await expectCode(grant(4), 'test_not_granted');
    await window.open();
    await expectCode(grant(4), 'test_not_granted');
    expect((await window.finish()).body.isPassed).toBe(false);
    await expectCode(grant(4, otherClerk), 'not_found');
    await expectCode(grant(4, second), 'forbidden');
    const given = await Promise.allSettled([grant(4), grant(4), grant(4)]);
    expect(given.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const grantId = await waiting(4);
    // Given is not confirmed yet.
    expect((await window.open()).body.refused).toBe('test_wait');
    await expectCode(decide(grantId, clerk), 'case_own');
    await expectCode(decide(grantId, otherClerk), 'not_found');
    await expectCode(decide(grantId, sessionOf(fixtures.inspector.id, 'inspector')), 'forbidden');
    await expect(
      sql`update test_grant set decided_by = granted_by, decided_at = now(), is_confirmed = true where id = ${grantId}`,
    ).rejects.toMatchObject({ constraint_name: 'test_grant_second' });
    const decided = await Promise.allSettled([decide(grantId, second), decide(grantId, second)]);
    expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(sql`update test_grant set is_confirmed = false where id = ${grantId}`).rejects.toMatchObject(
      { code: '23001' },
    );
    await expectCode(grant(4), 'test_not_granted');
    // It opens at once, without the wait, once.
    await fail(window);
    expect((await window.open()).body.refused).toBe('test_wait');
    expect(await readEvents(sql, learnerId, 'test_try_granted')).toMatchObject([
      { grantedBy: fixtures.clerk.id, confirmedBy: fixtures.bureau.id, cause: 'interruption' },
    ]);
    await verifyLog(sql, learnerId);
  });

  it('what the second person does not confirm counts for nothing, and another may be given', async () => {
    const { sql } = school;
    const window = await ready(5);
    await fail(window);
    await grant(5);
    await decide(await waiting(5), second, false);
    expect((await window.open()).body.refused).toBe('test_wait');
    await grant(5);
    await decide(await waiting(5), second);
    expect((await window.open()).status).toBe(201);
    await window.answerAll(sql, 3);
    expect((await window.finish()).body.isPassed).toBe(true);
    expect((await window.open()).body.refused).toBe('test_passed');
    await expectCode(grant(5), 'test_not_granted');
    await verifyLog(sql, fixtureLearner(5).id);
  });

  it('none while too few of the class are satisfied; again once a later asking is satisfied (P057)', async () => {
    const { sql } = school;
    const window = await ready(6);
    const asked = (number: number, overall: number[]) => sql`
      insert into survey_round (class_id, number, opened_by, opened_at, closes_at, tally)
      values (${classId}, ${number}, ${fixtures.clerk.id}, now() - interval '3 days', now() - interval '1 day',
        ${sql.json({ enrolled: 10, answers: 10, steps: { overall, teaching: overall, content: overall, online: overall }, comments: [] })})`;
    await asked(1, [0, 0, 2, 4, 4]);
    const { status, body } = await window.open();
    expect([status, body.refused]).toEqual([409, 'assessment_locked']);
    expect(body.facts['untilDay']).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(await sql`select 1 from test_paper where learner_id = ${fixtureLearner(6).id}`).toHaveLength(0);
    expect((await window.who.get(`/test/${classId}`)).text).toContain('起再问大家满不满意');
    await asked(2, [0, 0, 1, 4, 5]);
    expect((await window.open()).status).toBe(201);
  });
});
