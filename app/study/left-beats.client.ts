import type { Reply } from './study-requests.client.ts';
import type { Beat, Standing } from './study.wire.ts';

const key = 'zhenxue-left-beats';
/** After so many tries without an answer the page opens without them: nothing may keep a learner out for good. */
const triesMax = 3;

type Left = { enrolmentId: string; beats: Beat[]; tries: number };

/**
 * What a page that goes away has told and nobody answered yet. Whoever reloads because the line hangs loses nothing: the
 * next page of this window tells it again, with the same seq, before it opens a lease (I9). Of another enrolment it tells
 * nothing: a telephone may be shared.
 */
export class LeftBeats {
  readonly #enrolmentId: string;

  constructor(enrolmentId: string) {
    this.#enrolmentId = enrolmentId;
  }

  /** Keeps `beats`, oldest first, in place of what was kept before. */
  keep(beats: Beat[]): void {
    write(beats.length > 0 ? { enrolmentId: this.#enrolmentId, beats, tries: 0 } : null);
  }

  /** The beats of this lease were answered after all; a later one may have left its own meanwhile. */
  forget(fence: number): void {
    if (read()?.beats[0]?.fence === fence) write(null);
  }

  /** Tells what was left; answers the silence that it met, or null when nothing is left to tell. */
  async tell(send: (beat: Beat) => Promise<Reply<Standing>>): Promise<Reply<never> | null> {
    const left = read();
    if (left?.enrolmentId !== this.#enrolmentId) return null;
    for (let beat = left.beats.shift(); beat; beat = left.beats.shift()) {
      const reply = await send(beat);
      const isFlood = reply.came === 'refusal' && reply.refusal.refused === 'too_fast';
      if ((isFlood || reply.came === 'unreachable') && left.tries < triesMax - 1) {
        write({ ...left, beats: [beat, ...left.beats], tries: left.tries + 1 });
        return reply.came === 'unreachable' ? reply : { came: 'unreachable', busy: true };
      }
      if (reply.came !== 'answer') break;
    }
    write(null);
    return null;
  }
}

/** What another release left in another shape is nothing: it must not keep a learner out. */
function read(): Left | null {
  try {
    const left = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Left | null;
    return Array.isArray(left?.beats) && typeof left.tries === 'number' ? left : null;
  } catch {
    return null;
  }
}

function write(left: Left | null): void {
  try {
    if (left) sessionStorage.setItem(key, JSON.stringify(left));
    else sessionStorage.removeItem(key);
  } catch {
    // Private mode without storage: what the last request of the page before did not carry is watched again.
  }
}
