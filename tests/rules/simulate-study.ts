import { chainEvent, chainStart, type ChainHead } from '../../app/evidence/append.server.ts';
import type { ChainedEvent, EvidenceEvent } from '../../app/evidence/event.ts';
import { closeBefore, type OpenSpan } from '../../app/evidence/open-span.ts';
import type { ClockReading } from '../../app/platform/clock.ts';
import type { ControlPool, Draw } from '../../app/study/draw-control.ts';
import { drawGap } from '../../app/study/draw-gap.ts';
import { foldBeat, type Fold } from '../../app/study/fold-beat.ts';
import { judgeAnswer } from '../../app/study/judge-answer.ts';
import { judgeFaceAnswer } from '../../app/study/judge-face-answer.ts';
import { studyRules } from '../../app/study/study-rules.ts';
import type { StudyState } from '../../app/study/study-state.ts';
import type { Beat } from '../../app/study/study.wire.ts';
import { takeBeat } from '../../app/study/take-beat.ts';
import { withholdLate } from '../../app/study/withhold.ts';
import { noFaceCheck } from '../harness/face-check.ts';
import { defaultParameters } from '../../app/training/rule-profile.ts';

/** What a learner's standing says of live checks before the first. */
export const noFacesYet = { faceCheckedHours: [], witnessedHours: [], faceDoubt: false };

/** A repeatable source of chance (mulberry32): a failing stream is found again by its seed. */
export function seededDraw(seed: number): Draw {
  let state = seed >>> 0;
  let ids = 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { drawInt: (below) => Math.floor(next() * below), newId: () => `${seed}-${++ids}` };
}

export const pool: ControlPool = {
  pictures: ['cup', 'bed', 'key', 'hat', 'fish'].map((drawing) => ({
    drawing,
    say: drawing,
    confusedWith: [],
  })),
  numbers: [12, 47, 83],
  questions: [
    { id: 'q', kind: 'text', fromMs: 10_000, ask: 'a?', right: 'r', wrong: ['w', 'v'], audioBlob: 'q.mp3' },
  ],
};

const consented: EvidenceEvent = {
  kind: 'consent',
  ...{ fence: 0, action: 'given', version: '1', channel: 'own_device' },
};

/** One learner, one lesson, a clock that the test turns; every event is kept as the log would keep it. */
export class SimulatedStudy {
  state: StudyState;
  private readonly logged: ChainedEvent[] = [];
  private span: OpenSpan | null = null;
  readonly draw: Draw;
  now: ClockReading = { wallMs: 1_800_000_000_000, monoMs: 5_000, boot: 'one' };
  readonly startedMs = this.now.monoMs;
  private head: ChainHead = { learnerId: 'learner', seq: 0, hash: chainStart };

  constructor(seed: number, durationMs = 400_000, profile: Partial<typeof defaultParameters> = {}) {
    this.draw = seededDraw(seed);
    const rules = studyRules({ ...defaultParameters, ...noFaceCheck, ...profile }, Number.MAX_SAFE_INTEGER);
    this.state = {
      learnerId: 'learner',
      lease: {
        ...{
          fence: 0,
          enrolmentId: 'class',
          lessonId: 'lesson',
          videoVersionId: 'video',
          ordinal: 1,
          baseMs: 0,
        },
        ...{
          rules,
          lastSeq: 0,
          mediaMs: 0,
          counted: this.now,
          endReason: null,
          face: rules.faceChecksPerHour > 0 ? 'checked' : 'not_asked',
          loggedReason: null,
        },
      },
      progress: {
        ...{ durationMs, provenMs: 0, frontierMs: 0, sinceProofMs: 0, carryMs: 0, completed: false },
        ...{ controlGapMs: drawGap(rules, this.draw.drawInt), withheldToMs: null, withheldReason: null },
      },
      control: null,
      enrolment: { creditedMs: 0, playedMs: 0, photographedHours: [], demand: null, ...noFacesYet },
    };
    this.open();
  }

  /** The whole log: what waits in a span is closed first, as every export does. */
  get events(): ChainedEvent[] {
    this.log([]);
    return this.logged;
  }

  /** Appends as the server does: beats that only earned come first, as one event. */
  private log(events: EvidenceEvent[]): void {
    const all = this.span ? closeBefore(this.span, events, this.now) : events;
    this.span = null;
    for (const event of all) {
      const { body, next } = chainEvent(this.head, this.now, event);
      this.head = next;
      this.logged.push(JSON.parse(body) as ChainedEvent);
    }
  }

  private fold({ seq, fromMs, toMs, spentMs, earnedMs, mediaMs }: Fold): void {
    const { fence, videoVersionId } = this.state.lease;
    const span = this.span ?? { fence, videoVersionId, firstSeq: seq, fromMs, spentMs: 0, beats: [] };
    const beats = [...span.beats, spentMs, earnedMs];
    this.span = { ...span, toMs, spentMs: span.spentMs + spentMs, mediaMs, beats, counted: this.now };
  }

