import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlAsked, Standing } from '../../app/study/study.wire.ts';
import type { Attacker } from './attacker.ts';

/** An answer of the right shape to nothing. */
export const wrongAnswer = '00000000-0000-4000-8000-000000000000';

/** Plays honestly until the server asks a control. Needs an open lease. Throws when none comes in `maxMs`. */
export async function reachControl(
  window: Attacker,
  maxMs = 40_000,
): Promise<Standing & { control: ControlAsked }> {
  const endMs = performance.now() + maxMs;
  let playingFromMs = performance.now();
  while (performance.now() < endMs) {
    await sleep(500);
    const nowMs = performance.now();
    const reply = await window.beat(nowMs - playingFromMs);
    if (reply.status !== 200) throw new Error(`an honest beat was answered ${reply.status}: ${reply.text}`);
    playingFromMs = nowMs;
    const { control } = reply.body;
    if (control) return { ...reply.body, control };
  }
  throw new Error('no control was asked');
}

/** Answers wrongly twice, so that the server asks for a photograph at once. Answers the standing that asks. */
export async function provokePhotograph(window: Attacker): Promise<Standing> {
  const { control } = await reachControl(window);
  const first = await window.answer(control.id, wrongAnswer);
  const second = first.body.standing.control;
  if (!second) throw new Error(`the second control did not come: ${first.text}`);
  return (await window.answer(second.id, wrongAnswer)).body.standing;
}
