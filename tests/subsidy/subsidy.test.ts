import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../app/identity/read-session.server.ts';
import { recordResults } from '../../app/training/assessment/record-results.server.ts';
import { setStanding } from '../../app/training/application/set-standing.server.ts';
import { drawBatch, redrawBatch } from '../../app/training/subsidy/draw-batch.server.ts';
import {
  completeBatch,
  confirmBatch,
  publishBatch,
  signBatch,
} from '../../app/training/subsidy/move-batch.server.ts';
import {
  answerObjection,
  objectionLimits,
  sendObjection,
  strikeEntry,
} from '../../app/training/subsidy/object-to-batch.server.ts';
import { readOwnBatch } from '../../app/training/subsidy/own-batch.server.ts';
import { readPublicities, readPublicity } from '../../app/training/subsidy/read-publicity.server.ts';
import { readSupport } from '../../app/training/subsidy/read-vouchers.server.ts';
import { showBatch, showBatches } from '../../app/training/subsidy/show-batch.server.ts';
import { bureau, inspector, otherBureau, why } from '../application/open-application.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { clerk, otherClerk } from '../roster/open-class.ts';
import {
  addGraduates,
  addOfficial,
  at,
  doorsOf,
  july,
  published,
  quietFixtures,
  satisfy,
  sha,
  signed,
} from './open-subsidy.ts';

// P079–P081: who is proposed is computed, signed for by two others, published, completed and confirmed, and paid once.

let base: TestDatabase;
let [second, third, fourth] = [bureau, bureau, bureau];
let group: Awaited<ReturnType<typeof addGraduates>>;
let month = '';
let july1 = july;
let year = 2030;

beforeAll(async () => {
  base = await openTestDatabase();
  await quietFixtures(base.sql);
  second = await addOfficial(base, '初审', '13900000871');
  third = await addOfficial(base, '复审', '13900000872');
  fourth = await addOfficial(base, '终审', '13900000873');
});
afterAll(() => base?.close());

/** Every test has a month of its own, later than everything before it, and three graduates. */
beforeEach(async () => {
  year += 1;
  month = `${year}-06`;
  july1 = at(`${year}-07-01T02:00:00Z`);
  await base.sql`update training_class set is_subsidised = false`;
  group = await addGraduates(base, 3);
});

const day = (text: string) => at(`${year}-${text}T02:00:00Z`);
const draw = (session: Session = bureau) => drawBatch(doorsOf(base), session, month, july1);
const see = (id: string, session: Session = bureau, now = july1) =>
  showBatch(doorsOf(base), session, id, now);
const sign = async (id: string, session: Session, seenSha256?: string) =>
  signBatch(
    base.sql,
    session,
    id,
    { seenSha256: seenSha256 ?? (await sha(base.sql, session, id)), signedName: '某某' },
    july1,
  );
const complete = async (id: string, now: typeof july1, session: Session = bureau) =>
  completeBatch(doorsOf(base), session, id, await sha(base.sql, session, id), now);
const send = (id: string, entryId = '', address = '10.0.0.1', now = july1, contact = '') =>
  sendObjection(doorsOf(base), id, address, { entryId, words: '她没上过课。', contact }, now);
const leftOut = async (id: string) => (await see(id)).leftOut.map(({ reason }) => reason);