  /** Lets the server's clock go on. */
  wait(ms: number): void {
    this.now = { ...this.now, wallMs: this.now.wallMs + ms, monoMs: this.now.monoMs + ms };
  }

  /** Opens a lease; a live one is taken over, as open-lease.server.ts does. */
  open(): void {
    const { lease, progress } = this.state;
    if (lease.fence === 0 && lease.face === 'checked') this.log([consented]);
    if (lease.fence > 0 && lease.endReason === null)
      this.log([{ kind: 'lease_ended', fence: lease.fence, reason: 'taken_over' }]);
    const fence = lease.fence + 1;
    const { frontierMs, provenMs, durationMs } = progress;
    const { controlGapMaxMs, controlAnswerMs, beatGapMaxMs, classHourMs } = lease.rules;
    this.state.lease = {
      ...lease,
      fence,
      lastSeq: 0,
      mediaMs: frontierMs,
      counted: this.now,
      loggedReason: null,
      endReason: null,
    };
    this.log([
      {
        kind: 'lease_opened',
        ...{
          fence,
          enrolmentId: 'class',
          lessonId: 'lesson',
          videoVersionId: 'video',
          contentSha256: '',
          ordinal: 1,
        },
        ...{ durationMs, baseMs: 0, provenMs, frontierMs, windowId: 'window' },
        ...{ controlGapMaxMs, controlAnswerMs, beatGapMaxMs, classHourMs },
        ...{ faceChecksPerHour: lease.rules.faceChecksPerHour, faceControlMs: lease.rules.faceControlMs },
        ...{ face: lease.face, faceId: null },
        ...{ snapshotAnswerMs: lease.rules.snapshotAnswerMs, snapshotsPerHour: 1, lessonsBefore: [] },
      },
    ]);
    const late = withholdLate(this.state, this.now, drawGap(lease.rules, this.draw.drawInt));
    this.state = late.state;
    this.log(late.events);
  }

  /** Sends a beat; fields left out are those of an honest player at the frontier. */
  beat(fields: Partial<Beat> = {}) {
    const { lease, progress } = this.state;
    const at = progress.frontierMs;
    const honest: Beat = {
      ...{ fence: lease.fence, seq: lease.lastSeq + 1, state: 'playing', visible: true, ratePermille: 1000 },
      ...{ played: { fromMs: at, toMs: at }, clientMs: 0 },
    };
    const taken = takeBeat(this.state, { ...honest, ...fields }, pool, this.now, this.draw);
    const folded = foldBeat(this.state, taken);
    this.state = taken.state;
    if (folded) this.fold(folded);
    else this.log(taken.events);
    return taken.standing;
  }

  /** Answers the open control. */
  answer(answer = this.state.control?.rightAnswer ?? '') {
    const judged = judgeAnswer(this.state, answer, pool, this.now, this.draw);
    this.state = judged.state;
    this.log(judged.events);
    return judged.result;
  }

  /** Does the live check of the open face control; `found` is what the server saw in its pictures. */
  answerFace(found: 'passed' | 'failed' = 'passed', more: { distance?: number; logged?: boolean } = {}) {
    const { distance = 300, logged = true } = more;
    const { control } = this.state;
    const check: EvidenceEvent = {
      kind: 'face_checked',
      fence: 0,
      ...{ challengeId: this.draw.newId(), purpose: 'control', reason: 'random', attempt: 1 },
      ...{ controlId: control?.id ?? '', result: found, fault: found === 'passed' ? null : 'other_person' },
      ...{ distance, matchAtMost: 500, modelId: 'model', referenceId: 'face', framesSha256: '', frames: 12 },
    };
    if (logged) this.log([check]);
    const judged = judgeFaceAnswer(this.state, found, this.now, this.draw);
    this.state = judged.state;
    this.log(judged.events);
    return judged.result;
  }

  /** Plays honestly for `ms` of the server's clock in beats of 5 s, answering every control after `answerMs`. */
  playHonestly(ms: number, answerMs = 2_000): void {
    const endMs = this.now.monoMs + ms;
    let at = this.state.progress.frontierMs;
    while (this.now.monoMs < endMs && !this.state.progress.completed) {
      this.wait(5_000);
      const toMs = Math.min(at + 5_000, this.state.progress.durationMs);
      const standing = this.beat({ played: { fromMs: at, toMs } });
      at = standing.sendBackToMs ?? toMs;
      if (this.state.control) {
        this.wait(answerMs);
        if (this.state.control.kind === 'face') this.answerFace();
        else this.answer();
        at = Math.max(at, this.state.progress.frontierMs);
      }
    }
  }
}
