import { setTimeout as sleep } from 'node:timers/promises';
import type { Told } from './check-credit.ts';
import { post, type BenchHouse, type BenchLearner } from './open-house.ts';

/** One beat by hand, whose answer the bare server will give to all. */
export async function sendFirstBeat(
  house: Pick<BenchHouse, 'url'>,
  { cookie, fence }: BenchLearner,
  told: Told,
): Promise<Buffer> {
  await sleep(100);
  const flags = { state: 'playing', visible: true, ratePermille: 1000, clientMs: Date.now() };
  const beat = { fence, seq: 1, ...flags, played: { fromMs: 0, toMs: 100 } };
  const standing = await post<{ earnedNowMs: number }>(house.url, '/study/beats', cookie, beat);
  told.beats += 1;
  told.earnedMs += standing.earnedNowMs;
  return Buffer.from(JSON.stringify(standing));
}
