import { createHash } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { canonical } from '../../evidence/canonical.ts';
import {
  personOf,
  subjectOf,
  supervisionFact,
  supervisionVersion,
  type SupervisionFact,
} from './supervision-record.ts';

/**
 * Puts facts into the outbox to the supervision platform, in the transaction in which they become true. A fact that stands
 * there already is not entered again. Answers how many are new. Throws on a fact that is not of its shape.
 */
export async function recordFacts(tx: Sql | SqlTx, facts: SupervisionFact[], nowMs: number): Promise<number> {
  if (facts.length === 0) return 0;
  const rows = facts.map((given) => {
    const fact = supervisionFact.parse(given);
    const payload = canonical({ ...fact, version: supervisionVersion });
    const sha256 = createHash('sha256').update(payload).digest('hex');
    return {
      ...{ kind: fact.kind, subject: subjectOf(fact), class_id: fact.classId, person_id: personOf(fact) },
      ...{ version: supervisionVersion, payload, sha256, at: new Date(nowMs) },
    };
  });
  const made =
    await tx`insert into supervision_record ${tx(rows)} on conflict (kind, subject) do nothing returning seq`;
  return made.length;
}
