import type { Sql, SqlTx } from '../../../db/client.ts';
import { elapsedMs, type ClockReading } from '../../platform/clock.ts';
import { readClock } from '../../platform/clock.server.ts';
import type { House } from '../../platform/house.server.ts';
import { queueJob } from '../../platform/jobs.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { checkPicture, type Picture } from '../../presence/snapshot/check-picture.server.ts';
import { findLike } from '../../presence/snapshot/compare-likeness.ts';
import { isStored, sealPicture } from '../../presence/snapshot/store-snapshot.server.ts';
import { holdPaper } from './hold-paper.server.ts';
import { loadPapers, savePaper } from './load-paper.server.ts';
import { testHour, type TestPaper } from './test-state.ts';

/** One upload: whose, for which paper and window, for which demand. */
export type TestPhotoUpload = {
  learnerId: string;
  paperId: string;
  fence: number;
  demandId: string;
  bytes: Buffer;
};

/** When the demand was asked that this upload answers, if its time is not over (F02). */
function requireAsked({ photo, rules }: TestPaper, demandId: string, now: ClockReading): ClockReading {
  if (photo?.id !== demandId || !photo.asked || elapsedMs(photo.asked, now) > rules.photoAnswerMs)
    throw new Refusal('snapshot_not_asked');
  return photo.asked;
}

async function insertPhoto(
  tx: SqlTx,
  { learnerId, demandId }: TestPhotoUpload,
  paper: TestPaper,
  asked: ClockReading,
  picture: Picture,
  blob: string,
  now: ClockReading,
): Promise<void> {
  const { sha256, uploadSha256, likeness, width, height } = picture;
  await tx`insert into snapshot ${tx({
    ...{ learner_id: learnerId, id: demandId, enrolment_id: paper.enrolmentId, lesson_id: null },
    ...{ class_hour: testHour, fence: paper.fence, asked_at: new Date(asked.wallMs) },
    ...{ taken_at: new Date(now.wallMs), sha256, upload_sha256: uploadSha256, likeness, width, height, blob },
  })}`;
}

async function requireLive(sql: Sql, { learnerId, paperId, fence }: TestPhotoUpload): Promise<TestPaper> {
  const [paper] = await loadPapers(sql, learnerId, { paperId });
  if (!paper) throw new Refusal('not_found');
  if (paper.end) throw new Refusal('test_over');
  if (paper.fence !== fence) throw new Refusal('lease_ended', { reason: 'taken_over' });
  return paper;
}

/**
 * Stores the photograph that the server asked for in a test (P009), as those of lessons are: checked, encoded anew, sealed
 * under the learner's key, its hash in the log. Throws `snapshot_*`, picture refusals, and as `answerTest` does.
 */
export async function storeTestPhoto(house: House, upload: TestPhotoUpload): Promise<{ id: string }> {
  const { learnerId, demandId } = upload;
  const live = await requireLive(house.sql, upload);
  const picture = await checkPicture(upload.bytes);
  if (await isStored(house.sql, upload, picture)) return { id: demandId };
  requireAsked(live, demandId, readClock());
  const blob = await sealPicture(house, upload, picture);
  const now = readClock();
  const paper = await holdPaper(house.sql, learnerId, upload, now, async (tx, held) => {
    if (await isStored(tx, upload, picture)) return { paper: held, events: [] };
    const asked = requireAsked(held, demandId, now);
    const earlier = await tx<{ id: string; likeness: string }[]>`
      select id, likeness from snapshot where learner_id = ${learnerId} order by taken_at desc limit 500`;
    await insertPhoto(tx, upload, held, asked, picture, blob, now);
    const after = { ...held, photo: null, photosTaken: held.photosTaken + 1 };
    await savePaper(tx, after, now.wallMs);
    await queueJob(tx, { kind: 'judge_snapshot', subject: demandId, learnerId });
    const { fence } = held;
    const sha256 = picture.sha256.toString('hex');
    const likenessOf = findLike(picture.likeness, earlier);
    const taken = {
      kind: 'snapshot_taken',
      fence,
      demandId,
      classHour: testHour,
      sha256,
      likenessOf,
    } as const;
    return { paper: after, events: [taken] };
  });
  if (paper.end) throw new Refusal('test_over');
  return { id: demandId };
}
