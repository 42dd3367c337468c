import { expect, it } from 'vitest';
import {
  judgeRequest,
  mediaSessionActions,
  readKey,
  readMediaSession,
  type PlayerFacts,
  type PlayerRequest,
  type PlayerVerdict,
} from '../../app/study/request-map.client.ts';

// P004, P008: whatever is asked of the player passes one map.

const at = (facts: Partial<PlayerFacts> = {}): PlayerFacts => ({
  atMs: 60_000,
  earnedMs: 58_000,
  playing: true,
  mayPlay: true,
  ...facts,
});
const seekRefused = { allowed: false, say: 'seekRefused', facts: { atMs: 58_000 } };
const silent = { allowed: false, say: null };
const seekTo = (toMs: number) => ({ allowed: true, doing: 'seek', toMs });

const table: [string, PlayerRequest, PlayerFacts, PlayerVerdict | object][] = [
  ['back within what is earned', { ask: 'seek', toMs: 20_000 }, at(), seekTo(20_000)],
  ['to the very start', { ask: 'seek', toMs: -5 }, at(), seekTo(0)],
  ['from earlier up to the frontier', { ask: 'seek', toMs: 58_000 }, at({ atMs: 20_000 }), seekTo(58_000)],
  ['a rounding ahead is no seek ahead', { ask: 'seek', toMs: 60_300 }, at(), seekTo(60_000)],
  ['one second ahead', { ask: 'seek', toMs: 61_000 }, at(), seekRefused],
  ['to the end', { ask: 'seek', toMs: 9_999_999 }, at(), seekRefused],
  ['beyond the frontier after going back', { ask: 'seek', toMs: 59_000 }, at({ atMs: 20_000 }), seekRefused],
  ['to no number', { ask: 'seek', toMs: Number.NaN }, at(), seekRefused],
  ['to infinity', { ask: 'seek', toMs: Number.POSITIVE_INFINITY }, at(), seekRefused],
  ['back during a control', { ask: 'seek', toMs: 20_000 }, at({ mayPlay: false }), silent],
  ['faster', { ask: 'rate', permille: 1_050 }, at(), { allowed: false, say: 'rateRefused', facts: {} }],
  ['slower', { ask: 'rate', permille: 500 }, at(), { allowed: false, say: 'rateRefused', facts: {} }],
  ['small window', { ask: 'small_window' }, at(), { allowed: false, say: 'smallWindowRefused', facts: {} }],
  ['other screen', { ask: 'other_screen' }, at(), { allowed: false, say: 'otherScreenRefused', facts: {} }],
  ['next lesson', { ask: 'next' }, at(), { allowed: false, say: 'nextRefused', facts: {} }],
  ['pause', { ask: 'pause' }, at(), { allowed: true, doing: 'pause' }],
  ['pause is never refused', { ask: 'pause' }, at({ mayPlay: false }), { allowed: true, doing: 'pause' }],
  ['play', { ask: 'play' }, at({ playing: false }), { allowed: true, doing: 'play' }],
  ['play during a control', { ask: 'play' }, at({ playing: false, mayPlay: false }), silent],
  ['toggle while playing', { ask: 'toggle' }, at(), { allowed: true, doing: 'pause' }],
  ['toggle while stopped', { ask: 'toggle' }, at({ playing: false }), { allowed: true, doing: 'play' }],
  ['full screen of our own', { ask: 'full_screen' }, at(), { allowed: true, doing: 'full_screen' }],
];

it.each(table)('%s', (_name, request, facts, verdict) => {
  expect(judgeRequest(request, facts)).toEqual(verdict);
});

const forwardKeys = ['ArrowRight', 'l', 'MediaFastForward', 'End', '5', '9', '>', '<', 'MediaTrackNext'];

it.each(forwardKeys)('the key %s gets nobody ahead or faster', (key) => {
  const request = readKey(key, at(), 600_000);
  expect(request && judgeRequest(request, at()).allowed).toBe(false);
});

it.each([
  ['ArrowLeft', seekTo(50_000)],
  ['j', seekTo(50_000)],
  ['Home', seekTo(0)],
  ['0', seekTo(0)],
  [' ', { allowed: true, doing: 'pause' }],
  ['k', { allowed: true, doing: 'pause' }],
  ['f', { allowed: true, doing: 'full_screen' }],
])('the key %s does what it says', (key, verdict) => {
  const request = readKey(key, at(), 600_000);
  expect(request && judgeRequest(request, at())).toEqual(verdict);
});

it('leaves other keys to the page', () => {
  for (const key of ['Tab', 'Enter', 'a', 'Escape', 'F5']) expect(readKey(key, at(), 600_000)).toBeNull();
});

it('refuses what headsets and lock screens ask beyond the frontier', () => {
  const judge = (action: (typeof mediaSessionActions)[number], details = {}) =>
    judgeRequest(readMediaSession(action, details, at()), at());
  expect(judge('seekto', { seekTime: 599 })).toEqual(seekRefused);
  expect(judge('seekto', {})).toEqual(seekRefused);
  expect(judge('seekforward', { seekOffset: 30 })).toEqual(seekRefused);
  expect(judge('seekforward')).toEqual(seekRefused);
  expect(judge('nexttrack').allowed).toBe(false);
  expect(judge('seekto', { seekTime: 12 })).toEqual(seekTo(12_000));
  expect(judge('seekbackward', { seekOffset: 30 })).toEqual(seekTo(30_000));
  expect(judge('previoustrack')).toEqual(seekTo(0));
  expect(judge('stop')).toEqual({ allowed: true, doing: 'pause' });
});
