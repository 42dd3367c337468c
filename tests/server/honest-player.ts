import { setTimeout as sleep } from 'node:timers/promises';
import { BeatSender } from '../../app/study/beat-sender.client.ts';
import type { Stretch } from '../../app/study/played-range.client.ts';
import type { Refused, Reply } from '../../app/study/study-requests.client.ts';
import type { Beat, Standing } from '../../app/study/study.wire.ts';
import type { Attacker } from '../cheats/attacker.ts';

/** What an honest sitting came to. `sentBack`: how often the server did not believe her; `tries`: messages sent. */
export type Sitting = { playedMs: number; tries: number; sentBack: number; refused: Refused | null };

/** The page gives a request this long. */
const answerWithinMs = 10_000;

/** Sends one beat as the page does: no answer and 503 are the same to it. */
async function deliver(window: Attacker, beat: Beat): Promise<Reply<Standing>> {
  const patience = sleep(answerWithinMs, null, { ref: false });
  const reply = await Promise.race([window.post('/study/beats', beat).catch(() => null), patience]);
  if (!reply || reply.status >= 500) return { came: 'unreachable', busy: reply?.status === 503 };
  if (reply.status === 200) return { came: 'answer', value: reply.body as Standing };
  return { came: 'refusal', refusal: reply.body as Refused };
}

/**
 * A player that plays on through bad lines for `ms`, with the sender of the real page: one second of media a second, a
 * report every second. Needs an open lease; no control may come. Ends when every report is answered.
 */
export async function sitThrough(window: Attacker, ms: number): Promise<Sitting> {
  const sitting: Sitting = { playedMs: 0, tries: 0, sentBack: 0, refused: null };
  const startedMs = performance.now();
  let lastMs = startedMs;
  let waiting = false;
  let atMs = window.atMs;
  /** What was played since this was asked last. */
  const take = (): Stretch => {
    const nowMs = performance.now();
    const played = { fromMs: atMs, toMs: atMs + Math.round(nowMs - lastMs) };
    atMs = played.toMs;
    lastMs = nowMs;
    return { state: 'playing', visible: true, ratePermille: 1000, played };
  };
  const sender = new BeatSender({
    fence: window.fence,
    seq: window.seq,
    latest: take,
    send: (beat) => {
      sitting.tries++;
      waiting = true;
      window.seq = beat.seq;
      return deliver(window, beat);
    },
    onStanding: (standing) => {
      waiting = false;
      if (standing.sendBackToMs === null) return;
      sitting.sentBack++;
      atMs = standing.sendBackToMs;
      sender.dropWaiting();
    },
    onRefused: (refusal) => {
      sitting.refused = refusal;
    },
    onUnanswered: () => {},
    onSilence: () => {},
  });
  while (!sitting.refused) {
    await sleep(1_000);
    // At the end only what is on its way is waited for.
    if (performance.now() - startedMs < ms + 1_000) {
      waiting = true;
      sender.report(take());
    } else if (!waiting) break;
  }
  sender.destroy();
  sitting.playedMs = lastMs - startedMs;
  return sitting;
}
