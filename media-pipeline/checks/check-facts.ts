import { findingAt, type Finding, type ScriptFile } from './finding.ts';
import { listStated, type Fact, type FactBook } from './list-stated.ts';

/**
 * Numbers that contradict facts.json, that could be two of its facts and so hide a change of either, that no source is known for, or whose source the head of the lesson does not
 * name.
 */
export function checkFacts(file: ScriptFile, book: FactBook): Finding[] {
  const stated = listStated(file, book);
  const found = stated.flatMap(({ sentence, measure, meant, against }) => {
    const number = `${measure.value} ${measure.unit}`;
    if (meant && against.length === 0) return [];
    if (meant) {
      const both = [meant, ...against].map(({ key }) => key).join(' or ');
      return [
        findingAt(file, sentence, `${number} may be ${both}: facts.json has to tell them apart by says`),
      ];
    }
    const about = against.map(({ key, value, unit }) => `${key}: ${value.join('–')} ${unit}`);
    const say = about.length > 0 ? `contradicts ${about.join(', ')}` : 'has no source in facts.json';
    return [findingAt(file, sentence, `${number} ${say}`)];
  });
  return [...found, ...checkHead(file, book.facts, new Set(stated.flatMap(({ meant }) => meant ?? [])))];
}

/** The head names every fact that the lesson states, with its source. */
function checkHead(file: ScriptFile, facts: readonly Fact[], used: ReadonlySet<Fact>): Finding[] {
  const { script } = file;
  const found: Finding[] = [];
  const at = (field: 'facts:' | 'sources:', say: string) => found.push(findingAt(file, field, say));
  for (const { key, source } of used) {
    if (!script.facts.includes(key)) at('facts:', `states ${key}: its head has to name it under facts`);
    const isNamed = script.sources.some(
      (named) => named.includes(source.title) && named.includes(`${source.year}`),
    );
    if (!isNamed)
      at('sources:', `states ${key}: its head has to name the source ${source.title}，${source.year}`);
  }
  const usedKeys = new Set(Array.from(used, ({ key }) => key));
  for (const key of script.facts)
    if (!facts.some((fact) => fact.key === key)) at('facts:', `names the unknown fact ${key}`);
    else if (!usedKeys.has(key)) at('facts:', `names the fact ${key} but does not state it`);
  return found;
}

/** What facts.json and unsourced.yaml hold although no lesson says it. */
export function findUnused(files: readonly ScriptFile[], { facts, unsourced }: FactBook): string[] {
  const named = new Set(files.flatMap(({ script }) => script.facts));
  return [
    ...facts.filter(({ key }) => !named.has(key)).map(({ key }) => `facts.json: no lesson states ${key}`),
    ...unsourced
      .filter(({ says }) => !files.some(({ markdown }) => markdown.includes(says)))
      .map(({ says }) => `unsourced.yaml: no lesson says “${says}”`),
  ];
}
