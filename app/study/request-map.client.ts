import type { SentenceFacts, SentenceKey } from './words.ts';

/** What a person, a key, a headset or a script may ask of the player. Times in ms, rate in thousandths. */
export type PlayerRequest =
  | { ask: 'play' }
  | { ask: 'pause' }
  | { ask: 'toggle' }
  | { ask: 'seek'; toMs: number }
  | { ask: 'rate'; permille: number }
  | { ask: 'small_window' }
  | { ask: 'other_screen' }
  | { ask: 'next' }
  | { ask: 'full_screen' };

/** Where the player stands when it is asked. */
export type PlayerFacts = { atMs: number; earnedMs: number; playing: boolean; mayPlay: boolean };

export type PlayerVerdict =
  | { allowed: true; doing: 'play' }
  | { allowed: true; doing: 'pause' }
  | { allowed: true; doing: 'full_screen' }
  | { allowed: true; doing: 'seek'; toMs: number }
  | { allowed: false; say: SentenceKey; facts: SentenceFacts }
  | { allowed: false; say: null };

/** A step with a key or a headset button, ms. */
const stepMs = 10_000;
/** Seeks this close to the player's own place are its own rounding, ms. */
const sameMs = 400;

/** The one map every player request passes: allowed, or refused with the sentence to say (P004, P005, P008). */
export function judgeRequest(request: PlayerRequest, facts: PlayerFacts): PlayerVerdict {
  switch (request.ask) {
    case 'pause':
      return { allowed: true, doing: 'pause' };
    case 'play':
      return facts.mayPlay ? { allowed: true, doing: 'play' } : { allowed: false, say: null };
    case 'toggle':
      return judgeRequest({ ask: facts.playing ? 'pause' : 'play' }, facts);
    case 'seek':
      return judgeSeek(request.toMs, facts);
    case 'rate':
      return request.permille === 1000
        ? { allowed: false, say: null }
        : { allowed: false, say: 'rateRefused', facts: {} };
    case 'small_window':
      return { allowed: false, say: 'smallWindowRefused', facts: {} };
    case 'other_screen':
      return { allowed: false, say: 'otherScreenRefused', facts: {} };
    case 'next':
      return { allowed: false, say: 'nextRefused', facts: {} };
    case 'full_screen':
      return { allowed: true, doing: 'full_screen' };
  }
}

/** Back within what is earned: yes. Ahead of it, or a number that is none: no (A04). */
function judgeSeek(toMs: number, facts: PlayerFacts): PlayerVerdict {
  const furthestMs = Math.max(facts.earnedMs, facts.atMs);
  const refused: PlayerVerdict = { allowed: false, say: 'seekRefused', facts: { atMs: facts.earnedMs } };
  if (!Number.isFinite(toMs)) return refused;
  if (toMs > furthestMs + sameMs) return refused;
  if (!facts.mayPlay) return { allowed: false, say: null };
  return { allowed: true, doing: 'seek', toMs: Math.max(0, Math.min(toMs, furthestMs)) };
}

/** What a key asks; null: not ours. `durationMs` serves End and the digits. */
export function readKey(key: string, facts: PlayerFacts, durationMs: number): PlayerRequest | null {
  if (/^[0-9]$/.test(key)) return { ask: 'seek', toMs: (durationMs * Number(key)) / 10 };
  switch (key) {
    case ' ':
    case 'k':
    case 'MediaPlayPause':
      return { ask: 'toggle' };
    case 'ArrowLeft':
    case 'j':
    case 'MediaRewind':
      return { ask: 'seek', toMs: Math.max(0, facts.atMs - stepMs) };
    case 'ArrowRight':
    case 'l':
    case 'MediaFastForward':
      return { ask: 'seek', toMs: facts.atMs + stepMs };
    case 'Home':
      return { ask: 'seek', toMs: 0 };
    case 'End':
      return { ask: 'seek', toMs: durationMs };
    case '>':
      return { ask: 'rate', permille: 1250 };
    case '<':
      return { ask: 'rate', permille: 750 };
    case 'f':
      return { ask: 'full_screen' };
    case 'MediaTrackNext':
      return { ask: 'next' };
    default:
      return null;
  }
}

/** The Media Session actions that are taken over, so that none falls to the browser's own seek. */
export const mediaSessionActions = [
  'play',
  'pause',
  'stop',
  'seekto',
  'seekforward',
  'seekbackward',
  'nexttrack',
  'previoustrack',
] as const;
export type MediaSessionAsk = (typeof mediaSessionActions)[number];

/** What a headset or lock screen asks. `seekTime` and `seekOffset` in seconds, as the browser gives them. */
export function readMediaSession(
  action: MediaSessionAsk,
  details: { seekTime?: number | null; seekOffset?: number | null },
  facts: PlayerFacts,
): PlayerRequest {
  const offsetMs = details.seekOffset ? details.seekOffset * 1000 : stepMs;
  switch (action) {
    case 'play':
      return { ask: 'play' };
    case 'pause':
    case 'stop':
      return { ask: 'pause' };
    case 'seekto':
      return { ask: 'seek', toMs: (details.seekTime ?? Number.NaN) * 1000 };
    case 'seekforward':
      return { ask: 'seek', toMs: facts.atMs + offsetMs };
    case 'seekbackward':
      return { ask: 'seek', toMs: Math.max(0, facts.atMs - offsetMs) };
    case 'nexttrack':
      return { ask: 'next' };
    case 'previoustrack':
      return { ask: 'seek', toMs: 0 };
  }
}
