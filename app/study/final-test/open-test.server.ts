import type { Sql, SqlTx } from '../../../db/client.ts';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { EvidenceEvent } from '../../evidence/event.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { readClock } from '../../platform/clock.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { requireFace, type KnownFace, type Sitter } from '../../presence/require-face.server.ts';
import type { RuleProfileParameters } from '../../training/rule-profile.ts';
import { secureDraw } from '../draw.server.ts';
import { endLiveLease } from '../end-live-lease.server.ts';
import { nextFence } from '../next-fence.server.ts';
import { drawPaper } from './draw-paper.server.ts';
import { closeOverdue } from './end-test.server.ts';
import type { OpenTest, TestOpened } from './final-test.wire.ts';
import { findTestPlace, requireTest, type TestPlace } from './find-test.server.ts';
import { savePaper } from './load-paper.server.ts';
import { showPaper } from './show-paper.ts';
import { stepPhoto } from './test-photo.ts';
import type { TestPaper } from './test-state.ts';

/** A window that has been silent this long is gone: a closed lid or a lost line must not ask questions. */
const silentMs = 45_000;
/** So often a paper may go from window to window: an honest learner with a bad line needs a few. */
const windowsMax = 60;

/**
 * By what she may sit the test (P007): as for a lesson, and a live check that was passed just now, because this paper is
 * judged as hers. Throws as `requireFace` does.
 */
async function requireFreshFace(
  sql: Sql | SqlTx,
  sitter: Sitter,
  profile: RuleProfileParameters,
  nowMs: number,
): Promise<KnownFace> {
  const known = await requireFace(sql, sitter, profile, nowMs);
  if (known.face !== 'checked') return known;
  const since = new Date(nowMs - profile.final_test.face_within_s * 1000);
  const [fresh] =
    await sql`select 1 from face_challenge where learner_id = ${sitter.learnerId} and id = ${known.faceId}
    and state = 'passed' and purpose = 'lesson' and session_hash = ${sitter.sessionHash} and judged_at >= ${since}`;
  if (!fresh) throw new Refusal('face_check_due', { reason: 'sitting' });
  return known;
}

/** Another window goes on with the open paper; the time has gone on all the while. */
async function resume(
  tx: SqlTx,
  sitter: Sitter,
  place: TestPlace,
  open: TestPaper,
  { windowId, takeOver }: OpenTest,
  now: ClockReading,
): Promise<{ paper: TestPaper; events: EvidenceEvent[] }> {
  if (open.enrolmentId !== place.enrolment.enrolmentId) throw new Refusal('test_running');
  const { face, faceId } = await requireFace(tx, sitter, place.enrolment.profile, now.wallMs);
  let paper = open;
  const events: EvidenceEvent[] = [];
  if (open.windowId !== windowId) {
    const alive = now.wallMs - open.lastSeenMs < silentMs;
    if (alive && !takeOver) throw new Refusal('lease_elsewhere');
    if (open.windows >= windowsMax) throw new Refusal('too_fast', { retryAfterS: 300 });
    const fence = await nextFence(tx, sitter.learnerId);
    // What was answered under a clerk's witness is marked for the bureau, wherever it began.
    const by = face === 'witnessed' ? face : open.face;
    paper = { ...open, windowId, fence, windows: open.windows + 1, face: by };
    const moved = { fence, fromFence: open.fence, paperId: open.id, face, faceId, windowId };
    events.push({ kind: 'test_moved', ...moved });
  }
  const stepped = stepPhoto(paper, now, secureDraw);
  await savePaper(tx, stepped.paper, now.wallMs);
  return { paper: stepped.paper, events: [...events, ...stepped.events] };
}

/**
 * Opens the final test in one window (P005): goes on with the paper that is open, or draws one after class, dates, lessons,
 * lock, tries and a fresh live check, ending the lesson of another window. Everything is checked before and again under
 * the lock. Throws as `requireTest`, `requireFace` and `drawPaper` do, and `lease_elsewhere`, `test_running`, `too_fast`.
 */
export async function openTest(
  sql: Sql,
  sitter: Sitter,
  request: OpenTest,
  now = readClock(),
): Promise<TestOpened> {
  const { learnerId } = sitter;
  const place = await findTestPlace(sql, learnerId, request.classId);
  const { profile } = place.enrolment;
  const [isOpen] = await sql`select 1 from test_paper where learner_id = ${learnerId} and ended_at is null`;
  if (!isOpen) {
    await requireTest(sql, learnerId, place, now);
    await requireFreshFace(sql, sitter, profile, now.wallMs);
  }
  const { paper } = await appendDecisions(sql, learnerId, now, async (tx) => {
    const { open, events: closed } = await closeOverdue(tx, learnerId, now);
    if (open) return resume(tx, sitter, place, open, request, now);
    const may = await requireTest(tx, learnerId, place, now);
    const known = await requireFreshFace(tx, sitter, profile, now.wallMs);
    const ended = await endLiveLease(tx, learnerId, request, now);
    const { windowId } = request;
    const drawn = await drawPaper(tx, { learnerId, windowId, place, may, known, now });
    return { paper: drawn.paper, events: [...closed, ...ended, ...drawn.events] };
  });
  return showPaper(paper, now);
}
