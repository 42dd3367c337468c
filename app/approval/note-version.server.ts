import type { Sql, SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { lockVersion, type LockedVersion } from './step-version.server.ts';
import { refuseStep, type StepActor } from './version-life.ts';

/** The longest note, characters. */
export const noteMax = 500;
/** No reviewer says more about one version. */
const notesMax = 200;

/** A version on which this person may still decide. Throws `not_found`, `forbidden`, `approve_own`, `version_step`. */
async function lockOpen(tx: SqlTx, videoVersionId: string, actor: StepActor): Promise<LockedVersion> {
  const version = await lockVersion(tx, videoVersionId);
  const refused = refuseStep(version, 'approve', actor);
  if (refused) throw new Refusal(refused, { state: version.state });
  const decided = await tx`select 1 from version_review
    where video_version_id = ${videoVersionId} and reviewer_id = ${actor.personId}`;
  if (decided.count > 0) throw new Refusal('version_step', { state: version.state });
  return version;
}

/**
 * Pins a reviewer's words to a moment of the video; the author reads them when it comes back. Only before the own
 * decision. Throws what `lockOpen` says, `reason_missing` for no words, `bad_shape` for a moment outside the video.
 */
export async function addNote(
  sql: Sql,
  videoVersionId: string,
  note: { atMs: number; words: string },
  actor: StepActor,
  now: ClockReading,
): Promise<void> {
  const words = note.words.trim();
  if (words.length < 2 || words.length > noteMax) throw new Refusal('reason_missing', { field: 'words' });
  await sql.begin(async (tx) => {
    const version = await lockOpen(tx, videoVersionId, actor);
    if (note.atMs < 0 || note.atMs > (version.durationMs ?? 0) + 1_000)
      throw new Refusal('bad_shape', { field: 'atMs' });
    const [row] = await tx<{ count: number }[]>`select count(*)::int as count from review_note
      where video_version_id = ${videoVersionId} and reviewer_id = ${actor.personId}`;
    if ((row?.count ?? 0) >= notesMax) throw new Refusal('too_fast');
    await tx`insert into review_note (video_version_id, reviewer_id, at_ms, words, noted_at)
      values (${videoVersionId}, ${actor.personId}, ${note.atMs}, ${words}, ${new Date(now.wallMs)})`;
  });
}

/** Takes an own note back, before the own decision. Throws `not_found` for another's, and what `lockOpen` says. */
export async function dropNote(
  sql: Sql,
  videoVersionId: string,
  noteId: string,
  actor: StepActor,
): Promise<void> {
  await sql.begin(async (tx) => {
    await lockOpen(tx, videoVersionId, actor);
    const gone = await tx`delete from review_note
      where id = ${noteId} and video_version_id = ${videoVersionId} and reviewer_id = ${actor.personId}`;
    if (gone.count === 0) throw new Refusal('not_found');
  });
}
