import type { Sql } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { digestContent } from './digest-content.server.ts';
import { readFiles } from './manifest.server.ts';
import { lockVersion, stepVersion } from './step-version.server.ts';
import type { StepActor } from './version-life.ts';

/**
 * Hands a processed version in: from here on none of its bytes change (P011). Licence and portrait rights are named
 * first; how many flags the reviewer has to look at is logged. Every question lies within the video and is spoken. Throws
 * `rights_missing`, `question_wrong`, `question_unspoken` and what `refuseStep` says.
 */
export async function submitVersion(
  house: { sql: Sql; masterKey: Buffer },
  videoVersionId: string,
  actor: StepActor,
  now: ClockReading,
): Promise<void> {
  await house.sql.begin(async (tx) => {
    const version = await lockVersion(tx, videoVersionId);
    const [rights] = await tx<{ licence: string; portraitRights: string; flags: number }[]>`
      select licence, portrait_rights as "portraitRights", jsonb_array_length(flags) as flags
      from video_version where id = ${videoVersionId}`;
    const { licence = '', portraitRights = '', flags = 0 } = rights ?? {};
    const files = await readFiles(tx, videoVersionId);
    const words = {
      facts: { durationMs: version.durationMs, flags, files: files.length, licence, portraitRights },
    };
    const stepped = await stepVersion(tx, house.masterKey, version, 'submit', actor, now, words);
    if (!licence.trim() || !portraitRights.trim()) throw new Refusal('rights_missing', { field: 'licence' });
    const [questions] = await tx<{ beyond: number; unspoken: number }[]>`
      select count(*) filter (where from_ms > ${version.durationMs})::int as beyond,
        count(*) filter (where audio_blob = '')::int as unspoken
      from control_question where video_version_id = ${videoVersionId}`;
    if (questions?.beyond) throw new Refusal('question_wrong', { field: 'fromMs' });
    if (questions?.unspoken) throw new Refusal('question_unspoken');
    // What was added or changed without the hash being taken anew is approved by nobody.
    if (files.length === 0 || digestContent(files).toString('hex') !== stepped.contentSha256)
      throw new Error('a processed version whose manifest does not come to its hash');
  });
}