describe('a list', () => {
  it('is computed: whole yuan of the rule profile, everybody with a certificate of a satisfied class, once', async () => {
    const id = await draw();
    const { own, entries } = await see(id);
    expect(own).toMatchObject({ state: 'drawn', people: 3, yuan: 2700, publicityDays: 5, reviewersMin: 2 });
    expect(entries.map(({ enrolmentId }) => enrolmentId).sort()).toEqual([...group.enrolments].sort());
    expect(entries[0]).toMatchObject({ number: 1, amountYuan: 900, institution: '测试机构' });
    expect(entries[0]?.idEnding).toMatch(/^\d{3}[\dX]$/);
    expect(await draw(second)).toBe(id);
    expect(await why(drawBatch(doorsOf(base), bureau, `${year}-07`, july1))).toBe('subsidy_nobody');
    for (const wrong of [`${year}-05`, `${year}-08`, 'x'])
      expect(await why(drawBatch(doorsOf(base), bureau, wrong, july1))).toBe('bad_shape');
  });

  it('leaves out whoever lacks something, and says why', async () => {
    const { sql } = base;
    const [a, b, c] = group.enrolments;
    await sql`update assessment_result set is_passed = false, certificate_number = null where enrolment_id = ${a ?? ''}`;
    await sql`update assessment_result set certificate_number = null where enrolment_id = ${b ?? ''}`;
    await sql`delete from assessment_result where enrolment_id = ${c ?? ''}`;
    const unhappy = await addGraduates(base, 1);
    await satisfy(sql, unhappy.classId, 1, [1, 0, 0, 0, 0]);
    const unsubsidised = await addGraduates(base, 1);
    await sql`update training_class set is_subsidised = false where id = ${unsubsidised.classId}`;
    const elsewhere = await addGraduates(base, 1, { placeCode: '410200' });
    const good = await addGraduates(base, 1);
    const id = await draw();
    expect((await see(id)).entries.map(({ enrolmentId }) => enrolmentId)).toEqual(good.enrolments);
    expect((await leftOut(id)).sort()).toEqual(['failed', 'no_certificate', 'not_assessed', 'unsatisfied']);
    expect(JSON.stringify(await see(id))).not.toContain(elsewhere.enrolments[0]);
  });

  it('leaves out a barred institution and a class whose subsidy was cancelled, while it is', async () => {
    const { sql } = base;
    const other = await addGraduates(base, 2, {
      ...{ institutionId: fixtures.other.institutionId, clerkId: fixtures.other.clerk.id },
    });
    const bar = (standing: 'barred' | 'normal') =>
      setStanding(
        sql,
        otherBureau,
        fixtures.other.institutionId,
        { standing, untilDay: null, reason: '检查有问题' },
        july1,
      );
    await bar('barred');
    const id = await draw();
    expect((await see(id)).entries).toHaveLength(3);
    expect(await leftOut(id)).toEqual(['barred', 'barred']);
    await bar('normal');
    await redrawBatch(doorsOf(base), bureau, id, july1);
    expect((await see(id)).entries).toHaveLength(5);
    await sql`create table if not exists class_subsidy_fact (class_id uuid, kind text, clause text, reason text, decided_by uuid,
      at timestamptz, seq bigint generated always as identity)`;
    const say = (kind: string) =>
      sql`insert into class_subsidy_fact (class_id, kind, clause, reason, decided_by, at)
        values (${other.classId}, ${kind}, 'P053', '三次录像看不全', ${bureau.personId}, now())`;
    await say('cancelled');
    await redrawBatch(doorsOf(base), bureau, id, july1);
    expect(await leftOut(id)).toEqual(['cancelled', 'cancelled']);
    await say('lifted');
    await redrawBatch(doorsOf(base), bureau, id, july1);
    expect((await see(id)).entries).toHaveLength(5);
  });

  it('takes nobody who was on one before: not next month, not a higher bureau, and the database holds it', async () => {
    const { sql } = base;
    const id = await draw();
    const province = randomUUID();
    await sql`insert into institution (id, name, phone, place_code, kind) values (${province}, '省人社厅', '0371', '410000', 'bureau')`;
    const official = sessionOf(bureau.personId, 'bureau', province);
    expect(await why(draw(official))).toBe('subsidy_nobody');
    expect(await why(drawBatch(doorsOf(base), bureau, `${year}-07`, july1))).toBe('subsidy_nobody');
    const [entry] = (await see(id)).entries;
    const forced = sql`insert into subsidy_entry (batch_id, number, enrolment_id, amount_yuan, name, id_ending, institution,
        class_title, occupation, level, certificate_number, ended_on)
      select batch_id, 99, enrolment_id, amount_yuan, name, id_ending, institution, class_title, occupation, level,
        certificate_number, ended_on from subsidy_entry where id = ${entry?.id ?? ''}`;
    expect(await why(forced)).toBe('subsidy_entry_once');
  });

  it('no amount is over the most of the rule profile, whoever writes (P040)', async () => {
    const { sql } = base;
    const id = await draw();
    const late = await addGraduates(base, 2);
    const write = (enrolmentId: string, amount: number) =>
      sql`insert into subsidy_entry (batch_id, number, enrolment_id, amount_yuan, name, id_ending, institution,
          class_title, occupation, level, certificate_number, ended_on)
        select ${id}, 50 + ${amount}::int % 7, ${enrolmentId}, ${amount}, '王', '0000', 'x', 'x', 'x', 'x', a.certificate_number,
          '2026-06-30' from assessment_result a where a.enrolment_id = ${enrolmentId}`;
    expect(await why(write(late.enrolments[0] ?? '', 901))).toBe('subsidy_most');
    expect(await why(write(late.enrolments[0] ?? '', 900))).toBe('done');
    await sql`update training_class set is_subsidised = false where id = ${late.classId}`;
    expect(await why(write(late.enrolments[1] ?? '', 900))).toBe('subsidy_unentitled');
  });
});

