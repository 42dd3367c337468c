import type { Sql } from '../../../db/client.ts';
import type { BlobStore } from '../../platform/blobs.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { loadPapers } from './load-paper.server.ts';
import { spokenKey } from './spoken-key.ts';

/**
 * A question of her open paper, spoken (MP3): what is asked, then the choices in the order of this paper. Its address
 * holds the place alone. Throws `not_found`: another's, a closed paper, or not spoken yet.
 */
export async function giveTestSound(
  sql: Sql,
  blobs: BlobStore,
  learnerId: string,
  target: { paperId: string; place: number },
): Promise<Buffer> {
  const [paper] = await loadPapers(sql, learnerId, { paperId: target.paperId });
  const question = paper?.end === null ? paper.questions[target.place - 1] : undefined;
  if (!question) throw new Refusal('not_found');
  const keys = [0, ...question.order.map((choice) => choice + 1)].map((part) =>
    spokenKey(question.sha256, part),
  );
  const parts = await Promise.all(
    keys.map(async (key) => ((await blobs.has(key)) ? blobs.get(key) : Buffer.alloc(0))),
  );
  if (parts.some((part) => part.length === 0)) throw new Refusal('not_found');
  // Every frame stands by itself: one recording after another is a recording.
  return Buffer.concat(parts);
}
