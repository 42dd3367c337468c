import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeClass } from '../../app/training/application/close-class.server.ts';
import { inspectClass } from '../../app/training/application/inspect-class.server.ts';
import { recordFacts } from '../../app/training/outbox/record-facts.server.ts';
import { supervisionFact } from '../../app/training/outbox/supervision-record.ts';
import { sweepRecords } from '../../app/training/outbox/sweep-records.server.ts';
import { readEnrolmentCredit } from '../../app/study/read-credit.server.ts';
import { readEnrolments } from '../../app/study/read-enrolment.server.ts';
import { readHours } from '../../app/training/outbox/read-hours.server.ts';
import * as application from '../application/open-application.ts';
import { proveSome } from '../board/prove-some.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { clerk } from '../roster/open-class.ts';

// P003, P021–P023: what the supervision platform has to know is recorded with what happened, and delivered once.

let base: TestDatabase;
const noon = Date.parse('2026-03-02T12:00:00+08:00');

beforeAll(async () => {
  base = await openTestDatabase();
  await application.shortHours(base.sql);
}, 60_000);
afterAll(() => base?.close());

type Row = { seq: number; kind: string; payload: string; sha256: string; personId: string | null };
const recordsOf = (classId: string) => base.sql<Row[]>`
  select seq, kind, payload, sha256, person_id as "personId" from supervision_record where class_id = ${classId} order by seq`;
const kindsOf = async (classId: string) => (await recordsOf(classId)).map(({ kind }) => kind);

describe('what is recorded', () => {
  it('an approved class with its roster and teachers, in the transaction of the approval, once', async () => {
    const classId = await application.complete(base, 100);
    await application.apply(base.sql, classId);
    expect(await kindsOf(classId)).toEqual([]);
    await application.decide(base.sql, classId, { decision: 'approve' });
    expect(await kindsOf(classId)).toEqual([
      ...['class_approved', 'teacher_assigned', 'teacher_assigned', 'learner_enrolled', 'learner_enrolled'],
    ]);
    await Promise.all([1, 2].map(() => sweepRecords(base.sql, null, noon)));
    expect(await kindsOf(classId)).toHaveLength(5);
    const records = await recordsOf(classId);
    for (const { payload, sha256, kind } of records) {
      expect(createHash('sha256').update(payload).digest('hex')).toBe(sha256);
      const { version, ...fact } = JSON.parse(payload) as { version: number; kind: string };
      expect(version).toBe(1);
      expect(supervisionFact.parse(fact).kind).toBe(kind);
    }
    // Ids alone: no name, no ID number, no telephone is hashed for ever.
    const people = await base.sql<{ name: string; phone: string }[]>`
      select p.name, p.phone from enrolment e join person p on p.id = e.learner_id where e.class_id = ${classId}`;
    const all = records.map(({ payload }) => payload).join('');
    for (const { name, phone } of people) expect(all.includes(name) || all.includes(phone)).toBe(false);
  });

  it('an approval that does not come to pass records nothing', async () => {
    const classId = await application.complete(base, 200);
    await application.apply(base.sql, classId);
    await base.sql`create or replace function fail_now() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`;
    await base.sql`create trigger fails after insert on supervision_record for each row execute function fail_now()`;
    await expect(application.decide(base.sql, classId, { decision: 'approve' })).rejects.toThrow();
    await base.sql`drop trigger fails on supervision_record`;
    expect(await kindsOf(classId)).toEqual([]);
    expect((await application.readState(base.sql, classId)).state).toBe('applied');
    await application.decide(base.sql, classId, { decision: 'approve' });
    expect(await kindsOf(classId)).toContain('class_approved');
  });

  it('what stood before there was an outbox, a finished lesson, and the hours of a class that is over', async () => {
    const { sql } = base;
    const learner = fixtureLearner(1);
    await sweepRecords(sql, null, noon);
    const before = await kindsOf(fixtures.classId);
    expect(before.filter((kind) => kind === 'class_approved')).toHaveLength(1);
    expect(before.filter((kind) => kind === 'learner_enrolled')).toHaveLength(12);
    expect(before).not.toContain('lesson_earned');
    await proveSome(sql, learner.id, learner.enrolmentId, 70_000, true);
    await sql`insert into enrolment_study (learner_id, enrolment_id, credited_ms, photographed_hours, face_checked_hours)
      values (${learner.id}, ${learner.enrolmentId}, 70000, '{0,0}', '{0,0,1,1}')`;
    await Promise.all([1, 2, 3].map(() => sweepRecords(sql, new Date(0), noon)));
    const earned = (await recordsOf(fixtures.classId)).filter(({ kind }) => kind === 'lesson_earned');
    expect(earned).toHaveLength(1);
    const [progress] = await sql<{ ms: number }[]>`
      select proven_ms as ms from lesson_progress where learner_id = ${learner.id} and completed_at is not null`;
    expect(JSON.parse(earned[0]?.payload ?? '')).toMatchObject({
      ...{ learnerId: learner.id, ordinal: 1, earnedMs: progress?.ms },
    });
    // The same hours as on her own page.
    const [enrolment] = await readEnrolments(sql, learner.id, learner.enrolmentId);
    if (!enrolment) throw new Error('no enrolment');
    const credit = await readEnrolmentCredit(sql, learner.id, enrolment);
    const hours = (await readHours(sql, [learner.enrolmentId])).get(learner.enrolmentId);
    expect(hours?.recognisedHours).toBe(1);
    expect(hours).toMatchObject({
      creditedMs: credit.creditedTotalMs,
      recognisedHours: credit.classHours.filter(({ recognised }) => recognised).length,
      completedLessons: 1,
    });
  });

  it('a class that is closed, with what every learner’s hours came to', async () => {
    const classId = await application.complete(base, 300);
    await application.apply(base.sql, classId);
    await application.decide(base.sql, classId, { decision: 'approve' });
    const later = { wallMs: Date.parse('2026-07-02T09:00:00+08:00'), monoMs: 0, boot: 't' };
    const made = { inspectedOn: '2026-04-01', manner: 'remote' as const, headcount: 2, findings: '都在学' };
    await inspectClass(base.sql, application.bureau, classId, made, later);
    await closeClass(base.sql, clerk, classId, later);
    expect((await kindsOf(classId)).at(-1)).toBe('class_closed');
    await sweepRecords(base.sql, null, later.wallMs);
    expect((await kindsOf(classId)).filter((kind) => kind === 'hours_recognised')).toHaveLength(2);
  });

  it('is never changed, taken away or forged, whoever writes', async () => {
    await expect(base.sql`update supervision_record set payload = '{}'`).rejects.toThrow('append-only');
    await expect(base.sql`delete from supervision_record`).rejects.toThrow('append-only');
    await expect(base.sql`delete from supervision_delivery`).rejects.toThrow('append-only');
    await expect(
      base.sql`insert into supervision_record (kind, subject, class_id, version, payload, sha256, at)
        values ('class_closed', 'x', ${fixtures.classId}, 1, '{}', ${'0'.repeat(64)}, now())`,
    ).rejects.toThrow('supervision_record_hash');
    await expect(
      recordFacts(base.sql, [{ kind: 'class_closed', classId: 'not one', closedAtMs: 1 }], noon),
    ).rejects.toThrow();
  });
});
