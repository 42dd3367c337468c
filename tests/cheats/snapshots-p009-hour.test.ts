import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Credit, Standing } from '../../app/study/study.wire.ts';
import type { Attacker } from './attacker.ts';
import { makePhotograph } from './make-photograph.ts';
import { openSchool, type School } from './open-school.ts';
import { provokePhotograph } from './reach-control.ts';
import { readEvents, readLedger, verifyLog } from './read-ledger.ts';
import { upload } from './upload-photograph.ts';

// P009, F02, I6: a class hour without its photograph is credited and not recognised, until it is studied again with one.

let school: School;
beforeAll(async () => {
  // Class hours of 30 s: the first ends inside the lesson.
  school = await openSchool({
    popup_min_gap_s: 5,
    popup_max_gap_s: 10,
    class_hour_min_s: 30,
    snapshot_answer_s: 10,
  });
});
afterAll(() => school?.close());

const readCredit = async (window: Attacker) => (await window.get<Credit>('/study/credit')).body;

/** Plays from `fromMs` until `until` says so; answers every control; hands every standing to `see`. */
async function play(
  window: Attacker,
  fromMs: number,
  see: (standing: Standing) => Promise<boolean>,
): Promise<void> {
  window.atMs = fromMs;
  let playingFromMs = performance.now();
  for (let beat = 0; beat < 60; beat++) {
    await sleep(1_000);
    const nowMs = performance.now();
    let { body } = await window.beat(nowMs - playingFromMs);
    playingFromMs = nowMs;
    if (body.control) {
      const before = window.atMs;
      const answered = await window.answer(body.control.id, await school.solve(body.control.id));
      body = { ...body, ...answered.body.standing };
      if (before >= body.frontierMs) window.atMs = body.frontierMs;
      playingFromMs = performance.now();
    }
    if (await see(body)) return;
  }
  throw new Error('a minute was not enough');
}

const hasHour = async ({ provenMs }: Standing) => provenMs >= 30_000;

it('who takes no photograph keeps the minutes and waits for the hour; studying it again repairs it', async () => {
  const [skipper, honest, chooser] = await Promise.all([8, 9, 10].map((place) => school.enter(place)));
  if (!skipper || !honest || !chooser) throw new Error('no learners');
  await Promise.all([skipper, honest, chooser].map((window) => window.openLease()));
  let taken = 0;
  await Promise.all([
    play(skipper, 0, hasHour),
    play(honest, 0, async (standing) => {
      if (standing.snapshot && taken === 0) {
        taken++;
        expect((await upload(honest, standing.snapshot.id, await makePhotograph(90))).status).toBe(201);
      }
      return hasHour(standing);
    }),
    // I6: she shows her face when it suits her, by answering wrongly, and lets a program study the hour.
    (async () => {
      const asked = await provokePhotograph(chooser);
      expect((await upload(chooser, asked.snapshot?.id ?? '', await makePhotograph(93))).status).toBe(201);
      await play(chooser, asked.frontierMs, hasHour);
    })(),
  ]);

  // Positive control: the same minutes with a photograph are recognised.
  expect((await readCredit(honest)).classHours[0]).toMatchObject({
    recognised: true,
    photographs: 1,
    missing: null,
  });
  const waiting = await readCredit(skipper);
  expect(waiting.classHours[0]).toMatchObject({
    ...{ number: 1, creditedMs: 30_000, recognised: false, photographs: 0, missing: 'photograph' },
  });
  const asked = await readEvents(school.sql, skipper.learner.id, 'snapshot_asked');
  expect(asked.length).toBeGreaterThan(0);
  // The time of the last of them is over before what became of it is looked at.
  await sleep(11_000);
  await skipper.beat(0);
  expect((await readEvents(school.sql, skipper.learner.id, 'snapshot_missed')).length).toBeGreaterThan(0);
  // Who recognises by minutes alone has recognised it.
  const { provenMs } = await readLedger(school.sql, skipper.learner.id);
  expect(provenMs).toBeGreaterThanOrEqual(30_000);

  const chosen = await readCredit(chooser);
  expect(chosen.classHours[0]).toMatchObject({ recognised: false, photographs: 0, missing: 'photograph' });
  expect(await readEvents(school.sql, chooser.learner.id, 'snapshot_taken')).toHaveLength(1);

  // Uploading for a demand of long ago, or all at the end, repairs nothing.
  for (const { demandId } of asked) {
    const reply = await upload(skipper, demandId, await makePhotograph(91));
    if (reply.status === 201) throw new Error('a demand of the past took a photograph');
  }
  expect((await readCredit(skipper)).classHours[0]?.recognised).toBe(false);

  let repairs = 0;
  await play(skipper, 0, async (standing) => {
    if (!standing.snapshot) return false;
    // A new picture for every demand: the same one is never taken twice.
    const reply = await upload(skipper, standing.snapshot.id, await makePhotograph(200 + repairs++));
    return reply.status === 201 && ((await readCredit(skipper)).classHours[0]?.recognised ?? false);
  });
  const repaired = await readLedger(school.sql, skipper.learner.id);
  expect(repaired.provenMs).toBeGreaterThanOrEqual(provenMs);
  for (const window of [skipper, honest, chooser]) await verifyLog(school.sql, window.learner.id);
}, 150_000);
