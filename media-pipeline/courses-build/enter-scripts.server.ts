import { createHash, randomUUID } from 'node:crypto';
import { createVersion, sourceBlobOf } from '../../app/approval/create-version.server.ts';
import type { StepActor } from '../../app/approval/version-life.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { addJob } from '../../app/platform/jobs.server.ts';
import type { ScriptFile } from '../checks/finding.ts';
import { estimateLength } from '../estimate-length.ts';
import { hashSources } from '../gather-sources.server.ts';
import type { MediaHouse } from '../media-house.ts';
import type { PreparePayload } from '../prepare-job.server.ts';

/** What stands for a script: a version that is made or on its way, its length as estimated, and whether anything is left to do. */
export type EnteredScript = { name: string; videoVersionId: string; minutes: number; isMade: boolean };

type Known = { id: string; state: string; sourceSha256: string | null; recipeSha256: string | null };

/** The licence that every lesson of the platform's own pipeline carries. */
const rights = { licence: '平台自制，文字和图画均为原创', portraitRights: '没有真人出镜，声音为合成' };

/**
 * Enters a new version for a script that changed since its newest one, by the hash of everything that it is made from;
 * what is unchanged, or on its way, is left alone. Null: the outline has no such lesson. Errors: `PlainFailure` of the script.
 */
export async function enterScript(
  house: MediaHouse,
  { name, markdown, script }: ScriptFile,
  actor: StepActor,
  payload: PreparePayload,
): Promise<EnteredScript | null> {
  const { sql, blobs, masterKey, db } = house;
  const [folder = '', slug = ''] = name.split('/');
  const [lesson] = await sql<{ id: string }[]>`
    select id from lesson where occupation_id = ${folder} and slug = ${slug}`;
  if (!lesson) return null;
  const minutes = estimateLength(script) / 60_000;
  const recipe = await hashSources(markdown);
  const bytes = Buffer.from(markdown);
  const sha256 = createHash('sha256').update(bytes).digest();
  const known = await readKnown(house, lesson.id);
  const made = known.find((one) => one.recipeSha256 === recipe);
  if (made) return { name, videoVersionId: made.id, minutes, isMade: true };
  const waiting = known.find((one) => isWaiting(one.state) && one.sourceSha256 === sha256.toString('hex'));
  if (waiting) {
    // One that did not succeed is tried again.
    await addJob(db, { kind: 'prepare_version', subject: waiting.id, payload, priority: 200, again: true });
    return { name, videoVersionId: waiting.id, minutes, isMade: false };
  }
  const id = randomUUID();
  const blob = sourceBlobOf(id, 'script');
  await blobs.put(blob, bytes);
  const source = { kind: 'script', blob, sha256, bytes: bytes.length, name: `${slug}.md` } as const;
  const rest = { id, priority: 200, payload, ...rights };
  await sql.begin((tx) => createVersion(tx, masterKey, lesson.id, source, actor, readClock(), rest));
  return { name, videoVersionId: id, minutes, isMade: false };
}

const isWaiting = (state: string) => ['uploaded', 'processing', 'failed'].includes(state);

/** The versions of a lesson that still stand, newest first. */
function readKnown({ sql }: MediaHouse, lessonId: string): Promise<Known[]> {
  return sql<Known[]>`
    select v.id, v.state, encode(v.source_sha256, 'hex') as "sourceSha256", (
      select e.body::jsonb -> 'facts' ->> 'recipeSha256' from content_event e
      where e.video_version_id = v.id and e.body::jsonb ->> 'step' = 'finish' order by e.seq desc limit 1) as "recipeSha256"
    from video_version v
    where v.lesson_id = ${lessonId} and v.source_kind = 'script' and v.state not in ('returned', 'rejected', 'withdrawn')
    order by v.number desc`;
}
