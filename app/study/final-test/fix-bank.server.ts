import { createHash } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { weighItems, type ItemWeight } from '../../catalogue/draw-test.ts';
import { readQuestionBank } from '../../catalogue/read-question-bank.server.ts';
import type { BankOutline } from '../../evidence/test-event.ts';
import { bankMessage, questionMessage } from '../../evidence/test-paper.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { BankedQuestion } from './test-state.ts';

/** A bank as it was fixed; nothing of it changes. */
export type FixedBank = { sha256: string; weights: ItemWeight[]; questions: BankedQuestion[] };

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The questions of a class as they are now: of the videos that it was given, by their own words. */
async function readBank(
  tx: Sql | SqlTx,
  classId: string,
  courseVersionId: string,
): Promise<{ outline: BankOutline; questions: BankedQuestion[] }> {
  const bank = await readQuestionBank(tx, courseVersionId, classId);
  const [course] = await tx<{ items: { name: string; theoryWeightPct: number | null }[] }[]>`
    select c.standard_items as items from course_version v join course c on c.id = v.course_id
    where v.id = ${courseVersionId}`;
  const questions = bank.map(({ number, ...one }) => {
    const id = `${one.videoVersionId}/${number}`;
    return { ...one, id, sha256: sha256(questionMessage({ ...one, id })) };
  });
  const outline = {
    courseVersionId,
    weights: weighItems(questions, course?.items ?? []),
    questions: questions.map(({ id, standardItem: item, sha256: words }) => ({ id, item, sha256: words })),
  };
  return { outline, questions };
}

/** The bank that a class is tested from, if one is fixed and no video of it was withdrawn since. */
async function readFixed(tx: Sql | SqlTx, classId: string): Promise<FixedBank | null> {
  const [row] = await tx<{ sha256: Buffer; outline: string; questions: BankedQuestion[] }[]>`
    select b.sha256, b.outline, b.questions from class_test_bank c join test_bank b on b.sha256 = c.bank_sha256
    where c.class_id = ${classId} order by c.number desc limit 1`;
  if (!row) return null;
  const videos = [...new Set(row.questions.map(({ videoVersionId }) => videoVersionId))];
  const [gone] = await tx`
    select 1 from video_version where id = any(${videos}::uuid[]) and state <> 'published' limit 1`;
  if (gone) return null;
  const { weights } = JSON.parse(row.outline) as BankOutline;
  return { sha256: row.sha256.toString('hex'), weights, questions: row.questions };
}

/** How many questions a class would be tested from now; the bank is not fixed by asking. */
export async function countBank(sql: Sql | SqlTx, classId: string, courseVersionId: string): Promise<number> {
  const fixed = await readFixed(sql, classId);
  return fixed?.questions.length ?? (await readQuestionBank(sql, courseVersionId, classId)).length;
}

/**
 * The bank that a class is tested from: fixed with the first paper that is drawn in it, the same for everybody after, and
 * fixed anew only when a video of it was withdrawn (P011). Later edits change nothing of it.
 */
export async function fixBank(
  tx: SqlTx,
  classId: string,
  courseVersionId: string,
  now: ClockReading,
): Promise<FixedBank> {
  // First papers of two learners at once: one of them fixes it.
  await tx`select pg_advisory_xact_lock(hashtext('class_test_bank'), hashtext(${classId}))`;
  const fixed = await readFixed(tx, classId);
  if (fixed) return fixed;
  const { outline, questions } = await readBank(tx, classId, courseVersionId);
  const hash = Buffer.from(sha256(bankMessage(outline)), 'hex');
  const at = new Date(now.wallMs);
  await tx`insert into test_bank (sha256, course_version_id, outline, questions, fixed_at)
    values (${hash}, ${courseVersionId}, ${JSON.stringify(outline)}, ${tx.json(questions)}, ${at})
    on conflict (sha256) do nothing`;
  await tx`insert into class_test_bank (class_id, number, bank_sha256, fixed_at)
    select ${classId}, coalesce(max(number), 0) + 1, ${hash}, ${at} from class_test_bank where class_id = ${classId}`;
  return { sha256: hash.toString('hex'), weights: outline.weights, questions };
}
