import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openBeatQueue } from '../../app/study/beat-queue.server.ts';
import type { LearnerBeat } from '../../app/study/record-beats.server.ts';

// Who shares a statement with whom, and who waits for whom.

const beatOf = (learnerId: string) => ({ learnerId }) as LearnerBeat;

/** A queue whose statements end when the test says so. `ends`: one for each that has begun. */
function openHeld(paceMs?: number) {
  const batches: string[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const record = (beats: LearnerBeat[]) => {
    batches.push(beats.map(({ learnerId }) => learnerId));
    return new Promise<string[]>((done, fail) => {
      ends.push((error) => (error ? fail(error) : done(beats.map(({ learnerId }) => `to ${learnerId}`))));
    });
  };
  return { push: openBeatQueue(record, paceMs ? { ms: paceMs, from: 8 } : undefined), batches, ends };
}

const some = (count: number, name = 'x') => Array.from({ length: count }, (_, n) => `${name}${n}`);

it('what arrives in one turn shares a statement, what arrives meanwhile the next; each gets her own answer', async () => {
  const { push, batches, ends } = openHeld();
  const first = ['a', 'b'].map((name) => push(beatOf(name)));
  await turn();
  const second = ['c', 'd'].map((name) => push(beatOf(name)));
  await turn();
  expect(batches).toEqual([['a', 'b']]);
  ends[0]?.();
  expect(await Promise.all(first)).toEqual(['to a', 'to b']);
  expect(batches).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  ends[1]?.();
  expect(await Promise.all(second)).toEqual(['to c', 'to d']);
});

it('two beats of one learner are never in one statement (B06)', async () => {
  const { push, batches, ends } = openHeld();
  const all = ['a', 'a', 'b'].map((name) => push(beatOf(name)));
  await turn();
  expect(batches).toEqual([['a', 'b']]);
  ends[0]?.();
  await Promise.all([all[0], all[2]]);
  expect(batches[1]).toEqual(['a']);
  ends[1]?.();
  expect(await all[1]).toBe('to a');
});

it('when a statement fails, each of its beats is tried alone', async () => {
  const { push, batches, ends } = openHeld();
  const all = ['a', 'b'].map((name) => push(beatOf(name)));
  await turn();
  ends[0]?.(new Error('one bad row'));
  await turn();
  expect(batches.slice(1)).toEqual([['a'], ['b']]);
  ends[1]?.();
  ends[2]?.(new Error('the bad row'));
  expect(await all[0]).toBe('to a');
  await expect(all[1]).rejects.toThrow('the bad row');
});

it('a busy process lets beats gather, a quiet one does not; so many that it is worth it do not wait', async () => {
  const paceMs = 200;
  const { push, batches, ends } = openHeld(paceMs);
  const quiet = push(beatOf('a'));
  await turn();
  ends[0]?.();
  await quiet;
  const busy = some(8).map((name) => push(beatOf(name)));
  await turn();
  expect(batches).toHaveLength(2);
  ends[1]?.();
  await Promise.all(busy);
  const late = push(beatOf('b'));
  await turn();
  expect(batches).toHaveLength(2);
  const crowd = some(63, 'y').map((name) => push(beatOf(name)));
  await turn();
  expect(batches[2]).toHaveLength(64);
  ends[2]?.();
  await Promise.all([late, ...crowd]);
  const last = push(beatOf('c'));
  await turn();
  expect(batches).toHaveLength(3);
  await sleep(paceMs + 100);
  expect(batches[3]).toEqual(['c']);
  ends[3]?.();
  expect(await last).toBe('to c');
});
