import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credit } from '../../app/study/study.wire.ts';
import { fixtureLesson, fixtures } from '../harness/fixtures.ts';
import { liveAnew } from '../harness/live-anew.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { openSchool, type School } from './open-school.ts';
import { readEvents, readLedger, verifyLog } from './read-ledger.ts';

// What lies around a beat: the days of the class (P019), approved content (P011) and its version (A14).

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

const lesson = fixtureLesson(1);

describe('the days of the class (P019)', () => {
  it('after the last day, or before approval, nothing opens', async () => {
    const learner = await school.enter(1);
    const closed = [
      [{ ends_on: '2020-12-31' }, { ends_on: '2099-12-31' }],
      [{ starts_on: '2099-01-01' }, { starts_on: '2020-01-01' }],
      [
        { state: 'applied', approved_at: null },
        { state: 'approved', approved_at: new Date('2020-01-01') },
      ],
    ] as const;
    const put = (values: object) =>
      pastGuards(
        school.sql,
        (tx) => tx`update training_class set ${tx(values)} where id = ${fixtures.classId}`,
      );
    for (const [shut, open] of closed) {
      await put(shut);
      const refused = await learner.openLease();
      expect(refused.status).toBe(403);
      expect(refused.body).toMatchObject({ refused: 'class_not_open', say: '这个班现在没开课。' });
      await put(open);
    }
    expect(await readLedger(school.sql, learner.learner.id)).toMatchObject({ frontierMs: 0 });
    expect((await learner.openLease()).status).toBe(201);
  });

  it('seconds after midnight of the last day are not counted, those before are', async () => {
    const learner = await school.enter(2);
    await learner.openLease();
    // Midnight comes 4 s after the lease was opened.
    await school.sql`update lease set rules = rules || jsonb_build_object('classEndsWallMs', ${Date.now() + 4_000}::bigint)
      where learner_id = ${learner.learner.id}`;
    await school.sql`update chain_head set rev = rev + 1 where learner_id = ${learner.learner.id}`;
    let last = (await learner.beat(0)).body;
    let earnedMs = 0;
    for (let i = 0; i < 8; i++) {
      await sleep(1_000);
      last = (await learner.beat(1_000)).body;
      earnedMs += last.earnedNowMs;
      if (!last.control) continue;
      learner.atMs = (
        await learner.answer(last.control.id, await school.solve(last.control.id))
      ).body.standing.frontierMs;
    }
    expect(last.uncounted).toBe('class_over');
    expect(earnedMs).toBeGreaterThan(0);
    const { frontierMs } = await readLedger(school.sql, learner.learner.id);
    expect(frontierMs).toBeLessThanOrEqual(4_000);
    expect(learner.naive.reportedMs).toBe(8_000);
    const log = await readEvents(school.sql, learner.learner.id, 'uncounted');
    expect(log.map(({ reason }) => reason)).toContain('class_over');
    await verifyLog(school.sql, learner.learner.id);
  });
});

