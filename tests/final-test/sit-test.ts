import type { EvidenceEvent } from '../../app/evidence/event.ts';
import { appendEvidence, lockChains } from '../../app/evidence/append.server.ts';
import type { ClockReading } from '../../app/platform/clock.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { TestOpened, TestResult, TestStanding } from '../../app/study/final-test/final-test.wire.ts';
import type { PaperQuestion } from '../../app/study/final-test/test-state.ts';
import type { Sql } from '../../db/client.ts';
import type { Attacker, RefusedBody, Reply } from '../cheats/attacker.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { fixtures, type FixtureLearner } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';

/** Ten questions a lesson: the fixture lessons have none of their own. */
export async function putQuestions(sql: Sql, each = 10): Promise<void> {
  await pastGuards(sql, async (tx) => {
    for (const { videoVersionId, ordinal } of fixtures.lessons)
      for (let n = 1; n <= each; n++)
        await tx`insert into theory_question (video_version_id, number, ask, "right", wrong, why)
          values (${videoVersionId}, ${n}, ${`第${ordinal}课第${n}题，怎样做才对？`}, ${`对的做法 ${ordinal}-${n}`},
            ${[`错的做法甲 ${ordinal}-${n}`, `错的做法乙 ${ordinal}-${n}`]}, ${`书上第 ${ordinal} 章讲过，因为这样最稳。`})`;
  });
}

/** The clock of another boot: the fixture videos are younger than the study of them is long. */
const studied = (now: ClockReading, monoMs: number): ClockReading => ({
  ...{ wallMs: now.wallMs, monoMs, boot: 'studied' },
});

type Known = { lessonId: string; videoVersionId: string; durationMs: number; contentSha256: string };

/** One lesson as an honest learner's log holds it. */
function studyEvents(
  one: Known,
  ordinal: number,
  fence: number,
  enrolmentId: string,
  lessonsBefore: string[],
) {
  const { durationMs } = one;
  const controlId = crypto.randomUUID();
  const opened: EvidenceEvent = {
    ...{ kind: 'lease_opened', fence, enrolmentId, ...one, ordinal, baseMs: 0, provenMs: 0, frontierMs: 0 },
    ...{ controlGapMaxMs: 270_000, controlAnswerMs: 90_000, beatGapMaxMs: 600_000, classHourMs: 2_400_000 },
    ...{ snapshotAnswerMs: 90_000, snapshotsPerHour: 1, faceChecksPerHour: 0, faceControlMs: 90_000 },
    ...{ face: 'not_asked', faceId: null, lessonsBefore, windowId: 'w-studied' },
  };
  const later: EvidenceEvent[] = [
    { kind: 'earned', fence, beatSeq: 1, elapsedMs: durationMs, fromMs: 0, earnedMs: durationMs },
    { kind: 'control_asked', fence, controlId, controlKind: 'picture', attempt: 1, frontierMs: durationMs },
    {
      ...{ kind: 'control_answered', fence, controlId, result: 'right', tookMs: 0 },
      ...{ provenMs: durationMs, gainedMs: durationMs, carryMs: 0 },
    },
    { kind: 'lesson_completed', fence, lessonId: one.lessonId, ordinal, durationMs },
    { kind: 'lease_ended', fence, reason: 'closed' },
  ];
  return { opened, later };
}

