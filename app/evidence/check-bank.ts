import { shareOut } from '../platform/share-out.ts';
import type { ChainedEvent } from './event.ts';
import type { Replay } from './replay-state.ts';
import type { BankOutline } from './test-event.ts';
import { bankMessage } from './test-paper.ts';

/**
 * Whether a judged paper was drawn from the bank that it names: every question is in it with the very words, and each
 * work content has the share that its weight gives. Called after an event was replayed; answers what does not hold, or null.
 */
export function checkBank(
  banks: readonly BankOutline[],
  { tests }: Pick<Replay, 'tests'>,
  event: ChainedEvent,
  sha256: (text: string) => string,
): string | null {
  if (event.kind !== 'test_judged') return null;
  const opened = tests.get(event.paperId)?.opened;
  const bank = banks.find((one) => sha256(bankMessage(one)) === opened?.bankSha256);
  if (!bank) return 'there is no record of the bank it was drawn from';
  const known = new Map(bank.questions.map((question) => [question.id, question]));
  const strange = event.drawn.find(({ id, sha256: words }) => known.get(id)?.sha256 !== words);
  if (strange) return `question ${strange.id} is not in its bank`;
  const count = (item: string | null, ids: readonly { id: string }[]) =>
    ids.filter(({ id }) => known.get(id)?.item === item).length;
  const shares = shareOut(
    bank.weights.map(({ permille }) => permille),
    bank.weights.map(({ item }) => count(item, bank.questions)),
    event.drawn.length,
  );
  const isShared = bank.weights.every(({ item }, i) => count(item, event.drawn) === shares[i]);
  return isShared ? null : 'its questions are not drawn by the weights of its bank';
}
