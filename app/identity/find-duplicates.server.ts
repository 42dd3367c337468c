import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Sql } from '../../db/client.ts';
import { appendDecisions } from '../evidence/append-decisions.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { House } from '../platform/house.server.ts';
import { log } from '../platform/watch/log.server.ts';
import { openCase } from '../presence/review/open-case.server.ts';
import { findSameFaces, type OpenedFace } from './find-same-faces.ts';
import { openTemplate } from './read-reference.server.ts';

type SealedFace = { learnerId: string; id: string; templateSealed: Buffer; wrapped: Buffer };

/** Faces opened at a time: what is open in memory stays small however large the stock is. */
const batch = 100;
/** New faces that one pass over the stock serves. */
const together = 100;

/** Opens what can be opened: one template that was spoilt in the database stops nobody else's search. */
async function openAll(masterKey: Buffer, rows: SealedFace[]): Promise<OpenedFace[]> {
  const opened = await Promise.allSettled(rows.map((row) => openTemplate(masterKey, row)));
  return rows.flatMap(({ learnerId, id: referenceId }, i) => {
    const one = opened[i];
    if (one?.status === 'fulfilled') return { learnerId, referenceId, template: one.value };
    log.error({ learnerId }, 'a face template does not open');
    return [];
  });
}

/** Faces that somebody asked to be looked for and that are confirmed: this one first, then others that wait. */
function readAsked(sql: Sql, referenceId: string): Promise<SealedFace[]> {
  return sql<SealedFace[]>`
    select r.learner_id as "learnerId", r.id, r.template_sealed as "templateSealed", k.wrapped_key as wrapped
    from job j join face_reference r on r.id = j.subject::uuid join learner_key k on k.learner_id = r.learner_id
    where j.kind = 'find_duplicates' and j.done_at is null and r.state = 'active' and r.template_sealed is not null
    order by r.id <> ${referenceId}, j.run_after limit ${together}`;
}

/** The next confirmed faces of the stock after `after`. */
function readStock(sql: Sql, after: string): Promise<SealedFace[]> {
  return sql<SealedFace[]>`
    select r.learner_id as "learnerId", r.id, r.template_sealed as "templateSealed", k.wrapped_key as wrapped
    from face_reference r join learner_key k on k.learner_id = r.learner_id
    where r.state = 'active' and r.template_sealed is not null and r.learner_id > ${after}
    order by r.learner_id limit ${batch}`;
}

/** Lists the pair for a person to look at, on the account of `one`, unless it was listed for this face before. */
async function listPair(sql: Sql, one: OpenedFace, other: OpenedFace, now: ClockReading): Promise<void> {
  await appendDecisions(sql, one.learnerId, now, async (tx) => {
    const [known] = await tx`
      select id from face_case where learner_id = ${one.learnerId} and kind = 'duplicate'
        and subject_id = ${one.referenceId} and other_learner_id = ${other.learnerId}`;
    if (known) return { events: [] };
    const opened = await openCase(
      tx,
      {
        learnerId: one.learnerId,
        kind: 'duplicate',
        subjectKind: 'reference',
        subjectId: one.referenceId,
        otherLearnerId: other.learnerId,
      },
      now.wallMs,
    );
    return { events: opened ? [opened] : [] };
  });
}

/**
 * Looks for a new face, and others that wait, on all other accounts: one pass over the stock, each template opened
 * once and forgotten. Pairs become cases on both accounts, never a verdict: twins exist. Answers the pairs found and
 * the references that were looked for.
 */
export async function findDuplicates(
  house: House,
  referenceId: string,
  now: ClockReading,
  signal?: AbortSignal,
): Promise<{ pairs: number; looked: string[] }> {
  const asked = await openAll(house.masterKey, await readAsked(house.sql, referenceId));
  let pairs = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  while (asked.length > 0) {
    signal?.throwIfAborted();
    const rows = await readStock(house.sql, after);
    const last = rows.at(-1);
    if (!last) break;
    after = last.learnerId;
    const stock = await openAll(house.masterKey, rows);
    for (const one of asked) {
      for (const other of findSameFaces(one, stock)) {
        await listPair(house.sql, one, other, now);
        await listPair(house.sql, other, one, now);
        pairs++;
      }
      await yieldToOthers();
    }
  }
  const looked = asked.map((one) => one.referenceId);
  await house.sql`
    update job set done_at = now() where kind = 'find_duplicates' and subject = any(${looked}::text[])
      and subject <> ${referenceId} and done_at is null and (claimed_until is null or claimed_until < now())`;
  return { pairs, looked };
}
