import { findingAt, type Finding, type ScriptFile } from './finding.ts';
import { listTexts } from './list-texts.ts';
import { readMeasures, type Measure } from './read-numbers.ts';

/**
 * A number that safety hangs on. It is meant wherever every one of `words` (each may list others after |) stands near
 * a number of this unit; `value` lists all that may stand there, as both ends of a span.
 */
export type Fact = {
  key: string;
  words: string[];
  value: number[];
  unit: string;
  source: { title: string; year: number };
};

/** Units that never stand without a source. */
const needsSource = new Set(['度', '毫升', '毫米汞柱', '毫克', '克', '厘米', '%']);

/**
 * Numbers that contradict facts.json, that no source is known for, or whose source the head of the lesson does not
 * name.
 */
export function checkFacts(file: ScriptFile, facts: readonly Fact[]): Finding[] {
  const found: Finding[] = [];
  const used = new Set<Fact>();
  const unsaid = listUnsaid(file);
  for (const { sentence, around } of listTexts(file.script)) {
    if (unsaid.has(sentence)) continue;
    for (const measure of readMeasures(sentence)) {
      const near = facts.filter((fact) => fact.unit === measure.unit && isAbout(fact, sentence + around));
      const settling = near.filter((fact) => fact.value.includes(measure.value));
      const meant = settling.filter(({ key }) => file.script.facts.includes(key));
      for (const fact of meant.length > 0 ? meant : settling.slice(0, 1)) used.add(fact);
      if (settling.length > 0 || isIdle(measure)) continue;
      const [against] = near
        .filter((fact) => isAbout(fact, sentence))
        .sort((a, b) => nearness(b, sentence) - nearness(a, sentence));
      const number = `${measure.value} ${measure.unit}`;
      if (against)
        found.push(
          findingAt(
            file,
            sentence,
            `${number} contradicts ${against.key}: ${against.value.join('–')} ${against.unit}`,
          ),
        );
      else if (needsSource.has(measure.unit))
        found.push(findingAt(file, sentence, `${number} has no source in facts.json`));
    }
  }
  return [...found, ...checkHead(file, facts, used)];
}

/** The head names every fact that the lesson states, with its source. */
function checkHead(file: ScriptFile, facts: readonly Fact[], used: ReadonlySet<Fact>): Finding[] {
  const { script } = file;
  const found: Finding[] = [];
  const at = (say: string) => found.push(findingAt(file, '', say));
  for (const { key, source } of used) {
    if (!script.facts.includes(key)) at(`states ${key}: its head has to name it under facts`);
    const isNamed = script.sources.some(
      (named) => named.includes(source.title) && named.includes(`${source.year}`),
    );
    if (!isNamed) at(`states ${key}: its head has to name the source ${source.title}，${source.year}`);
  }
  const usedKeys = new Set(Array.from(used, ({ key }) => key));
  for (const key of script.facts)
    if (!facts.some((fact) => fact.key === key)) at(`names the unknown fact ${key}`);
    else if (!usedKeys.has(key)) at(`names the fact ${key} but does not state it`);
  return found;
}

function isAbout({ words }: Fact, text: string): boolean {
  return words.every((word) => word.split('|').some((variant) => text.includes(variant)));
}

/** How many characters of the sentence are the fact's own words. */
function nearness({ words }: Fact, sentence: string): number {
  const said = words.map((word) => word.split('|').filter((variant) => sentence.includes(variant)));
  return said.reduce((sum, variants) => sum + Math.max(0, ...variants.map((v) => v.length)), 0);
}

/** 一度, 二度 grade a sore or burn; 一次, 一下 count nothing. */
function isIdle({ value, unit }: Measure): boolean {
  return (unit === '度' && value <= 4) || (unit === '次' && value === 1);
}

/** What claims nothing: questions, and answers that are wrong on purpose. */
function listUnsaid({ script }: ScriptFile): Set<string> {
  const questions = [...script.slides.flatMap((slide) => slide.questions), ...script.check];
  return new Set(questions.flatMap(({ ask, wrong }) => [ask, ...wrong]));
}
