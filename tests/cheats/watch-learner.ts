import { createHash } from 'node:crypto';
import type { Sql } from '../../db/client.ts';

/** Everything that counts for one learner and that a stranger must not move: ledger, controls, photographs, face, log. */
const tables = [
  'lesson_progress',
  'enrolment_study',
  'control',
  'snapshot',
  'chain_head',
  'evidence_event',
  'lease',
  'test_paper',
  'test_answer',
  'test_grant',
  'face_consent',
  'face_reference',
  'face_challenge',
  'face_frame',
  'face_case',
  'helper_notice',
] as const;

/** SHA-256 over every row of one learner: two equal answers mean that nothing of hers has changed (O5, O7). */
export async function digestLearner(sql: Sql, learnerId: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of tables) {
    const rows = await sql<{ row: string }[]>`
      select t::text as row from ${sql(name)} t where learner_id = ${learnerId} order by 1`;
    hash.update(`${name}\n`);
    for (const { row } of rows) hash.update(`${row}\n`);
  }
  return hash.digest('hex');
}

/** What stands in the ledger of one learner and lesson; nobody but the database knows the next due point. */
export type Progress = {
  provenMs: number;
  frontierMs: number;
  controlGapMs: number;
  withheldToMs: number | null;
  withheldReason: string | null;
};

export async function readProgress(sql: Sql, learnerId: string, ordinal = 1): Promise<Progress> {
  const [row] = await sql<Progress[]>`
    select proven_ms as "provenMs", coalesce(h.span_to_ms, frontier_ms) as "frontierMs", control_gap_ms as "controlGapMs",
      withheld_to_ms as "withheldToMs", withheld_reason as "withheldReason"
    from lesson_progress p
    left join chain_head h on h.learner_id = p.learner_id and h.span_video_id = p.video_version_id
    where p.learner_id = ${learnerId} and ordinal = ${ordinal}`;
  if (!row) throw new Error(`there is no progress in lesson ${ordinal}`);
  return row;
}
