import type { Sql } from '../../db/client.ts';
import type { House } from '../platform/house.server.ts';
import { log } from '../platform/watch/log.server.ts';
import { FacePoolFull, FrameLost, type FacePool } from '../presence/engine/face-pool.server.ts';
import { modelId } from '../presence/engine/models.ts';
import { renewReference, type OldFace, type Renewed } from './renew-reference.server.ts';

/** Rows read at a time; their pictures are opened one by one. */
const batch = 100;
/** So many pictures lost one after the other are no fault of the pictures: the nets do not run. */
const lostMax = 3;

/** The next faces of another model set. Of who said no to a newer text, no picture is looked at. */
function readOld(sql: Sql, after: Pick<OldFace, 'learnerId' | 'id'>): Promise<OldFace[]> {
  return sql<OldFace[]>`
    select r.learner_id as "learnerId", r.id, r.model_id as "fromModelId", r.blob, r.sha256
    from face_reference r join learner_key k on k.learner_id = r.learner_id
    where r.model_id <> ${modelId} and r.template_sealed is not null
      and r.state in ('active', 'waiting_witness', 'waiting_second')
      and (r.learner_id, r.id) > (${after.learnerId}::uuid, ${after.id}::uuid)
      and (select c.action from face_consent c where c.learner_id = r.learner_id order by c.at desc limit 1) = 'given'
    order by r.learner_id, r.id limit ${batch}`;
}

async function countOld(sql: Sql): Promise<number> {
  const [row] = await sql<{ old: number }[]>`
    select count(*)::int as old from face_reference
    where model_id <> ${modelId} and template_sealed is not null
      and state in ('active', 'waiting_witness', 'waiting_second')`;
  return row?.old ?? 0;
}

/** One face; null when the pool could not look at it. */
async function tryOne(house: House, pool: FacePool, face: OldFace): Promise<Renewed | null> {
  try {
    const became = await renewReference(house, pool, face);
    if (became === 'spoilt') {
      const { learnerId } = face;
      log.error({ learnerId }, 'an enrolled picture does not open');
    }
    return became;
  } catch (error) {
    if (error instanceof FrameLost || error instanceof FacePoolFull) return null;
    throw error;
  }
}

/**
 * After a release with other nets: reads every enrolled and waiting face anew from its own front picture, so that
 * nobody has to enrol again (P007). Safe to repeat and to break off; answers how many are new, and how many are still
 * of another model set, of which some wait for a person.
 */
export async function renewReferences(
  house: House,
  pool: FacePool,
  signal?: AbortSignal,
): Promise<{ renewed: number; left: number }> {
  let after = {
    learnerId: '00000000-0000-0000-0000-000000000000',
    id: '00000000-0000-0000-0000-000000000000',
  };
  let [renewed, lost] = [0, 0];
  for (let old = await readOld(house.sql, after); old.length > 0; old = await readOld(house.sql, after))
    for (const face of old) {
      signal?.throwIfAborted();
      const became = await tryOne(house, pool, face);
      if (became === null) lost++;
      else if (became !== 'spoilt') lost = 0;
      if (lost >= lostMax) return { renewed, left: await countOld(house.sql) };
      if (became === 'renewed') renewed++;
      after = face;
    }
  return { renewed, left: await countOld(house.sql) };
}