describe('versions of a lesson (A14, P011)', () => {
  const publishNext = async (durationMs: number, number: number) => {
    const id = randomUUID();
    await school.sql`
      insert into video_version (id, lesson_id, number, state, step, step_pct, duration_ms, renditions, group_ms,
        segment_ms, content_key_sealed, content_sha256)
      select ${id}, lesson_id, ${number}, 'uploaded', step, step_pct, ${durationMs}, renditions, group_ms, segment_ms,
        content_key_sealed, content_sha256
      from video_version where id = ${lesson.videoVersionId}`;
    await school.sql`insert into version_file (video_version_id, path, sha256, bytes)
      select ${id}, path, sha256, bytes from version_file where video_version_id = ${lesson.videoVersionId}`;
    await liveAnew(school.sql, id);
    return id;
  };

  const publishAgain = () =>
    pastGuards(
      school.sql,
      (tx) => tx`update video_version set state = 'published' where id = ${lesson.videoVersionId}`,
    );

  it('a shorter version published meanwhile completes nothing: she and her class keep theirs; another class gets the new one', async () => {
    const [began, later] = [await school.enter(3), await school.enter(4)];
    const { durationMs } = (await began.openLease()).body.standing;
    await sleep(1_100);
    await began.beat(1_000);
    const shorter = await publishNext(10_000, 2);
    try {
      await sleep(1_100);
      const told = await began.beat(0, { played: { fromMs: 1_000, toMs: 2_000 } });
      expect(told.body).toMatchObject({ durationMs, completed: false });
      const beyond = await began.beat(0, { played: { fromMs: 9_000, toMs: 10_000 } });
      expect(beyond.body).toMatchObject({ earnedNowMs: 0, completed: false });
      expect((await began.openLease()).body.standing).toMatchObject({ durationMs, frontierMs: 2_000 });

      const classmate = await school.enter(7);
      expect((await classmate.openLease()).body.standing).toMatchObject({ durationMs, frontierMs: 0 });
      // A class that was not given this lesson yet.
      await school.sql`delete from class_video where class_id = ${fixtures.classId}`;
      expect((await later.openLease()).body.standing).toMatchObject({ durationMs: 10_000, frontierMs: 0 });
      const done = await later.studyHonestly(40_000, school.solve, 500);
      expect(done).toMatchObject({ completed: true, provenMs: 10_000, creditedTotalMs: 10_000 });
      // Played on after the end it gives no more than the version is long.
      for (let i = 0; i < 3; i++) {
        await sleep(1_000);
        await later.beat(0, { played: { fromMs: 9_000 + i * 1_000, toMs: 10_000 + i * 1_000 } });
      }
      expect(await readLedger(school.sql, later.learner.id)).toMatchObject({
        provenMs: 10_000,
        frontierMs: 10_000,
      });
      // Progress as position of the shorter video, or seconds that were reported, say otherwise.
      expect(began.naive.furthestMs).toBeGreaterThanOrEqual(10_000);
      expect(later.naive.reportedMs).toBeGreaterThan(11_000);
      for (const { learner } of [began, later]) await verifyLog(school.sql, learner.id);
    } finally {
      await school.sql`update video_version set state = 'withdrawn' where id = ${shorter}`;
    }
  });

  it('a withdrawn version earns nothing more at once, and gives no key, list or segment after ten seconds', async () => {
    const learner = await school.enter(5);
    const opened = (await learner.openLease()).body;
    await sleep(1_100);
    expect((await learner.beat(1_000)).body.earnedNowMs).toBe(1_000);
    const addresses = [
      opened.manifestUrl,
      `/study/leases/${learner.fence}/360p.m3u8`,
      `/study/leases/${learner.fence}/keys/0`,
      `/media/${lesson.videoVersionId}/360p/0.ts`,
    ];
    for (const address of addresses) expect((await learner.get(address)).status, address).toBe(200);

    await school.sql`update video_version set state = 'withdrawn' where id = ${lesson.videoVersionId}`;
    try {
      const withdrawnMs = performance.now();
      await sleep(1_100);
      const refused = await learner.beat(1_000);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ refused: 'lease_ended', facts: { reason: 'withdrawn' } });
      expect((await learner.openLease()).body).toMatchObject({ refused: 'lesson_not_ready' });
      await sleep(Math.max(0, 10_000 - (performance.now() - withdrawnMs)));
      for (const address of addresses)
        expect([403, 404], address).toContain((await learner.get(address)).status);
      expect((await readLedger(school.sql, learner.learner.id)).frontierMs).toBe(1_000);
      expect(learner.naive.reportedMs).toBe(2_000);
    } finally {
      await publishAgain();
    }
    // Published again, she goes on where she was.
    expect((await learner.openLease()).body.standing.frontierMs).toBe(1_000);
    await verifyLog(school.sql, learner.learner.id);
  });

  it('after a replacement the class counts the new version alone, as long as it is', async () => {
    const learner = await school.enter(6);
    await learner.openLease();
    let proven = 0;
    while (proven === 0) proven = (await learner.studyHonestly(2_000, school.solve, 500)).provenMs;
    const next = await publishNext(12_000, 3);
    await school.sql`update video_version set state = 'withdrawn' where id = ${lesson.videoVersionId}`;
    try {
      expect((await learner.openLease()).body.standing).toMatchObject({ durationMs: 12_000, provenMs: 0 });
      await learner.studyHonestly(40_000, school.solve, 500);
      const { body } = await learner.get<Credit>('/study/credit');
      expect(body.lessons[0]).toMatchObject({ completed: true, provenMs: 12_000, durationMs: 12_000 });
      expect(body.creditedTotalMs).toBe(12_000);
      expect(body.classHours.reduce((sum, { creditedMs }) => sum + creditedMs, 0)).toBe(12_000);
      // What is finished stays, whatever becomes of the video.
      await school.sql`update video_version set state = 'withdrawn' where id = ${next}`;
      const kept = (await learner.get<Credit>('/study/credit')).body;
      expect(kept.lessons[0]).toMatchObject({ completed: true, provenMs: 12_000 });
      expect(kept.creditedTotalMs).toBe(12_000);
    } finally {
      await publishAgain();
      await school.sql`update video_version set state = 'withdrawn' where id = ${next}`;
    }
    await verifyLog(school.sql, learner.learner.id);
  });
});