describe('signatures (P079)', () => {
  it('are of two others than whoever drew it up, each once, for exactly what they saw', async () => {
    const id = await draw();
    expect(await why(sign(id, bureau))).toBe('subsidy_sign_own');
    expect(await why(publishBatch(doorsOf(base), bureau, id, await sha(base.sql, bureau, id), july1))).toBe(
      'subsidy_signatures',
    );
    expect(await why(sign(id, second))).toBe('done');
    expect(await why(sign(id, second))).toBe('subsidy_signed');
    expect(await why(publishBatch(doorsOf(base), bureau, id, await sha(base.sql, bureau, id), july1))).toBe(
      'subsidy_signatures',
    );
    expect(await why(sign(id, third, '0'.repeat(64)))).toBe('subsidy_changed');
    expect(await why(sign(id, third))).toBe('done');
    expect(await why(publishBatch(doorsOf(base), bureau, id, await sha(base.sql, bureau, id), july1))).toBe(
      'done',
    );
  });

  it('of before count for nothing once the list changed, and whoever changed it signs no more', async () => {
    const id = await signed(base, bureau, [second, third], month, july1);
    const before = await sha(base.sql, bureau, id);
    await redrawBatch(doorsOf(base), second, id, july1);
    expect((await see(id)).own, 'nothing changed').toMatchObject({ contentSha256: before, signatures: 2 });
    const late = await addGraduates(base, 1);
    expect((await see(id)).newcomers).toBe(1);
    await redrawBatch(doorsOf(base), second, id, july1);
    expect((await see(id)).own).toMatchObject({ signatures: 0, people: 4 });
    expect(await why(sign(id, second))).toBe('subsidy_sign_own');
    expect(await why(sign(id, fourth, before))).toBe('subsidy_changed');
    expect(await why(sign(id, third))).toBe('done');
    expect(await why(publishBatch(doorsOf(base), bureau, id, await sha(base.sql, bureau, id), july1))).toBe(
      'subsidy_signatures',
    );
    expect(await why(sign(id, fourth))).toBe('done');
    // Back to what it was: who drew it up in between is none of the two.
    await base.sql`update training_class set is_subsidised = false where id = ${late.classId}`;
    await redrawBatch(doorsOf(base), bureau, id, july1);
    expect((await see(id)).own).toMatchObject({ contentSha256: before, signatures: 1 });
  });

  it('the database refuses what the rule refuses, and keeps every signature', async () => {
    const { sql } = base;
    const id = await draw();
    const now = await sha(sql, bureau, id);
    const write = (by: string, content = now) =>
      sql`insert into subsidy_signature (batch_id, signed_by, signed_name, content_sha256, signed_at)
        values (${id}, ${by}, '某某', ${content}, now())`;
    expect(await why(write(bureau.personId))).toBe('subsidy_sign_own');
    expect(await why(write(otherBureau.personId))).toBe('subsidy_reviewer');
    expect(await why(write(clerk.personId))).toBe('subsidy_reviewer');
    expect(await why(write(second.personId, 'f'.repeat(64)))).toBe('subsidy_changed');
    expect(await why(write(second.personId))).toBe('done');
    expect(await why(write(second.personId))).toBe('subsidy_signed_once');
    const publish = () =>
      sql`update subsidy_batch set state = 'published', from_day = '2031-07-01', until_day = '2031-07-06' where id = ${id}`;
    expect(await why(publish())).toBe('subsidy_signatures');
    expect(await why(write(third.personId))).toBe('done');
    expect(
      await why(sql`update subsidy_batch set state = 'completed', completed_by = ${bureau.personId}, completed_at = now(),
      from_day = '2020-01-01', until_day = '2020-01-06' where id = ${id}`),
    ).toBe('subsidy_life');
    expect(
      await why(
        sql`update subsidy_batch set state = 'published', from_day = '2031-07-01', until_day = '2031-07-05' where id = ${id}`,
      ),
    ).toBe('subsidy_publicity');
    expect(await why(publish())).toBe('done');
    for (const statement of [
      'update subsidy_signature set signed_name = signed_name',
      'delete from subsidy_signature',
      'update subsidy_step set reason = reason',
      'delete from subsidy_step',
      'delete from subsidy_batch',
      'delete from subsidy_objection',
    ])
      expect(await why(sql.unsafe(statement)), statement).toBe('23001');
    for (const statement of [
      'delete from subsidy_entry',
      'update subsidy_entry set amount_yuan = 1',
      'update subsidy_entry set batch_id = batch_id, name = name',
    ])
      expect(await why(sql.unsafe(`${statement} where batch_id = '${id}'`)), statement).toBe('subsidy_fixed');
    expect(await why(sql`update subsidy_batch set until_day = until_day - 1 where id = ${id}`)).toMatch(
      /subsidy_(fixed|publicity)/,
    );
  });
});

