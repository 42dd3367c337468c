import type { Words } from '../platform/words.ts';
import type { CaseSeen } from '../presence/review/read-case.server.ts';
import { caseWords, faultWords, verdictWords } from './case-words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const same = (text: string): Words => w(text, text);

type Fact = { name: Words; value: Words };

/** The part of a verdict with this name; null when it has none. */
function readPart(numbers: unknown, name: string): unknown {
  return typeof numbers === 'object' && numbers !== null ? (numbers as Record<string, unknown>)[name] : null;
}

function readNumber(numbers: unknown, name: string): number | null {
  const value = readPart(numbers, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The numbers of a verdict in words; distances are kept in thousandths, thresholds in ones. */
function listNumbers(numbers: unknown): Fact[] {
  const facts: Fact[] = [];
  const distance = readNumber(numbers, 'distance');
  const atMost = readNumber(readPart(numbers, 'thresholds'), 'match');
  if (distance !== null) {
    const found = (distance / 1000).toFixed(2);
    const limit = atMost?.toFixed(2);
    facts.push({
      name: w('和留底照片的差距', 'Distance to the enrolled face'),
      value: limit
        ? w(`${found},不超过 ${limit} 算同一人`, `${found}; a match is at most ${limit}`)
        : same(found),
    });
  }
  const faces = readNumber(numbers, 'faces');
  if (faces !== null) facts.push({ name: w('看到几张脸', 'Faces seen'), value: same(String(faces)) });
  const copies = readNumber(numbers, 'copies');
  if (copies !== null && copies > 0)
    facts.push({ name: w('和以前一样的画面', 'Frames that were seen before'), value: same(String(copies)) });
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
