import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHome } from '../../app/study/read-home.server.ts';
import { creditWire, leaseOpenedWire, standingWire } from '../../app/study/study.wire.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { readEvents, readLedger, verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner, fixtureLesson } from '../harness/fixtures.ts';
import { liveAnew } from '../harness/live-anew.ts';
import { pastGuards } from '../harness/past-guards.ts';

let school: School;
beforeAll(async () => {
  school = await openSchool();
  await pastGuards(
    school.sql,
    (tx) => tx`update video_version set duration_ms = 9000 where lesson_id in (
      select lesson_id from course_lesson where ordinal = 1)`,
  );
  await liveAnew(school.sql, fixtureLesson(1).videoVersionId);
});
afterAll(() => school?.close());

describe('opening and closing a lease', () => {
  it('again from the same window goes on at the same second and asks nothing', async () => {
    const window = await school.enter(1);
    const opened = await window.openLease();
    expect(opened.status).toBe(201);
    expect(leaseOpenedWire.parse(opened.body)).toEqual(opened.body);
    await sleep(1_100);
    const beat = await window.beat(1_000);
    expect(standingWire.parse(beat.body)).toEqual(beat.body);
    const again = await window.openLease();
    expect(again.body.standing).toMatchObject({ fence: 2, seq: 0, frontierMs: 1_000 });
    expect(again.body.manifestUrl).toBe('/study/leases/2/master.m3u8');
    // The files a player asks for first are named under this lease, as its playlist names them.
    const [playlist = '', key, segment] = again.body.firstUrls;
    const first = (await window.get(playlist)).text.split('\n').slice(6, 9).join('\n');
    expect(first).toContain(`URI="${key}"`);
    expect(first).toContain(`\n${segment}`);
    expect((await window.get(key ?? '')).status).toBe(200);
    await verifyLog(school.sql, window.learner.id);
  });

  it('closing twice, or an old lease, changes nothing more; the next opening asks nothing', async () => {
    const window = await school.enter(2);
    await window.openLease();
    for (let i = 0; i < 3; i++) expect((await window.close()).status).toBe(204);
    expect(await readEvents(school.sql, window.learner.id, 'lease_ended')).toMatchObject([
      { fence: 1, reason: 'closed' },
    ]);
    expect((await window.beat(0)).body).toMatchObject({
      refused: 'lease_ended',
      facts: { reason: 'closed' },
    });
    const other = window.window();
    expect((await other.openLease()).status).toBe(201);
    expect((await window.close()).status).toBe(204);
    expect((await other.beat(0)).status).toBe(200);
    await verifyLog(school.sql, window.learner.id);
  });

  it('a control that is open stays open in the new lease, with the time that is left', async () => {
    const window = await school.enter(3);
    await window.openLease();
    let asked = null;
    while (!asked) {
      await sleep(1_000);
      asked = (await window.beat(1_000)).body.control;
    }
    const { control } = (await window.openLease()).body.standing;
    expect(control?.id).toBe(asked.id);
    expect(control?.remainingMs).toBeLessThanOrEqual(asked.remainingMs);
    const { body } = await window.answer(asked.id, await school.solve(asked.id));
    expect(body).toMatchObject({ result: 'right', standing: { control: null } });
    await verifyLog(school.sql, window.learner.id);
  });
});

describe('what a learner has', () => {
  it('before she begins: nothing earned, the first lesson open, the second not', async () => {
    const window = await school.enter(4);
    const { body } = await window.get('/study/credit');
    expect(creditWire.parse(body)).toEqual(body);
    expect(body).toMatchObject({ creditedTotalMs: 0, enrolmentId: window.learner.enrolmentId });
    expect(body).toMatchObject({
      lessons: [
        { ordinal: 1, open: true },
        { ordinal: 2, open: false },
      ],
    });
    expect(await readHome(school.database, window.learner.id)).toMatchObject({
      learnerName: window.learner.name,
      className: '测试班',
      creditedTotalMs: 0,
      creditedTodayMs: 0,
      next: { ordinal: 1, frontierMs: 0, ready: true },
      allDone: false,
      withheldMs: 0,
    });
  });

  it('after one lesson: what is proven, waiting and withheld adds up to the ledger, on every page', async () => {
    const window = await school.enter(5);
    await window.openLease();
    const done = await window.studyHonestly(30_000, school.solve, 500);
    expect(done).toMatchObject({ completed: true, provenMs: 9_000, frontierMs: 9_000 });
    await window.openLease({ ordinal: 2 });
    await sleep(1_100);
    await window.beat(1_000);
    const ledger = await readLedger(school.sql, window.learner.id);
    const { body } = await window.get('/study/credit');
    const credit = creditWire.parse(body);
    expect(credit.creditedTotalMs).toBe(ledger.provenMs);
    const [first, second] = credit.lessons;
    expect(first).toMatchObject({ completed: true, provenMs: 9_000, waitingMs: 0, withheld: null });
    expect(second).toMatchObject({ open: true, completed: false, provenMs: 0, waitingMs: 1_000 });
    expect(credit.classHours.reduce((sum, hour) => sum + hour.creditedMs, 0)).toBe(ledger.provenMs);
    const home = await readHome(school.database, window.learner.id);
    expect(home).toMatchObject({ creditedTotalMs: 9_000, creditedTodayMs: 9_000, next: { ordinal: 2 } });
    expect(home.neededMs).toBe((second?.durationMs ?? 0) + 9_000 - 9_000);
    await verifyLog(school.sql, window.learner.id);
  });

  it('nothing, when she is in no class', async () => {
    const window = await school.enter(6);
    await school.sql`delete from enrolment where id = ${window.learner.enrolmentId}`;
    const { body } = await window.get('/study/credit');
    expect(creditWire.parse(body)).toEqual({
      enrolmentId: null,
      creditedTotalMs: 0,
      lessons: [],
      classHours: [],
    });
    expect(await readHome(school.database, fixtureLearner(6).id)).toMatchObject({
      className: null,
      next: null,
    });
    expect((await window.openLease()).body).toMatchObject({ refused: 'not_enrolled' });
  });
});
