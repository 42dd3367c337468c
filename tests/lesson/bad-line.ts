import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClockReading } from '../../app/platform/clock.ts';
import { judgeBeat } from '../../app/study/judge-beat.ts';
import { showStanding } from '../../app/study/show-standing.ts';
import { studyRules } from '../../app/study/study-rules.ts';
import type { StudyState } from '../../app/study/study-state.ts';
import type { Beat, Standing } from '../../app/study/study.wire.ts';
import { noFacesYet } from '../rules/simulate-study.ts';
import { ruleProfileParameters } from '../../app/training/rule-profile.ts';

/** What the line does with the next request. */
export type Fate = 'pass' | 'lost_before' | 'lost_after' | 'busy' | 'slow';

const now = (): ClockReading => ({ wallMs: Date.now(), monoMs: performance.now(), boot: 'test' });

/** A lesson of ten minutes under the real rules, without a control in the way. */
function beginStudy(): StudyState {
  const rules = studyRules(ruleProfileParameters.parse({}), Number.MAX_SAFE_INTEGER);
  const ids = { enrolmentId: 'enrolment', lessonId: 'lesson', videoVersionId: 'video' };
  return {
    learnerId: 'learner',
    lease: {
      ...ids,
      ...{ fence: 1, ordinal: 1, baseMs: 0, rules, lastSeq: 0, mediaMs: 0, counted: now() },
      ...{ face: 'not_asked', endReason: null, loggedReason: null },
    },
    progress: {
      ...{
        durationMs: 600_000,
        provenMs: 0,
        frontierMs: 0,
        sinceProofMs: 0,
        controlGapMs: 290_000,
        carryMs: 0,
      },
      ...{ withheldToMs: null, withheldReason: null, completed: false },
    },
    control: null,
    enrolment: { creditedMs: 0, playedMs: 0, photographedHours: [], demand: null, ...noFacesYet },
  };
}

/** The server's own judgement of beats, in memory: the same seq again gets the same answer. */
function openLedger() {
  let state = beginStudy();
  let lastAnswer: Standing | null = null;
  const taken: Beat[] = [];
  function judge(beat: Beat): Standing {
    if (beat.seq === state.lease.lastSeq && lastAnswer) return lastAnswer;
    if (beat.seq <= state.lease.lastSeq) throw new Error(`seq ${beat.seq} after ${state.lease.lastSeq}`);
    const at = now();
    const judged = judgeBeat(state, beat, at);
    const { earnedMs: earnedNowMs, uncounted, sendBackToMs } = judged;
    state = judged.state;
    taken.push(structuredClone(beat));
    lastAnswer = showStanding(state, at, { earnedNowMs, uncounted, sendBackToMs });
    return lastAnswer;
  }
  return { judge, taken, frontierMs: () => state.progress.frontierMs };
}

/** A real server on a line that loses, delays and repeats. `fates` says what happens to each request in turn. */
export async function openBadLine(fates: Fate[]) {
  const ledger = openLedger();
  const tries: Beat[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const part of request) body += String(part);
      const beat = JSON.parse(body) as Beat;
      tries.push(beat);
      const fate = fates.shift() ?? 'pass';
      if (fate === 'lost_before') return request.socket.destroy();
      if (fate === 'busy') return response.writeHead(503).end('{}');
      const standing = ledger.judge(beat);
      if (fate === 'lost_after') return request.socket.destroy();
      if (fate === 'slow') await sleep(2_500);
      // The same message twice, as a bad network delivers it: the ledger must not notice.
      ledger.judge(beat);
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(standing));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/beats`,
    tries,
    ledger,
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
