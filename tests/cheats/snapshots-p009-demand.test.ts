import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attacker } from './attacker.ts';
import { makePhotograph } from './make-photograph.ts';
import { openSchool, type School } from './open-school.ts';
import { provokePhotograph } from './reach-control.ts';
import { readEvents, verifyLog } from './read-ledger.ts';
import { listStored, upload } from './upload-photograph.ts';
import { digestLearner } from './watch-learner.ts';

// P009, F02, F03: a photograph answers one demand of one learner in its time; copies are known again.

let school: School;
beforeAll(async () => {
  school = await openSchool({
    ...{
      popup_min_gap_s: 5,
      popup_max_gap_s: 10,
      control_answer_s: 30,
      snapshot_answer_s: 10,
      class_hour_min_s: 600,
    },
  });
});
afterAll(() => school?.close());

/** What a store that takes every upload would hold. */
let naiveHeld = 0;

/** Makes the server ask, and answers the demand's id. */
async function demand(window: Attacker): Promise<string> {
  const standing = await provokePhotograph(window);
  if (!standing.snapshot) throw new Error('no photograph was asked');
  window.atMs = standing.frontierMs;
  return standing.snapshot.id;
}

async function expectRefused(window: Attacker, id: string, bytes: Buffer, refusal: [number, string]) {
  const before = await digestLearner(school.sql, window.learner.id);
  const reply = await upload(window, id, bytes);
  naiveHeld++;
  expect([reply.status, reply.body.refused]).toEqual(refusal);
  expect(await digestLearner(school.sql, window.learner.id)).toBe(before);
}

it.concurrent(
  'what nobody asked for, what another was asked for, and what comes late is not taken',
  async () => {
    const [asked, other] = await Promise.all([school.enter(1), school.enter(2)]);
    const photograph = await makePhotograph(1);
    await Promise.all([asked.openLease(), other.openLease()]);
    await expectRefused(asked, randomUUID(), photograph, [409, 'snapshot_not_asked']);

    const id = await demand(asked);
    await expectRefused(other, id, photograph, [409, 'snapshot_not_asked']);
    expect((await upload(other, id, photograph, { fence: 77 })).body.refused).toBe('lease_ended');
    for (const fence of ['x', '0', '-1', ''])
      expect((await upload(asked, id, photograph, { fence })).status, fence).toBe(422);
    expect((await upload(asked, 'not-an-id', photograph)).status).toBe(422);
    expect(
      (await asked.send(`/study/snapshots/${id}`, { method: 'POST', body: new Uint8Array(photograph) }))
        .status,
    ).toBe(422);

    await sleep(10_300);
    await expectRefused(asked, id, photograph, [409, 'snapshot_not_asked']);
    expect(await listStored(asked.learner.id, id)).toEqual([]);
    // The next beat says that it was missed, and another moment is drawn.
    await asked.beat(0);
    expect(await readEvents(school.sql, asked.learner.id, 'snapshot_missed')).toMatchObject([
      { demandId: id },
    ]);
    expect(await readEvents(school.sql, asked.learner.id, 'snapshot_taken')).toEqual([]);
    expect(naiveHeld).toBeGreaterThan(2);
    await Promise.all([asked, other].map((window) => verifyLog(school.sql, window.learner.id)));
  },
  90_000,
);

it.concurrent(
  'one demand takes one photograph; a retry of the same bytes gets the same answer (I9)',
  async () => {
    const window = await school.enter(3);
    await window.openLease();
    const id = await demand(window);
    const photograph = await makePhotograph(3);
    const replies = await Promise.all(Array.from({ length: 5 }, () => upload(window, id, photograph)));
    for (const reply of replies) expect([reply.status, reply.body.id], reply.text).toEqual([201, id]);
    await expectRefused(window, id, await makePhotograph(4), [409, 'snapshot_not_asked']);
    expect((await upload(window, id, photograph)).status).toBe(201);
    expect(await school.sql`select 1 from snapshot where learner_id = ${window.learner.id}`).toHaveLength(1);
    expect(await readEvents(school.sql, window.learner.id, 'snapshot_taken')).toHaveLength(1);
    expect(await listStored(window.learner.id, id)).toHaveLength(1);
    await verifyLog(school.sql, window.learner.id);
  },
  90_000,
);

/** Copies that a cheat makes of one photograph. */
const copies: Record<string, (jpeg: Buffer) => Promise<Buffer>> = {
  'encoded again': (jpeg) => sharp(jpeg).jpeg({ quality: 55 }).toBuffer(),
  'made smaller': (jpeg) => sharp(jpeg).resize(400, 300).jpeg().toBuffer(),
  'cut by four pixels': (jpeg) =>
    sharp(jpeg).extract({ left: 4, top: 4, width: 632, height: 472 }).jpeg().toBuffer(),
  'made brighter': (jpeg) => sharp(jpeg).modulate({ brightness: 1.1 }).jpeg().toBuffer(),
  'as a PNG': (jpeg) => sharp(jpeg).png().toBuffer(),
};

it.concurrent(
  'the same bytes never answer twice, and every changed copy is marked in the log (F03)',
  async () => {
    const window = await school.enter(4);
    await window.openLease();
    const first = await makePhotograph(5);
    const firstId = await demand(window);
    expect((await upload(window, firstId, first)).status).toBe(201);

    const ids: string[] = [];
    for (const [name, copy] of Object.entries(copies)) {
      const id = await demand(window);
      if (ids.length === 0) await expectRefused(window, id, first, [409, 'snapshot_twice']);
      expect((await upload(window, id, await copy(first))).status, name).toBe(201);
      ids.push(id);
    }
    const otherId = await demand(window);
    expect((await upload(window, otherId, await makePhotograph(11))).status).toBe(201);

    const taken = await readEvents(school.sql, window.learner.id, 'snapshot_taken');
    const likeness = new Map(taken.map((event) => [event.demandId, event.likenessOf]));
    expect(ids.filter((id) => likeness.get(id) === null)).toEqual([]);
    expect(ids).toHaveLength(Object.keys(copies).length);
    // Positive control: another picture is not called a copy; hashes alone would have taken most copies for new ones.
    expect(likeness.get(firstId)).toBeNull();
    expect(likeness.get(otherId)).toBeNull();
    expect(new Set(taken.map((event) => event.sha256)).size).toBeGreaterThanOrEqual(taken.length - 1);
    await verifyLog(school.sql, window.learner.id);
  },
  120_000,
);