describe('the publicity (P080)', () => {
  it('cannot be cut short by a minute, across a month’s end', async () => {
    const june29 = day('06-29');
    month = `${year}-06`;
    const id = await published(base, bureau, [second, third], month, june29);
    expect((await see(id)).own).toMatchObject({ fromDay: `${year}-06-29`, untilDay: `${year}-07-04` });
    // 23:59 on the last day in China, then midnight.
    expect(await why(complete(id, at(`${year}-07-04T15:59:59.999Z`)))).toBe('subsidy_running');
    const early = base.sql`update subsidy_batch set state = 'completed', completed_by = ${bureau.personId},
      completed_at = ${`${year}-07-04T15:59:59.999Z`} where id = ${id}`;
    expect(await why(early)).toBe('subsidy_running');
    expect(await why(complete(id, at(`${year}-07-04T16:00:00Z`)))).toBe('done');
    expect(await why(complete(id, day('07-06')))).toBe('subsidy_step');
  });

  it('shows everybody masked names for its days alone, and nothing that leads to a person', async () => {
    const id = await published(base, bureau, [second, third], month, july1);
    const seen = await readPublicity(base.sql, id, july1);
    expect(seen.people).toHaveLength(3);
    for (const { name, idEnding } of seen.people) {
      expect(name).toMatch(/^王\*+$/);
      expect(idEnding).toHaveLength(4);
    }
    const text = JSON.stringify([seen, await readPublicities(base.sql, july1)]);
    const people = await base.sql<{ id: string; name: string; phone: string }[]>`
      select id, name, phone from person where id = any(${group.learners}::uuid[])`;
    for (const one of people)
      for (const mark of [one.id, one.name, one.phone]) expect(text).not.toContain(mark);
    for (const mark of [...group.enrolments, 'Y0000410', '9999']) expect(text).not.toContain(mark);
    expect((await readPublicity(base.sql, id, day('07-06'))).people).toHaveLength(3);
    expect((await readPublicity(base.sql, id, day('07-07'))).people).toEqual([]);
  });

  it('is of no list that is not published', async () => {
    const id = await draw();
    for (const wrong of [id, 'x', randomUUID()])
      expect(await why(readPublicity(base.sql, wrong, july1))).toBe('not_found');
    expect(await why(send(id))).toBe('not_found');
    expect((await readPublicities(base.sql, july1)).map((one) => one.id)).not.toContain(id);
  });

  it('an objection that is upheld strikes its line out; the rest is signed anew, and nothing waits unanswered', async () => {
    const id = await published(base, bureau, [second, third], month, july1);
    const [entry, other] = (await see(id)).entries;
    const receipt = await send(id, entry?.id, '10.0.0.1', july1, '手机 13700000000');
    const [objection] = (await see(id)).objections;
    expect(objection).toMatchObject({
      receipt,
      number: 1,
      words: '她没上过课。',
      contact: '手机 13700000000',
    });
    expect((await see(id, inspector)).objections[0]?.contact, 'sealed for others').toBeNull();
    const [row] = await base.sql<
      { text: string }[]
    >`select to_jsonb(o)::text as text from subsidy_objection o where id = ${objection?.id ?? ''}`;
    expect(row?.text).not.toContain('13700000000');
    expect(await why(complete(id, day('07-07')))).toBe('objection_open');
    const answerIt = (isUpheld: boolean, session = bureau) =>
      answerObjection(
        base.sql,
        session,
        id,
        { objectionId: objection?.id ?? '', isUpheld, answer: '核实属实,划去。' },
        july1,
      );
    expect(await why(answerIt(true, otherBureau))).toBe('not_found');
    expect(await why(answerIt(true))).toBe('done');
    expect(await why(answerIt(false))).toBe('subsidy_step');
    const seen = await readPublicity(base.sql, id, july1);
    expect(seen.people.map(({ number }) => number)).toEqual([2, 3]);
    expect(seen.answers).toEqual([
      expect.objectContaining({ receipt, number: 1, isUpheld: true, answer: '核实属实,划去。' }),
    ]);
    expect(JSON.stringify(seen)).not.toContain('没上过课');
    expect(await why(complete(id, day('07-07')))).toBe('subsidy_signatures');
    await sign(id, second);
    await sign(id, fourth);
    expect(await why(complete(id, day('07-07')))).toBe('done');
    expect((await see(id)).own).toMatchObject({ people: 2, yuan: 1800 });
    expect(await why(drawBatch(doorsOf(base), bureau, `${year}-07`, july1)), 'struck out for good').toBe(
      'subsidy_nobody',
    );
    expect(
      await why(
        strikeEntry(base.sql, bureau, id, { entryId: other?.id ?? '', reason: '太晚了吧' }, day('07-07')),
      ),
    ).toBe('subsidy_step');
  });

  it('an objection that is not upheld leaves the list as it was signed', async () => {
    const id = await published(base, bureau, [second, third], month, july1);
    await send(id);
    const [objection] = (await see(id)).objections;
    await answerObjection(
      base.sql,
      bureau,
      id,
      { objectionId: objection?.id ?? '', isUpheld: false, answer: '核实不属实。' },
      july1,
    );
    expect(await why(complete(id, day('07-07')))).toBe('done');
  });

  it('takes a few objections from one network a day, and none after its last day', async () => {
    const id = await published(base, bureau, [second, third], month, july1);
    const all = await Promise.all(Array.from({ length: 20 }, () => why(send(id, '', '10.9.9.9'))));
    expect(all.filter((one) => one === 'objection_limit')).toHaveLength(20 - objectionLimits.place);
    expect(await why(send(id, '', '10.9.9.10'))).toBe('done');
    expect(await why(send(id, '', '10.9.9.9', day('07-02')))).toBe('done');
    expect(await why(send(id, '', '10.9.9.11', at(`${year}-07-06T15:59:00Z`)))).toBe('done');
    expect(await why(send(id, '', '10.9.9.11', at(`${year}-07-06T16:00:00Z`)))).toBe('objection_over');
    expect(await why(send(id, randomUUID(), '10.9.9.12'))).toBe('not_found');
  });

  it('whoever no longer qualifies stops the list until she is struck out', async () => {
    const id = await signed(base, bureau, [second, third], month, july1);
    const [gone = ''] = group.enrolments;
    const correct = (isPassed: boolean) =>
      recordResults(
        base.sql,
        clerk,
        group.classId,
        {
          lines: [
            {
              enrolmentId: gone,
              result: isPassed ? 'passed' : 'failed',
              endedOn: '2026-06-30',
              certificateNumber: '',
            },
          ],
          reason: '成绩更正了',
        },
        july1,
      );
    await correct(false);
    const publish = async () =>
      publishBatch(doorsOf(base), bureau, id, await sha(base.sql, bureau, id), july1);
    expect(await why(publish())).toBe('subsidy_stale');
    expect(
      (await see(id)).entries.filter(({ isStale }) => isStale).map(({ enrolmentId }) => enrolmentId),
    ).toEqual([gone]);
    await redrawBatch(doorsOf(base), bureau, id, july1);
    await sign(id, second);
    await sign(id, third);
    expect(await why(publish())).toBe('done');
    await base.sql`update assessment_result set is_passed = false, certificate_number = null where enrolment_id = ${group.enrolments[1] ?? ''}`;
    expect(await why(complete(id, day('07-07')))).toBe('subsidy_stale');
    const stale = (await see(id)).entries.find(({ isStale }) => isStale);
    await strikeEntry(base.sql, bureau, id, { entryId: stale?.id ?? '', reason: '成绩更正,没通过' }, july1);
    await sign(id, second);
    await sign(id, third);
    expect(await why(complete(id, day('07-07')))).toBe('done');
  });
});

