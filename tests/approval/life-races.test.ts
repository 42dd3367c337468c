import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideVersion } from '../../app/approval/decide-version.server.ts';
import { digestContent } from '../../app/approval/digest-content.server.ts';
import { digestVersion, enterFiles, readFiles, storeFile } from '../../app/approval/manifest.server.ts';
import { publishVersion } from '../../app/approval/publish-version.server.ts';
import { lockVersion } from '../../app/approval/step-version.server.ts';
import { submitVersion } from '../../app/approval/submit-version.server.ts';
import { isFixed } from '../../app/approval/version-life.ts';
import { withdrawVersion } from '../../app/approval/withdraw-version.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { Refusal } from '../../app/platform/refusal.ts';
import { fixtures } from '../harness/fixtures.ts';
import { actors, approval, openOffice, type Office } from './open-office.ts';

// P011, O7: two at the same moment, with real transactions. One of them wins, and the log tells of one.

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const rounds = 8;
const { author, reviewer, second } = actors;

const submit = (id: string) => submitVersion(office.house, id, author, readClock());
const publish = (id: string) => publishVersion(office.house, id, author, readClock());
const withdraw = (id: string) => withdrawVersion(office.house, id, '内容过时', author, readClock());
const approve = async (id: string, by: typeof reviewer | typeof second = reviewer) =>
  decideVersion(office.house, id, approval(await office.hashOf(id)), by, readClock());

/** How many of these succeeded; what did not was refused in the words of the table or by the database's guard. */
async function race(tries: Promise<unknown>[]): Promise<number> {
  const done = await Promise.allSettled(tries);
  for (const one of done)
    if (one.status === 'rejected')
      if (!(one.reason instanceof Refusal)) expect(one.reason).toMatchObject({ code: '23001' });
  return done.filter(({ status }) => status === 'fulfilled').length;
}

async function expectSound(id: string, last: string[]): Promise<void> {
  const judged = await office.judge(id);
  expect(judged.broken).toBeNull();
  expect(judged.state).toBe(await office.stateOf(id));
  const steps = await office.stepsOf(id);
  expect(steps.slice(steps.length - last.length)).toEqual(last);
}

describe('two at the same moment', () => {
  it('hand it in: once', async () => {
    for (let i = 0; i < rounds; i++) {
      const id = await office.process();
      expect(await race([submit(id), submit(id), submit(id)])).toBe(1);
      await expectSound(id, ['finish', 'submit']);
    }
  });

  it('approve it, publish it, withdraw it: once each', async () => {
    const id = await office.process();
    await submit(id);
    expect(await race([approve(id), approve(id), approve(id, second)])).toBe(1);
    await expectSound(id, ['submit', 'approve']);
    expect(await race([publish(id), publish(id), publish(id)])).toBe(1);
    await expectSound(id, ['approve', 'publish']);
    expect(await race([withdraw(id), withdraw(id)])).toBe(1);
    await expectSound(id, ['publish', 'withdraw']);
  });

  it('approve and withdraw; publish and withdraw: one after the other, never both from the same state', async () => {
    for (let i = 0; i < rounds; i++) {
      const id = await office.process();
      await submit(id);
      const both = await race(i % 2 ? [withdraw(id), approve(id)] : [approve(id), withdraw(id)]);
      expect((await office.stepsOf(id)).slice(4)).toEqual(both === 2 ? ['approve', 'withdraw'] : ['approve']);
      await expectSound(id, []);
      if (both === 2) continue;
      const next = await race(i % 2 ? [withdraw(id), publish(id)] : [publish(id), withdraw(id)]);
      const steps = (await office.stepsOf(id)).slice(5);
      expect(steps).toEqual(next === 2 ? ['publish', 'withdraw'] : ['withdraw']);
      await expectSound(id, ['withdraw']);
    }
  });

  it('two approvals of a profile that asks for two: the second one decides, both are in the log', async () => {
    await office.sql`update rule_profile set parameters = parameters || '{"video_approvers_min": 2}'`;
    try {
      for (let i = 0; i < rounds / 2; i++) {
        const id = await office.process();
        await submit(id);
        expect(await race([approve(id), approve(id), approve(id, second), approve(id, second)])).toBe(2);
        await expectSound(id, ['submit', 'version_reviewed', 'approve']);
        expect((await office.judge(id)).approvers.map(({ personId }) => personId).sort()).toEqual(
          [fixtures.inspector.id, fixtures.other.clerk.id].sort(),
        );
      }
    } finally {
      await office.sql`update rule_profile set parameters = parameters || '{"video_approvers_min": 1}'`;
    }
  });

  it('two workers finish: one event, one manifest', async () => {
    for (let i = 0; i < rounds / 2; i++) {
      const id = await office.bring();
      await office.begin(id);
      await race([office.finish(id), office.finish(id), office.finish(id)]);
      await expectSound(id, ['begin', 'finish']);
    }
  });
});

describe('a caption is changed while the version is handed in', () => {
  /** As every editor does it: under the lock, with the hash taken anew. */
  const edit = (id: string, text: string) =>
    office.sql.begin(async (tx) => {
      const { state } = await lockVersion(tx, id);
      if (isFixed(state)) throw new Refusal('version_fixed');
      const file = await storeFile(office.blobs, id, 'subtitles.vtt', Buffer.from(text));
      await enterFiles(tx, id, [file]);
      await digestVersion(tx, id);
    });
  /** As nobody may: no lock, no hash. */
  const sneak = (id: string) =>
    office.sql.begin(async (tx) => {
      await tx`update version_file set sha256 = ${Buffer.alloc(32, 9)} where video_version_id = ${id} and path = 'subtitles.vtt'`;
      await tx`select pg_sleep(0.02)`;
    });
  const slip = (id: string) =>
    office.sql.begin(async (tx) => {
      await tx`insert into version_file (video_version_id, path, sha256, bytes) values (${id}, 'more.vtt', ${Buffer.alloc(32)}, 1)`;
    });

  it.each([
    ['under the lock', (id: string, i: number) => edit(id, `WEBVTT ${i}`)],
    ['past the lock', sneak],
    ['as a new file', slip],
  ])('%s: what was handed in is what its hash says, before and after', async (_, change) => {
    let bothWays = 0;
    for (let i = 0; i < rounds; i++) {
      const id = await office.process();
      const tries = i % 2 ? [submit(id), change(id, i)] : [change(id, i), submit(id)];
      const done = await Promise.allSettled(tries);
      if (done.every(({ status }) => status === 'fulfilled')) bothWays++;
      if ((await office.stateOf(id)) !== 'submitted') continue;
      const files = await readFiles(office.sql, id);
      expect(digestContent(files).toString('hex')).toBe(await office.hashOf(id));
      await expect(change(id, i)).rejects.toThrow();
      const judged = await office.judge(id);
      expect([judged.broken, judged.contentSha256]).toEqual([null, await office.hashOf(id)]);
    }
    if (change === sneak || change === slip) expect(bothWays).toBe(0);
  });
});
