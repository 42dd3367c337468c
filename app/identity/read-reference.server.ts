import type { Sql, SqlTx } from '../../db/client.ts';
import type { House } from '../platform/house.server.ts';
import type { FaceTemplate } from '../presence/engine/observation.ts';
import { picturePurpose } from '../presence/review/picture-purpose.ts';
import { readLearnerKey, unsealForLearner, unwrapKey } from './learner-key.server.ts';
import { unpackTemplate } from './pack-template.server.ts';

/** Opens a sealed template with its owner's wrapped key. Throws if either was changed or belongs to another. */
export async function openTemplate(
  masterKey: Buffer,
  row: { learnerId: string; id: string; templateSealed: Buffer; wrapped: Buffer },
): Promise<FaceTemplate> {
  const key = await unwrapKey(masterKey, row.learnerId, row.wrapped);
  const plain = unsealForLearner(key, picturePurpose.template(row.id), row.templateSealed);
  return unpackTemplate(plain);
}

/** The learner's confirmed face, opened, for comparing; null without one, or when its key is erased. */
export async function readActiveTemplate(
  sql: Sql | SqlTx,
  house: House,
  learnerId: string,
): Promise<{ referenceId: string; template: FaceTemplate } | null> {
  const [row] = await sql<{ id: string; templateSealed: Buffer; wrapped: Buffer }[]>`
    select r.id, r.template_sealed as "templateSealed", k.wrapped_key as wrapped
    from face_reference r join learner_key k on k.learner_id = r.learner_id
    where r.learner_id = ${learnerId} and r.state = 'active' and r.template_sealed is not null`;
  if (!row) return null;
  return { referenceId: row.id, template: await openTemplate(house.masterKey, { learnerId, ...row }) };
}

/** The photograph of the learner's ID document as JPEG; null without one, or when her key is erased. */
export async function openIdPhoto(
  sql: Sql | SqlTx,
  house: House,
  learnerId: string,
): Promise<{ jpeg: Buffer; sha256: Buffer } | null> {
  const [row] = await sql<{ blob: string; sha256: Buffer }[]>`
    select blob, sha256 from id_photo where learner_id = ${learnerId}`;
  const key = row && (await readLearnerKey(sql, house.masterKey, learnerId));
  if (!key) return null;
  const sealed = await house.blobs.get(row.blob);
  return {
    jpeg: unsealForLearner(key, picturePurpose.idPhoto(learnerId), sealed),
    sha256: row.sha256,
  };
}

/** The front picture of an enrolled face as JPEG; null when there is none (any more). */
export async function openReference(
  sql: Sql | SqlTx,
  house: House,
  learnerId: string,
  referenceId: string,
): Promise<{ jpeg: Buffer; sha256: Buffer } | null> {
  const [row] = await sql<{ blob: string; sha256: Buffer }[]>`
    select blob, sha256 from face_reference
    where learner_id = ${learnerId} and id = ${referenceId} and template_sealed is not null`;
  const key = row && (await readLearnerKey(sql, house.masterKey, learnerId));
  if (!key) return null;
  const sealed = await house.blobs.get(row.blob);
  return {
    jpeg: unsealForLearner(key, picturePurpose.reference(referenceId), sealed),
    sha256: row.sha256,
  };
}
