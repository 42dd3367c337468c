import { createHash } from 'node:crypto';
import type { SqlTx } from '../../db/client.ts';
import { appendDecisions } from '../evidence/append-decisions.server.ts';
import type { FaceEvent } from '../evidence/event.ts';
import { readClock } from '../platform/clock.server.ts';
import type { House } from '../platform/house.server.ts';
import { UndecodableFrame } from '../presence/engine/decode-frame.server.ts';
import type { FacePool } from '../presence/engine/face-pool.server.ts';
import { modelId } from '../presence/engine/models.ts';
import type { FaceTemplate } from '../presence/engine/observation.ts';
import { openCase } from '../presence/review/open-case.server.ts';
import { openPictures } from '../presence/review/open-picture.server.ts';
import { picturePurpose } from '../presence/review/picture-purpose.ts';
import { readLearnerKey, sealForLearner } from './learner-key.server.ts';
import { packTemplate } from './pack-template.server.ts';

/** An enrolled or waiting face that was read by another model set than today's. */
export type OldFace = {
  learnerId: string;
  id: string;
  fromModelId: string;
  blob: string;
  sha256: Buffer;
};

/** `spoilt`: its file is gone or is not what was stored, so that nothing can be said of the face. */
export type Renewed = 'renewed' | 'no_face' | 'spoilt' | 'gone';

/** The front picture, if it is the one of the log. Null: it is not, does not open, or is away with its folder. */
async function openFront(house: House, face: OldFace): Promise<Buffer | null> {
  try {
    const open = openPictures(house.sql, house);
    const jpeg = await open(face.learnerId, picturePurpose.reference(face.id), face.blob);
    return jpeg && createHash('sha256').update(jpeg).digest().equals(face.sha256) ? jpeg : null;
  } catch {
    return null;
  }
}

/** What today's nets see in it; null: nobody. Throws `FrameLost` or `FacePoolFull`, which are the server's own trouble. */
async function readTemplate(pool: FacePool, jpeg: Buffer): Promise<FaceTemplate | null> {
  try {
    const [face] = (await pool.observe(jpeg)).faces;
    return face ? { modelId, embedding: face.embedding, embeddingWide: face.embeddingWide } : null;
  } catch (error) {
    if (error instanceof UndecodableFrame) return null;
    throw error;
  }
}

/** Stores the template anew under her key; nothing when the face was decided about or erased meanwhile. */
async function store(house: House, tx: SqlTx, face: OldFace, template: FaceTemplate): Promise<FaceEvent[]> {
  const { learnerId, id: referenceId, fromModelId, sha256 } = face;
  const key = await readLearnerKey(tx, house.masterKey, learnerId);
  if (!key) return [];
  const sealed = sealForLearner(key, picturePurpose.template(referenceId), packTemplate(template));
  const rows = await tx`
    update face_reference set template_sealed = ${sealed}, model_id = ${modelId}
    where learner_id = ${learnerId} and id = ${referenceId} and model_id = ${fromModelId}
      and template_sealed is not null and state in ('active', 'waiting_witness', 'waiting_second') returning id`;
  if (rows.length === 0) return [];
  const hash = sha256.toString('hex');
  return [{ kind: 'face_renewed', fence: 0, referenceId, fromModelId, modelId, sha256: hash }];
}

/**
 * Hands a confirmed face that nobody can be compared with to a person. Where another face waits, or a change is
 * allowed, somebody is about to decide already.
 */
async function askPerson(tx: SqlTx, face: OldFace, atMs: number): Promise<FaceEvent[]> {
  const { learnerId, id, fromModelId } = face;
  const rows = await tx`
    update face_reference set state = 'waiting_witness'
    where learner_id = ${learnerId} and id = ${id} and state = 'active' and model_id = ${fromModelId}
      and not exists (select 1 from face_reference o where o.learner_id = ${learnerId}
        and o.state in ('waiting_witness', 'waiting_second'))
      and not exists (select 1 from face_change c where c.learner_id = ${learnerId} and c.used_at is null)
    returning id`;
  if (rows.length === 0) return [];
  const subject = { learnerId, kind: 'enrolment', subjectKind: 'reference', subjectId: id } as const;
  const opened = await openCase(tx, subject, atMs);
  return opened ? [opened] : [];
}

/** Reads one face anew from its sealed front picture; the row, the case and their evidence are stored together. */
export async function renewReference(house: House, pool: FacePool, face: OldFace): Promise<Renewed> {
  const jpeg = await openFront(house, face);
  if (!jpeg) return 'spoilt';
  const template = await readTemplate(pool, jpeg);
  const now = readClock();
  const { events } = await appendDecisions(house.sql, face.learnerId, now, async (tx) => ({
    events: await (template ? store(house, tx, face, template) : askPerson(tx, face, now.wallMs)),
  }));
  if (!template) return 'no_face';
  return events.length > 0 ? 'renewed' : 'gone';
}
