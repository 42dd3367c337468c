import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../app/identity/read-session.server.ts';
import { recordResults } from '../../app/training/assessment/record-results.server.ts';
import { drawBatch, redrawBatch } from '../../app/training/subsidy/draw-batch.server.ts';
import { confirmBatch, publishBatch } from '../../app/training/subsidy/move-batch.server.ts';
import {
  answerObjection,
  objectionLimits,
  strikeEntry,
} from '../../app/training/subsidy/object-to-batch.server.ts';
import { readOwnBatch } from '../../app/training/subsidy/own-batch.server.ts';
import { readPublicities, readPublicity } from '../../app/training/subsidy/read-publicity.server.ts';
import { bureau, inspector, otherBureau, why } from '../application/open-application.ts';
import { sessionOf } from '../face/store-face.ts';
import { clerk } from '../roster/open-class.ts';
import { addGraduates, at, doorsOf, published, sha, signed } from './open-subsidy.ts';

import {
  base,
  second,
  third,
  fourth,
  group,
  month,
  july1,
  year,
  nextYear,
  day,
  draw,
  see,
  sign,
  complete,
  send,
  openStage,
} from './stage.ts';

// P080, P081: a signed list is published, objected to, completed, confirmed and paid once; and two at once.

openStage();

describe('the publicity (P080)', () => {
  it('cannot be cut short by a minute, across a month’s end', async () => {
    const june29 = day('06-29');
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
    nextYear();
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
    const last = await Promise.all([second, third, second].map((person) => why(sign(id, person))));
    expect(last.toSorted()).toEqual(['done', 'done', 'subsidy_signed']);
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
