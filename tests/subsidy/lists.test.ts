import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { setStanding } from '../../app/training/application/set-standing.server.ts';
import { drawBatch, redrawBatch } from '../../app/training/subsidy/draw-batch.server.ts';
import { publishBatch } from '../../app/training/subsidy/move-batch.server.ts';
import { readSupport } from '../../app/training/subsidy/read-vouchers.server.ts';
import { showBatches } from '../../app/training/subsidy/show-batch.server.ts';
import { bureau, inspector, otherBureau, why } from '../application/open-application.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtures } from '../harness/fixtures.ts';
import { clerk, otherClerk } from '../roster/open-class.ts';
import { addGraduates, doorsOf, published, satisfy, sha, signed } from './open-subsidy.ts';

import {
  base,
  second,
  third,
  fourth,
  group,
  month,
  july1,
  year,
  draw,
  see,
  sign,
  complete,
  leftOut,
  openStage,
} from './stage.ts';

// P040, P079, P081: who is proposed is computed, and signed for by two others; tenants see nothing of each other.

openStage();

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