describe('the finance bureau (P081)', () => {
  it('confirms a completed list once, on a day that was, under a document of its own', async () => {
    const id = await published(base, bureau, [second, third], month, july1);
    const confirm = (confirmedOn: string, document: string, of = id, session: Session = bureau) =>
      confirmBatch(base.sql, session, of, { confirmedOn, document }, day('07-20'));
    expect(await why(confirm(`${year}-07-20`, `财社〔${year}〕1号`))).toBe('subsidy_step');
    await complete(id, day('07-10'));
    expect(await why(confirm(`${year}-07-09`, `财社〔${year}〕1号`))).toBe('bad_shape');
    expect(await why(confirm(`${year}-07-21`, `财社〔${year}〕1号`))).toBe('bad_shape');
    expect(await why(confirm(`${year}-07-20`, `财社〔${year}〕1号`, id, inspector))).toBe('forbidden');
    expect(await why(confirm(`${year}-07-20`, `财社〔${year}〕1号`))).toBe('done');
    expect(await why(confirm(`${year}-07-20`, `财社〔${year}〕1号`))).toBe('done');
    expect(await why(confirm(`${year}-07-20`, `财社〔${year}〕2号`))).toBe('subsidy_step');
    await addGraduates(base, 1);
    year += 1;
    const next = await published(base, bureau, [second, third], `${year}-06`, day('07-01'));
    await complete(next, day('07-10'));
    expect(await why(confirm(`${year}-07-20`, `财社〔${year - 1}〕1号`, next))).toBe('subsidy_document');
    expect(await why(base.sql`update subsidy_batch set confirmed_document = 'x' where id = ${id}`)).toBe(
      'subsidy_fixed',
    );
  });
});

