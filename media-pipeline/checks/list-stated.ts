import type { ScriptFile } from './finding.ts';
import { listTexts, type Text } from './list-texts.ts';
import { numeral, readMeasures, type Measure } from './read-numbers.ts';

/**
 * A number that safety hangs on. It is meant wherever every one of `words` (each may list others after |) stands near
 * a number of this unit, and before all others where one of `says` is said (# is the number); `value` lists all that
 * may stand there, as both ends of a span.
 */
export type Fact = {
  key: string;
  words: string[];
  says?: string[] | undefined;
  value: number[];
  unit: string;
  source: { title: string; year: number };
};

/**
 * Words with a number that state no fact although they stand beside one (`aside`), or that no source was found for
 * and a reviewer decides on (`review`).
 */
export type Unsourced = { says: string; why: 'aside' | 'review' };

/** What the numbers of the lessons are held against. */
export type FactBook = { facts: readonly Fact[]; unsourced: readonly Unsourced[] };

/**
 * A number of a lesson: the fact it states and those that it could state as well; or, where it states none, those that it
 * is against, the nearest first, none where a source lacks.
 */
export type Stated = { sentence: string; measure: Measure; meant: Fact | null; against: Fact[] };

/** Units that never stand without a source. */
const needsSource = new Set(['度', '毫升', '毫米汞柱', '毫克', '克', '厘米', '%']);
/** A time does not where it is an order: how long to wait, press or rub at least, at most, and each time. */
const ordered = new RegExp(
  `(?:至少|最多|不超过?|不到|满|等|泡|煮|蒸|冲|按|敷|留|歇|隔|每|先做)(?:上|够|了|着)?(?:${numeral})(?:到(?:${numeral}))?个?(?:分钟|半?小时|秒)|` +
    `(?:${numeral})个?(?:分钟|小时|秒钟?)(?:之?内|里(?!头)|以上|一次|一回)`,
  'u',
);

/** Every number of a lesson that states a fact or has to. The nearest fact that the head declares decides. */
export function listStated(file: ScriptFile, { facts, unsourced }: FactBook): Stated[] {
  const unsaid = listUnsaid(file);
  const declared = new Set(file.script.facts);
  const stated: Stated[] = [];
  for (const text of listTexts(file.script)) {
    const { sentence } = text;
    if (unsaid.has(sentence) || sentence.includes('再记一遍')) continue;
    for (const clause of listClauses(sentence)) {
      if (unsourced.some(({ says }) => isIn(clause, sentence.indexOf(says), says))) continue;
      for (const measure of readMeasures(clause.words)) {
        const rings = listRings(measure, clause, text, facts);
        const closest = rings
          .map((ring) => ring.filter(({ key }) => declared.has(key)))
          .find((ring) => ring.length > 0);
        const [meant, ...others] = (closest ?? rings.at(-1) ?? []).filter((fact) => isSaidBy(measure, fact));
        const against = (closest ?? rings[2] ?? []).toSorted(
          (a, b) => nearness(b, sentence) - nearness(a, sentence),
        );
        if (meant) stated.push({ sentence, measure, meant, against: closest ? others : [] });
        else if (isIdle(measure)) continue;
        else if (against.length > 0 || needsSource.has(measure.unit) || ordered.test(clause.words))
          stated.push({ sentence, measure, meant: null, against });
      }
    }
  }
  return stated;
}

type Clause = { words: string; at: number };

function listClauses(sentence: string): Clause[] {
  let at = 0;
  return sentence.split(/(?<=[，；。？：])/u).map((words) => {
    at += words.length;
    return { words, at: at - words.length };
  });
}

function isIn({ words, at }: Clause, from: number, { length }: string): boolean {
  return from >= 0 && from < at + words.length && from + length > at;
}

/**
 * The facts that a number may be about, by how near their words stand: said just so, in its clause, in its sentence,
 * in what it answers, in its paragraph.
 */
function listRings(measure: Measure, clause: Clause, text: Text, facts: readonly Fact[]): Fact[][] {
  const { sentence, asked, around } = text;
  const said = facts.filter(
    (fact) =>
      isOfUnit(measure, fact) &&
      fact.says?.some((way) =>
        [...sentence.matchAll(asPattern(way))].some((match) => isIn(clause, match.index, match[0])),
      ),
  );
  const alike = facts.filter(({ unit }) => unit === measure.unit);
  const places = [clause.words, sentence, asked + sentence, sentence + around];
  return [said, ...places.map((place) => alike.filter((fact) => isAbout(fact, place)))];
}

const patterns = new Map<string, RegExp>();

function asPattern(way: string): RegExp {
  const pattern = patterns.get(way) ?? new RegExp(way.replaceAll('#', `(?:${numeral})`), 'gu');
  patterns.set(way, pattern);
  return pattern;
}

/** Half an hour is thirty minutes, half a minute thirty seconds. */
function isOfUnit({ value, unit }: Measure, fact: Fact): boolean {
  const smaller = unit === '小时' ? '分钟' : unit === '分钟' ? '秒' : null;
  return fact.unit === unit || (value === 0.5 && fact.unit === smaller);
}

function isSaidBy({ value, unit }: Measure, fact: Fact): boolean {
  return fact.value.includes(fact.unit === unit ? value : 30);
}

function isAbout({ words }: Fact, text: string): boolean {
  return words.every((word) => word.split('|').some((variant) => text.includes(variant)));
}

/** How many characters of the sentence are the fact's own words. */
function nearness({ words }: Fact, sentence: string): number {
  const said = words.map((word) => word.split('|').filter((variant) => sentence.includes(variant)));
  return said.reduce((sum, variants) => sum + Math.max(0, ...variants.map((v) => v.length)), 0);
}

/** 一度, 二度 grade a sore or burn; 一次, 一下 count nothing, unless they begin a span. */
function isIdle({ value, unit, isSpan }: Measure): boolean {
  return (unit === '度' && value <= 4) || (unit === '次' && value === 1 && !isSpan);
}

/** What claims nothing: questions, and answers that are wrong on purpose. */
function listUnsaid({ script }: ScriptFile): Set<string> {
  const questions = [...script.slides.flatMap((slide) => slide.questions), ...script.check];
  return new Set(questions.flatMap(({ ask, wrong }) => [ask, ...wrong]));
}
