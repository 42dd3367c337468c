import type { Sql } from '../../db/client.ts';
import { readClock } from '../platform/clock.server.ts';
import { parseJson, requireJson } from '../platform/read-body.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ControlPools } from './control-pool.server.ts';
import type { KnownStudies } from './known-studies.server.ts';
import { openBeatLimit } from './limit-beats.ts';
import { openBeatBook, type BeatAnswer } from './record-beats.server.ts';
import type { Sitters } from './sitters.server.ts';
import { beatWire } from './study.wire.ts';

/** A beat as it came in. `body` gives its text, or throws `body_too_large`. */
export type SentBeat = {
  cookie: string | null;
  contentType: string | null;
  body: () => string | Promise<string>;
};
/** Takes one beat; every refusal is thrown or answered. */
export type BeatDoor = (sent: SentBeat) => Promise<BeatAnswer>;

/**
 * The one way in for beats. Whose a sign-in is, is remembered; its end moves the learner's `rev` on, which the statement that
 * writes a beat looks at (B08).
 */
export function openBeatDoor(sql: Sql, sitters: Sitters, known: KnownStudies, pools: ControlPools): BeatDoor {
  const record = openBeatBook(sql, pools, known);
  const mayBeat = openBeatLimit();

  return async ({ cookie, contentType, body }) => {
    const sitter = await sitters.of(cookie);
    if (!mayBeat(sitter.learnerId, performance.now())) throw new Refusal('too_fast', { retryAfterS: 1 });
    requireJson(contentType);
    const text = await body();
    const arrived = readClock();
    const beat = parseJson(text, beatWire);
    const { learnerId, tokenHash } = sitter;
    const answer = await record({ learnerId, tokenHash, fence: beat.fence, beat, arrived });
    if (answer instanceof Refusal && answer.status === 401) sitters.forget(cookie);
    return answer;
  };
}
