import { randomUUID } from 'node:crypto';
import type { SqlTx } from '../../db/client.ts';
import { appendContent } from '../evidence/append-content.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SourceKind, StepActor } from './version-life.ts';

/** What a version is made from, as it lies in the store. */
export type VersionSource = { kind: SourceKind; blob: string; sha256: Buffer; bytes: number; name: string };

/** Where the source of a version lies. */
export const sourceBlobOf = (videoVersionId: string, kind: SourceKind) =>
  `sources/${videoVersionId}/${kind === 'script' ? 'script.md' : 'video'}`;

/**
 * Enters a new version of a lesson, `uploaded`, with its first event and the worker's job: all or nothing. Numbers are
 * given under the lock of the lesson. Answers its id. Throws `not_found`.
 */
export async function createVersion(
  tx: SqlTx,
  masterKey: Buffer,
  lessonId: string,
  source: VersionSource,
  actor: StepActor,
  now: ClockReading,
  rest: { id?: string; priority?: number; payload?: object; licence?: string; portraitRights?: string } = {},
): Promise<string> {
  const id = rest.id ?? randomUUID();
  const [lesson] = await tx`select id from lesson where id = ${lessonId} for update`;
  if (!lesson) throw new Refusal('not_found');
  await tx`insert into video_version
      (id, lesson_id, number, state, source_kind, source_blob, source_sha256, source_bytes, source_name, institution_id,
        uploaded_by, licence, portrait_rights, created_at)
    select ${id}, ${lessonId}, coalesce(max(number), 0) + 1, 'uploaded', ${source.kind}, ${source.blob}, ${source.sha256},
      ${source.bytes}, ${source.name}, ${actor.institutionId}, ${actor.personId}, ${rest.licence ?? ''},
      ${rest.portraitRights ?? ''}, ${new Date(now.wallMs)}
    from video_version where lesson_id = ${lessonId}`;
  await appendContent(tx, masterKey, id, now, {
    kind: 'version_step',
    step: 'upload',
    from: null,
    to: 'uploaded',
    actorId: actor.personId,
    actorRole: actor.role,
    actorInstitutionId: actor.institutionId,
    reason: '',
    facts: {
      lessonId,
      sourceKind: source.kind,
      sourceSha256: source.sha256.toString('hex'),
      sourceBytes: source.bytes,
    },
  });
  await tx`insert into job (kind, subject, payload, priority)
    values ('prepare_version', ${id}, ${tx.json((rest.payload ?? {}) as never)}, ${rest.priority ?? 100})
    on conflict (kind, subject) do nothing`;
  return id;
}
