import type { Sql, SqlTx } from '../../../db/client.ts';
import { lockChains } from '../../evidence/append.server.ts';
import { readLearnerKey, sealForLearner } from '../../identity/learner-key.server.ts';
import { elapsedMs, type ClockReading } from '../../platform/clock.ts';
import { readClock } from '../../platform/clock.server.ts';
import type { House } from '../../platform/house.server.ts';
import { queueJob } from '../../platform/jobs.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { loadStudies } from '../../study/load-study.server.ts';
import { readLiveLease } from '../../study/read-lease.server.ts';
import { saveStudies } from '../../study/save-study.server.ts';
import type { SnapshotDemand, StudyState } from '../../study/study-state.ts';
import { checkPicture, type Picture } from './check-picture.server.ts';
import { findLike } from './compare-likeness.ts';
import { picturePurpose } from '../review/picture-purpose.ts';

/** One upload: whose, under which lease, for which demand. */
export type SnapshotUpload = { learnerId: string; fence: number; demandId: string; bytes: Buffer };

/** The demand that this upload answers, if it is asked and its time is not over (F02). */
function requireAsked(
  state: StudyState,
  demandId: string,
  now: ClockReading,
): SnapshotDemand & { asked: ClockReading } {
  const { demand } = state.enrolment;
  if (demand?.id !== demandId || !demand.asked) throw new Refusal('snapshot_not_asked');
  if (elapsedMs(demand.asked, now) > state.lease.rules.snapshotAnswerMs)
    throw new Refusal('snapshot_not_asked');
  return { ...demand, asked: demand.asked };
}

/** Whose picture, for which demand. */
type Demanded = Pick<SnapshotUpload, 'learnerId' | 'demandId'>;

/** Whether this very upload was stored before: then its retry gets the same answer (I9). Throws `snapshot_twice`. */
export async function isStored(sql: Sql | SqlTx, upload: Demanded, picture: Picture): Promise<boolean> {
  const [row] = await sql<{ id: string }[]>`
    select id from snapshot where learner_id = ${upload.learnerId} and upload_sha256 = ${picture.uploadSha256}`;
  if (row && row.id !== upload.demandId) throw new Refusal('snapshot_twice');
  return row !== undefined;
}

/** Stores a picture sealed under the learner's key; answers its blob. Throws `consent_missing`: she has none. */
export async function sealPicture(house: House, upload: Demanded, picture: Picture): Promise<string> {
  const { learnerId, demandId } = upload;
  const key = await readLearnerKey(house.sql, house.masterKey, learnerId);
  if (!key) throw new Refusal('consent_missing');
  const blob = `snapshots/${learnerId}/${demandId}-${picture.sha256.toString('hex').slice(0, 16)}`;
  await house.blobs.put(blob, sealForLearner(key, picturePurpose.snapshot(demandId), picture.jpeg));
  return blob;
}

async function insertSnapshot(
  tx: SqlTx,
  upload: SnapshotUpload,
  state: StudyState,
  demand: SnapshotDemand & { asked: ClockReading },
  picture: Picture,
  blob: string,
  now: ClockReading,
): Promise<void> {
  const { lease } = state;
  await tx`insert into snapshot ${tx({
    learner_id: upload.learnerId,
    id: demand.id,
    enrolment_id: lease.enrolmentId,
    lesson_id: lease.lessonId,
    class_hour: demand.classHour,
    fence: lease.fence,
    asked_at: new Date(demand.asked.wallMs),
    taken_at: new Date(now.wallMs),
    sha256: picture.sha256,
    upload_sha256: picture.uploadSha256,
    likeness: picture.likeness,
    width: picture.width,
    height: picture.height,
    blob,
  })}`;
  await tx`update enrolment_study set photographed_hours = array_append(photographed_hours, ${demand.classHour}::int)
    where learner_id = ${upload.learnerId} and enrolment_id = ${lease.enrolmentId}`;
}

/**
 * Stores the photograph that the server asked for (P009): checked, encoded anew, sealed under the learner's key, with
 * its hash in the log. Everything is checked before the work and again under the lock.
 */
export async function storeSnapshot(house: House, upload: SnapshotUpload): Promise<{ id: string }> {
  const { learnerId, fence, demandId } = upload;
  const lease = await readLiveLease(house.sql, learnerId, fence);
  const picture = await checkPicture(upload.bytes);
  if (await isStored(house.sql, upload, picture)) return { id: demandId };
  requireAsked(lease, demandId, readClock());
  const blob = await sealPicture(house, upload, picture);
  await house.sql.begin(async (tx) => {
    const head = (await lockChains(tx, [learnerId])).get(learnerId);
    const study = (await loadStudies(tx, [{ learnerId, fence }])).get(learnerId);
    if (!head || !study || study.state.lease.endReason)
      throw new Refusal('lease_ended', { reason: 'unknown' });
    if (await isStored(tx, upload, picture)) return;
    const { state: before, lastAnswer } = study;
    const now = readClock();
    const demand = requireAsked(before, demandId, now);
    const earlier = await tx<{ id: string; likeness: string }[]>`
      select id, likeness from snapshot where learner_id = ${learnerId} order by taken_at desc limit 500`;
    await insertSnapshot(tx, upload, before, demand, picture, blob, now);
    const after: StudyState = { ...before, enrolment: { ...before.enrolment, demand: null } };
    const { classHour } = demand;
    const sha256 = picture.sha256.toString('hex');
    const likenessOf = findLike(picture.likeness, earlier);
    const taken = { kind: 'snapshot_taken', fence, demandId, classHour, sha256, likenessOf } as const;
    await saveStudies(tx, [{ head, before, after, events: [taken], lastAnswer }], now);
    await queueJob(tx, { kind: 'judge_snapshot', subject: demandId, learnerId });
  });
  return { id: demandId };
}
