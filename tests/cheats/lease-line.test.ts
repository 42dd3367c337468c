import { expect, it, vi } from 'vitest';
import { lineMax, openingsAtOnce } from '../../app/study/judge-load.ts';
import { openLeaseGate } from '../../app/study/lease-gate.server.ts';
import { Refusal } from '../../app/platform/refusal.ts';

// The line for new leases is everybody's: a learner who asks sixty times at once stands in it once, with however many
// sessions, who presses twice on a bad line keeps her place, and what never comes in whole has none.

/** A gate whose openings end when they are told to. */
function openGate() {
  const enter = openLeaseGate();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  let isOver = false;
  const ask = (learner: string, name = learner, token = learner) => {
    const work = () => {
      begun.push(name);
      return new Promise<string>((end) => (isOver ? end(name) : ends.set(name, () => end(name))));
    };
    return enter(token, async () => learner, work).catch((error: unknown) =>
      error instanceof Refusal ? error : 'broken',
    );
  };
  /** As many others as work at once. */
  const busy = Array.from({ length: openingsAtOnce }, (_, i) => ask(`at work ${i}`));
  const end = async (name: string) => {
    await expect.poll(() => ends.has(name)).toBe(true);
    ends.get(name)?.();
  };
  const endAll = () => {
    isOver = true;
    for (const one of ends.values()) one();
  };
  return { enter, ask, begun, busy, end, endAll };
}

it('sixty openings of one session take one place, and the next learner comes in after it', async () => {
  const { ask, begun, busy, end } = openGate();
  const flood = Array.from({ length: lineMax.inTime }, (_, i) => ask('mallory', `mallory ${i}`));
  const honest = ask('honest');
  const [last] = flood.splice(-1);
  for (const answer of await Promise.all(flood))
    expect(answer).toMatchObject({ code: 'too_fast', facts: { retryAfterS: 20 } });
  await end('at work 0');
  await expect.poll(() => begun).toContain(`mallory ${lineMax.inTime - 1}`);
  // One of hers works: the next of hers waits, with a free place before it, and the honest one does not.
  const more = ask('mallory', 'more');
  await end('at work 1');
  await expect.poll(() => begun).toContain('honest');
  await end('at work 2');
  await Promise.all(busy);
  expect(begun).not.toContain('more');
  await end(`mallory ${lineMax.inTime - 1}`);
  expect(await last).toBe(`mallory ${lineMax.inTime - 1}`);
  await end('more');
  await end('honest');
  expect(await Promise.all([more, honest])).toEqual(['more', 'honest']);
});

it('sixty learners fill it: the next is sent away, and comes in when there is room', async () => {
  const { ask, begun, busy, end, endAll } = openGate();
  const asked = Array.from({ length: lineMax.inTime }, (_, i) => ask(`learner ${i}`));
  expect(await ask('one more')).toMatchObject({ code: 'busy' });
  // Whoever stands in the full line may press again: her place is hers.
  const again = ask('learner 0', 'learner 0, again');
  expect(await asked[0]).toMatchObject({ code: 'too_fast' });
  for (let i = 0; i < openingsAtOnce; i++) await end(`at work ${i}`);
  await Promise.all(busy);
  expect(begun[openingsAtOnce]).toBe('learner 0, again');
  await end('learner 0, again');
  expect(await again).toBe('learner 0, again');
  const late = ask('one more');
  endAll();
  expect(await late).toBe('one more');
  expect(await Promise.all(asked.slice(1))).toEqual(asked.slice(1).map((_, i) => `learner ${i + 1}`));
});

it('sixty sign-ins of one learner take one place', async () => {
  const { ask, begun, busy, end } = openGate();
  const flood = Array.from({ length: lineMax.inTime }, (_, i) =>
    ask('mallory', `mallory ${i}`, `session ${i}`),
  );
  const honest = ask('honest');
  await end('at work 0');
  await end('at work 1');
  await expect.poll(() => begun).toContain('honest');
  for (const name of ['at work 2', 'honest', `mallory ${lineMax.inTime - 1}`]) await end(name);
  await Promise.all([...busy, ...flood, honest]);
  expect(begun.filter((name) => name.startsWith('mallory'))).toHaveLength(1);
});

it('who is not found, or does not send all of it, stands in nobody’s way', async () => {
  const enter = openLeaseGate();
  const never = () => new Promise<never>(() => {});
  const nobody = () => Promise.reject(new Refusal('signed_out'));
  const forged: Promise<unknown>[] = [];
  for (let i = 0; i < 2 * lineMax.inTime; i++) {
    void enter(`slow ${i}`, never, never);
    forged.push(enter(`forged ${i}`, nobody, never).catch((error: unknown) => error));
  }
  expect(
    await enter(
      'honest',
      async () => 'honest',
      async () => 'in',
    ),
  ).toBe('in');
  for (const one of await Promise.all(forged)) expect(one).toMatchObject({ code: 'signed_out' });
});

it('while the line is full nobody is looked up who has no place in it', async () => {
  const { enter, ask, busy, endAll } = openGate();
  const asked = Array.from({ length: lineMax.inTime }, (_, i) => ask(`learner ${i}`));
  await Promise.resolve();
  const lookUp = vi.fn(async () => 'learner 0');
  await expect(enter('forged', lookUp, lookUp)).rejects.toMatchObject({ code: 'busy' });
  expect(lookUp).not.toHaveBeenCalled();
  endAll();
  await Promise.all([...busy, ...asked]);
});

it('an opening that is refused leaves its place to the next', async () => {
  const enter = openLeaseGate();
  const who = async () => 'learner';
  const refuse = () => Promise.reject(new Refusal('too_fast'));
  for (let i = 0; i < openingsAtOnce + 2; i++)
    await expect(enter('token', who, refuse)).rejects.toMatchObject({ code: 'too_fast' });
  expect(await enter('token', who, async () => 'in')).toBe('in');
});
