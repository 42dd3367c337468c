import type { Words } from '../platform/words.ts';
import type { CaseSeen } from '../presence/read-case.server.ts';
import { caseWords, faultWords, verdictWords } from './case-words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const same = (text: string): Words => w(text, text);

type Fact = { name: Words; value: Words };

/** A number that a verdict was stored with; null when it has none of this name. */
function readNumber(numbers: unknown, name: string): number | null {
  const value =
    typeof numbers === 'object' && numbers !== null ? (numbers as Record<string, unknown>)[name] : null;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Distances are kept in thousandths. */
const sayDistance = (thousandths: number): string => (thousandths / 1000).toFixed(2);

function listNumbers(numbers: unknown): Fact[] {
  const facts: Fact[] = [];
  const distance = readNumber(numbers, 'distance');
  const atMost = readNumber(numbers, 'matchAtMost');
  if (distance !== null) {
    const limit = atMost === null ? null : sayDistance(atMost);
    facts.push({
      name: w('和留底照片的差距', 'Distance to the enrolled face'),
      value: limit
        ? w(
            `${sayDistance(distance)}(不超过 ${limit} 算同一人)`,
            `${sayDistance(distance)} (a match is at most ${limit})`,
          )
        : same(sayDistance(distance)),
    });
  }
  const faces = readNumber(numbers, 'faces');
  if (faces !== null) facts.push({ name: w('看到几张脸', 'Faces seen'), value: same(String(faces)) });
  return facts;
}

/** What the server found out about a case, in words with their numbers. */
export function listFacts({ under, frames }: Pick<CaseSeen, 'under' | 'frames'>): Fact[] {
  const facts: Fact[] = [];
  if (under?.verdict) facts.push({ name: w('判断', 'Verdict'), value: verdictWords[under.verdict] });
  if (under && under.counts !== null)
    facts.push({
      name: w('课时', 'Class hour'),
      value: under.counts ? caseWords.counts : caseWords.countsNot,
    });
  if (under) facts.push(...listNumbers(under.numbers));
  if (frames) {
    facts.push({ name: caseWords.attempt, value: same(String(frames.attempt)) });
    if (frames.fault)
      facts.push({ name: w('没过的原因', 'Not passed because'), value: faultWords[frames.fault] });
    facts.push(...listNumbers(frames.verdict));
  }
  return facts;
}
