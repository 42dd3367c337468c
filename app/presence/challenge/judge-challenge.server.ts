import { createHash } from 'node:crypto';
import type { SqlTx } from '../../../db/client.ts';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { FaceEvent } from '../../evidence/event.ts';
import { enrolFace } from '../../identity/enrol-face.server.ts';
import { openIdPhoto, readActiveTemplate } from '../../identity/read-reference.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { readClock } from '../../platform/clock.server.ts';
import type { House } from '../../platform/house.server.ts';
import { countTries } from './count-tries.server.ts';
import { faceThresholds } from '../engine/compare-faces.ts';
import type { FacePool } from '../engine/face-pool.server.ts';
import { modelId } from '../engine/models.ts';
import type { FaceSeen, FaceTemplate } from '../engine/observation.ts';
import { judgeChallenge, judgedBy, type ChallengeVerdict } from './judge-challenge.ts';
import { observeChallenge, type FrameObserved } from './observe-challenge.server.ts';
import { openCase } from '../review/open-case.server.ts';
import { openPictures } from '../review/open-picture.server.ts';
import { readChallengeRow, type Challenge } from './read-challenge-row.server.ts';
import { readFaceRules } from './read-face-rules.server.ts';

type Judged = {
  challenge: Challenge;
  verdict: ChallengeVerdict;
  frames: FrameObserved[];
  reference: { referenceId: string; template: FaceTemplate } | null;
  idPhotoTemplate: FaceTemplate | null;
};

const templateOf = ({ embedding, embeddingWide }: FaceSeen): FaceTemplate => ({
  modelId,
  embedding,
  embeddingWide,
});

/** Nothing is left to judge, or to compare with: as if it had never been finished; no failed try. */
export async function expireChallenge(house: House, learnerId: string, challengeId: string): Promise<void> {
  await house.sql`update face_challenge set state = 'expired'
    where learner_id = ${learnerId} and id = ${challengeId} and state = 'judging'`;
}

/** The template of the ID photograph, for a new face to be compared with; null without one. */
async function readIdPhoto(house: House, pool: FacePool, learnerId: string): Promise<FaceTemplate | null> {
  const photo = await openIdPhoto(house.sql, house, learnerId);
  if (!photo) return null;
  const [face] = (await pool.observe(photo.jpeg)).faces;
  return face ? templateOf(face) : null;
}

function describe({ challenge, verdict, frames, reference }: Judged): FaceEvent {
  const { id: challengeId, purpose, reason, controlId, attempt } = challenge;
  const hashes = Buffer.concat(frames.map(({ sha256 }) => sha256));
  return {
    ...{ kind: 'face_checked', fence: 0, challengeId, purpose, reason, controlId, attempt },
    result: verdict.fault ? 'failed' : 'passed',
    ...{ fault: verdict.fault, distance: verdict.distance, modelId },
    matchAtMost: faceThresholds.match * 1_000,
    referenceId: reference?.referenceId ?? null,
    framesSha256: createHash('sha256').update(hashes).digest('hex'),
    frames: frames.length,
  };
}

/** Who has to look at it: a doubt, and three tries without a pass. */
async function askPeople(tx: SqlTx, { challenge, verdict }: Judged, now: ClockReading): Promise<FaceEvent[]> {
  if (verdict.fault === null) return [];
  const { learnerId, id: subjectId } = challenge;
  const kinds = verdict.fault === 'doubt' ? (['doubt'] as const) : [];
  const { triesMax } = await readFaceRules(tx, learnerId);
  const isLast = (await countTries(tx, learnerId)) >= triesMax;
  const opened = [];
  for (const kind of [...kinds, ...(isLast ? (['three_tries'] as const) : [])])
    opened.push(await openCase(tx, { learnerId, kind, subjectKind: 'challenge', subjectId }, now.wallMs));
  return opened.filter((event) => event !== null);
}

/** What a passed enrolment leaves: its best straight look, by the engine's numbers and as a picture. */
async function enrol(house: House, tx: SqlTx, judged: Judged, now: ClockReading): Promise<FaceEvent[]> {
  const { challenge, verdict, frames, idPhotoTemplate } = judged;
  const front = verdict.frontAt === null ? undefined : frames[verdict.frontAt];
  const [face] = front?.seen.faces ?? [];
  if (!front || !face) throw new Error('a passed challenge has no straight look');
  const { learnerId, id: challengeId } = challenge;
  const enrolled = { template: templateOf(face), frontJpeg: front.jpeg, idPhotoTemplate, now };
  return (await enrolFace(house, tx, { learnerId, challengeId, ...enrolled })).events;
}

/** Writes verdict, evidence and what follows from both, together or not at all; a second judging changes nothing. */
async function settle(house: House, judged: Judged): Promise<void> {
  const { challenge, verdict } = judged;
  const { learnerId, id } = challenge;
  const now = readClock();
  const { frontAt: _, fault, ...numbers } = verdict;
  const record = { ...numbers, modelId, ...judgedBy };
  await appendDecisions(house.sql, learnerId, now, async (tx) => {
    const settled = await tx`
      update face_challenge set state = ${fault ? 'failed' : 'passed'}, fault = ${fault},
        verdict = ${tx.json(record)}, judged_at = ${new Date(now.wallMs)}
      where learner_id = ${learnerId} and id = ${id} and state = 'judging' returning id`;
    if (settled.length === 0) return { events: [] as FaceEvent[] };
    const events = [describe(judged), ...(await askPeople(tx, judged, now))];
    if (fault === null && challenge.purpose === 'enrolment')
      events.push(...(await enrol(house, tx, judged, now)));
    return { events };
  });
}

/**
 * The worker's part of a live check: sees the frames, judges, and stores the verdict with its evidence (P007). Safe to
 * repeat. A challenge whose pictures, key or enrolled face are gone meanwhile, or whose enrolled face was read by the
 * nets of another release, ends without a verdict: the next is asked once the face is renewed.
 */
export async function judgeFinished(
  house: House,
  pool: FacePool,
  learnerId: string,
  challengeId: string,
): Promise<void> {
  const challenge = await readChallengeRow(house.sql, learnerId, challengeId);
  if (challenge.state !== 'judging') return;
  const isEnrolment = challenge.purpose === 'enrolment';
  const reference = isEnrolment ? null : await readActiveTemplate(house.sql, house, learnerId);
  const open = openPictures(house.sql, house);
  const frames = await observeChallenge(house.sql, pool, open, challenge);
  const isComparable = isEnrolment || reference?.template.modelId === modelId;
  if (!frames || !isComparable) return expireChallenge(house, learnerId, challengeId);
  const { actions, shownMs } = challenge;
  const verdict = judgeChallenge({ actions, shownMs, frames, reference: reference?.template ?? null });
  const isNew = isEnrolment && verdict.fault === null;
  const idPhotoTemplate = isNew ? await readIdPhoto(house, pool, learnerId) : null;
  await settle(house, { challenge, verdict, frames, reference, idPhotoTemplate });
}