describe('two at once', () => {
  it('draw the same month: one list; overlapping areas: nobody twice', async () => {
    const county = randomUUID();
    await base.sql`insert into institution (id, name, phone, place_code, kind) values (${county}, '区人社局', '0371', '410102', 'bureau')`;
    const official = sessionOf(bureau.personId, 'bureau', county);
    await addGraduates(base, 2, { placeCode: '410102' });
    const done = await Promise.all([draw(), draw(second), why(draw(official)), draw(third)]);
    expect(new Set([done[0], done[1], done[3]]).size).toBe(1);
    const [twice] = await base.sql<{ n: number; all: number }[]>`
      select count(*)::int - count(distinct enrolment_id)::int as n, count(*)::int as all from subsidy_entry e
        join subsidy_batch b on b.id = e.batch_id where b.month = ${month}`;
    expect(twice).toEqual({ n: 0, all: 5 });
  });

  it('one person signs five times: one signature; signing beside a change counts for the list that was seen', async () => {
    const id = await draw();
    const seen = await sha(base.sql, bureau, id);
    const all = await Promise.all(Array.from({ length: 5 }, () => why(sign(id, second, seen))));
    expect(all.filter((one) => one === 'done')).toHaveLength(1);
    await addGraduates(base, 1);
    await Promise.all([
      why(sign(id, third, seen)),
      redrawBatch(doorsOf(base), bureau, id, july1),
      why(sign(id, fourth, seen)),
    ]);
    expect((await readOwnBatch(base.sql, bureau, id)).signatures).toBe(0);
    await Promise.all([sign(id, second), sign(id, third), why(sign(id, second))]);
    expect((await readOwnBatch(base.sql, bureau, id)).signatures).toBe(2);
  });

  it('complete beside an objection of the last minute: it waits for its answer, or the publicity was over', async () => {
    const id = await published(base, bureau, [second, third], month, july1);
    const done = await Promise.all([
      why(send(id, '', '10.1.1.1', at(`${year}-07-06T15:59:59Z`))),
      why(complete(id, day('07-07'))),
    ]);
    expect([
      ['done', 'objection_open'],
      ['objection_over', 'done'],
    ]).toContainEqual(done);
  });
});

