import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCredit } from '../../app/study/read-credit.server.ts';
import { fixtureLesson, fixtures } from '../harness/fixtures.ts';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { readEvents, readLedger, verifyLog } from './read-ledger.ts';

// P008, I5: finishing lesson 1 and starting lesson 2 at the same moment (E02); a lesson put in before (E03).

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

/** Whether the answer that is waited for proves the lesson to its end, with what was played while it was asked. */
async function finishes(window: Attacker): Promise<boolean> {
  const [row] = await school.sql<{ finishes: boolean }[]>`
    select coalesce(h.span_to_ms, frontier_ms) + carry_ms >= duration_ms as finishes from lesson_progress p
    left join chain_head h on h.learner_id = p.learner_id and h.span_video_id = p.video_version_id
    where p.learner_id = ${window.learner.id} order by frontier_ms desc limit 1`;
  return row?.finishes ?? false;
}

/** Studies lesson 1 up to its last control, which waits for its answer. Answers that control's id. */
async function reachEnd(window: Attacker): Promise<string> {
  expect((await window.openLease()).status).toBe(201);
  let playingFromMs = performance.now();
  for (;;) {
    await sleep(1_000);
    const nowMs = performance.now();
    const { body } = await window.beat(nowMs - playingFromMs);
    playingFromMs = nowMs;
    if (!body.control) continue;
    if (await finishes(window)) return body.control.id;
    const answered = await window.answer(body.control.id, await school.solve(body.control.id));
    const { standing } = answered.body;
    expect(standing.completed).toBe(false);
    window.atMs = standing.frontierMs;
    playingFromMs = performance.now();
  }
}

/**
 * Sends the last answer among many requests for lesson 2, each by a sign-in of its own; answers how many were given.
 */
async function race(place: number, window: Attacker): Promise<number> {
  const controlId = await reachEnd(window);
  const right = await school.solve(controlId);
  const { enrolmentId } = window.learner;
  const devices = await Promise.all([0, 1, 2].map(() => school.enter(place)));
  const ask = (device: Attacker, i: number) =>
    device.post<{ standing?: { fence: number } }>('/study/leases', {
      ...{ enrolmentId, ordinal: 2, windowId: `race-${i}-abcdef`, takeOver: true },
    });
  const early = await ask(window, 99);
  expect(early.status).toBe(403);
  const [answered, ...asked] = await Promise.all([
    window.answer(controlId, right),
    // With the leases before and after it never more than the six of twenty seconds (B05).
    ...devices.map(ask),
  ]);
  expect(answered.body.result).toBe('right');
  expect(answered.body.standing.completed).toBe(true);
  // Whoever asks again before her turn came takes her own place over, by whichever sign-in.
  for (const { status } of asked) expect([201, 403, 429]).toContain(status);
  expect(asked.some(({ status }) => status !== 429)).toBe(true);
  return asked.filter(({ status }) => status === 201).length;
}

it('lesson 2 opens after lesson 1 is complete in the log, in whatever order the requests come (E02, E03)', async () => {
  const windows = await Promise.all([1, 2, 3].map((place) => school.enter(place)));
  const opened = await Promise.all(windows.map((window, i) => race(i + 1, window)));
  for (const [index, window] of windows.entries()) {
    const { sql } = school;
    const leases = (await readEvents(sql, window.learner.id, 'lease_opened')).filter((e) => e.ordinal === 2);
    const [done] = await readEvents(sql, window.learner.id, 'lesson_completed');
    expect(leases).toHaveLength(opened[index] ?? 0);
    for (const lease of leases) expect(lease.seq).toBeGreaterThan(done?.seq ?? Number.MAX_SAFE_INTEGER);
    const { provenMs, completed } = await readLedger(sql, window.learner.id);
    expect([provenMs, completed]).toEqual([done?.durationMs, 1]);
    await verifyLog(sql, window.learner.id);
    // A scorer that opens lesson 2 as soon as the last second was reported opens it before the answer.
    expect(window.naive.furthestMs).toBeGreaterThanOrEqual((done?.durationMs ?? 0) - 500);
    // Now it is open, for whoever lost the race too.
    expect((await window.openLease({ ordinal: 2, takeOver: true })).status).toBe(201);
  }
  await insertLessonBefore(windows[0] as Attacker);
}, 120_000);

/** E03: a new course version with a lesson put in first; the class keeps its own, a new class follows the new one. */
async function insertLessonBefore(window: Attacker): Promise<void> {
  const { sql } = school;
  const learnerId = window.learner.id;
  const before = await readCredit(school.database, learnerId);
  const ids = { version: randomUUID(), lesson: randomUUID(), class: randomUUID(), enrolment: randomUUID() };
  await sql`insert into lesson (id, occupation_id, slug, title)
    values (${ids.lesson}, ${fixtures.occupationId}, '00-new', '新课')`;
  await sql`insert into course_version (id, course_id, number) values (${ids.version}, ${fixtures.courseId}, 2)`;
  const order = [ids.lesson, fixtureLesson(1).lessonId, fixtureLesson(2).lessonId];
  for (const [index, lessonId] of order.entries()) {
    await sql`insert into course_lesson (course_version_id, ordinal, lesson_id, module_name)
      values (${ids.version}, ${index + 1}, ${lessonId}, '模块')`;
  }
  expect(await readCredit(school.database, learnerId)).toEqual(before);
  expect((await window.openLease({ ordinal: 2, takeOver: true })).status).toBe(201);

  await sql`insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on, approved_at, state)
    select ${ids.class}, institution_id, '新班', ${ids.version}, rule_profile_id, '2021-01-01', ends_on, approved_at, state
    from training_class where id = ${fixtures.classId}`;
  await sql`insert into enrolment (id, learner_id, class_id) values (${ids.enrolment}, ${learnerId}, ${ids.class})`;
  const credit = await readCredit(school.database, learnerId);
  expect(credit.enrolmentId).toBe(ids.enrolment);
  // The new lesson is not complete by what was studied before, and shuts what follows it.
  expect(credit.lessons.map(({ completed }) => completed)).toEqual([false, true, false]);
  expect(credit.lessons.map(({ open }) => open)).toEqual([true, false, false]);
  for (const ordinal of [2, 3]) {
    const reply = await window.openLease({ enrolmentId: ids.enrolment, ordinal, takeOver: true });
    expect([reply.status, reply.body.refused]).toEqual([403, 'lesson_locked']);
  }
  await verifyLog(sql, learnerId);
}