/** The learner has earned every lesson: ledger and log, as the product writes them. */
export async function finishLessons(sql: Sql, { id: learnerId, enrolmentId }: FixtureLearner): Promise<void> {
  const now = readClock();
  const known: Known[] = [];
  for (const { lessonId, videoVersionId } of fixtures.lessons) {
    const [row] = await sql<{ durationMs: number; contentSha256: string }[]>`
      select duration_ms as "durationMs", encode(content_sha256, 'hex') as "contentSha256"
      from video_version where id = ${videoVersionId}`;
    if (!row) throw new Error('no fixture lesson');
    known.push({ lessonId, videoVersionId, ...row });
  }
  for (const [i, one] of known.entries()) {
    const lessonsBefore = known.slice(0, i).map(({ lessonId }) => lessonId);
    const { opened, later } = studyEvents(one, i + 1, i + 1, enrolmentId, lessonsBefore);
    await sql.begin(async (tx) => {
      for (const [events, monoMs] of [
        [[opened], i * 600_000],
        [later, i * 600_000 + one.durationMs],
      ] as const) {
        const head = (await lockChains(tx, [learnerId])).get(learnerId);
        if (head) await appendEvidence(tx, [{ head, at: studied(now, monoMs), events: [...events] }]);
      }
      await tx`insert into lesson_progress (learner_id, video_version_id, enrolment_id, lesson_id, ordinal, duration_ms,
          proven_ms, frontier_ms, control_gap_ms, completed_at)
        values (${learnerId}, ${one.videoVersionId}, ${enrolmentId}, ${one.lessonId}, ${i + 1}, ${one.durationMs},
          ${one.durationMs}, ${one.durationMs}, 90000, now())`;
      await tx`insert into lease (learner_id, fence, enrolment_id, lesson_id, video_version_id, ordinal, base_ms, rules,
          face, window_id, user_agent, opened_at, ended_at, end_reason, last_seen_at, media_ms, counted_wall_ms,
          counted_mono_ms, counted_boot)
        values (${learnerId}, ${i + 1}, ${enrolmentId}, ${one.lessonId}, ${one.videoVersionId}, ${i + 1}, 0, '{}',
          'not_asked', 'w-studied', 'test', now() - interval '1 day', now() - interval '1 day', 'closed',
          now() - interval '1 day', 0, ${now.wallMs}, 0, 'boot')`;
    });
  }
  const creditedMs = known.reduce((sum, { durationMs }) => sum + durationMs, 0);
  await sql`insert into enrolment_study (learner_id, enrolment_id, credited_ms)
    values (${learnerId}, ${enrolmentId}, ${creditedMs})`;
}

/** A paper as the database alone knows it. */
export async function readPaper(sql: Sql, paperId: string): Promise<{ questions: PaperQuestion[] }> {
  const [row] = await sql<{ questions: PaperQuestion[] }[]>`
    select questions from test_paper where id = ${paperId}`;
  if (!row) throw new Error('there is no such paper');
  return row;
}

/** The place of the right choice of every question. */
export const rightOf = ({ questions }: { questions: PaperQuestion[] }) =>
  questions.map(({ order }) => order.indexOf(0));

/** Each picture of a run is another one. */
let drawn = 500;

/** One window of a learner that sits the test by plain messages. */
export class TestWindow {
  paperId = '';
  fence = 0;
  seq = 0;

  constructor(
    readonly who: Attacker,
    readonly classId: string = fixtures.classId,
  ) {}

  async open(more: { takeOver?: boolean; classId?: string; windowId?: string } = {}) {
    const { windowId } = this.who;
    const message = { classId: this.classId, windowId, takeOver: false, ...more };
    const reply = await this.who.post<TestOpened & RefusedBody>('/study/tests', message);
    if (reply.status === 201) ({ paperId: this.paperId, fence: this.fence } = reply.body.standing);
    return reply;
  }

  answer(
    place: number,
    choice: number,
    more: { seq?: number; fence?: number; paperId?: string } = {},
  ): Promise<Reply<TestStanding & RefusedBody>> {
    this.seq = more.seq ?? this.seq + 1;
    const { paperId, fence, seq } = this;
    return this.who.post('/study/tests/answers', { paperId, fence, seq, place, choice, ...more });
  }

  look(): Promise<Reply<TestStanding & RefusedBody>> {
    return this.who.post('/study/tests/looks', { paperId: this.paperId, fence: this.fence });
  }

  submit(more: { paperId?: string; fence?: number } = {}): Promise<Reply<TestResult & RefusedBody>> {
    return this.who.post('/study/tests/submit', { paperId: this.paperId, fence: this.fence, ...more });
  }

  async photograph(demandId: string, fence = this.fence): Promise<Reply<{ id: string } & RefusedBody>> {
    return this.who.send(`/study/tests/${this.paperId}/photographs/${demandId}?fence=${fence}`, {
      method: 'POST',
      body: new Uint8Array(await makePhotograph(++drawn)),
      headers: { 'Content-Type': 'image/jpeg' },
    });
  }

  /** Hands in, with the photograph that is asked before. */
  async finish(): Promise<Reply<TestResult & RefusedBody>> {
    const { body } = await this.look();
    if (body.photo) await this.photograph(body.photo.id);
    const first = await this.submit();
    if (first.body.refused !== 'test_photo_due') return first;
    await this.photograph(String(first.body.facts['demandId']));
    return this.submit();
  }

  /** Answers the first `right` questions rightly and the others wrongly. */
  async answerAll(sql: Sql, right: number): Promise<void> {
    const places = rightOf(await readPaper(sql, this.paperId));
    for (const [i, place] of places.entries()) {
      const { status, text } = await this.answer(i + 1, i < right ? place : (place + 1) % 3);
      if (status !== 200) throw new Error(`answer ${i + 1}: ${status} ${text}`);
    }
  }
}