describe('tenants (H10)', () => {
  it('no other bureau, institution or role sees or moves a list', async () => {
    const id = await signed(base, bureau, [second, third], month, july1);
    for (const session of [
      otherBureau,
      clerk,
      otherClerk,
      sessionOf(fixtures.teacher.id, 'teacher'),
      sessionOf(fixtures.reviewer.id, 'reviewer'),
    ]) {
      expect(await why(see(id, session))).toBe('not_found');
      expect((await showBatches(base.sql, session, july1)).batches).toEqual([]);
      expect(await why(publishBatch(doorsOf(base), session, id, 'x', july1))).toMatch(/forbidden|not_found/);
      expect(await why(redrawBatch(doorsOf(base), session, id, july1))).toMatch(/forbidden|not_found/);
    }
    for (const session of [clerk, inspector]) expect(await why(draw(session))).toBe('forbidden');
    expect((await see(id, inspector)).own.people).toBe(3);
    const works = [
      () => sign(id, inspector),
      () => redrawBatch(doorsOf(base), inspector, id, july1),
      () => complete(id, july1, inspector),
    ];
    for (const work of works) expect(await why(work())).toBe('forbidden');
  });

  it('an institution sees how its own learners stand, and nobody else’s', async () => {
    await published(base, bureau, [second, third], month, july1);
    const own = await readSupport(base.sql, clerk, group.classId);
    expect(own.map(({ subsidy }) => subsidy)).toEqual(['published', 'published', 'published']);
    expect(await readSupport(base.sql, otherClerk, group.classId)).toEqual([]);
    expect(await readSupport(base.sql, otherBureau, group.classId)).toEqual([]);
  });
});
