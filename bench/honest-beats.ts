import type { Beat, Standing } from '../app/study/study.wire.ts';
import { countRefused, headersOf, type Learner, type Part } from './crowd.ts';

/**
 * A learner who really plays: every beat reports the time that passed since her last one, from where the server says
 * that she stands. Only an answer that credits something is good; and a pause, as every `pauseEvery`th beat is, the
 * first of them `phase` beats sooner.
 */
export function honestBeats(
  { cookie, fence }: Learner,
  port: number,
  pauseEvery = Infinity,
  phase = 0,
): Part {
  const headers = `${headersOf('POST', '/study/beats', cookie, port)}Content-Type: application/json\r\n`;
  let seq = 0;
  let frontierMs = 0;
  let lastMs = performance.now();
  let isPause = false;
  return {
    request(mustPause = false) {
      const nowMs = performance.now();
      isPause = mustPause || (seq + 1 + phase) % pauseEvery === 0;
      const toMs = frontierMs + (isPause ? 0 : Math.round(nowMs - lastMs));
      lastMs = nowMs;
      const beat: Beat = {
        fence,
        seq: ++seq,
        state: isPause ? 'paused' : 'playing',
        visible: true,
        ratePermille: 1000,
        played: { fromMs: frontierMs, toMs },
        clientMs: Date.now(),
      };
      const body = JSON.stringify(beat);
      return `${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
    },
    take(status, body, tally) {
      if (status !== 200) return countRefused(tally, String(status));
      const standing = JSON.parse(body.toString('utf8')) as Standing;
      frontierMs = standing.frontierMs;
      const isTaken = isPause ? standing.uncounted === null : standing.earnedNowMs > 0;
      if (!isTaken) return countRefused(tally, standing.uncounted ?? 'earned nothing');
      tally.good++;
      tally.earnedMs += standing.earnedNowMs;
    },
  };
}
