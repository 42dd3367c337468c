import { expect, test } from 'vitest';
import { checkFacts, findUnused } from '../../media-pipeline/checks/check-facts.ts';
import { listStated, type Stated } from '../../media-pipeline/checks/list-stated.ts';
import { readCourses } from '../../media-pipeline/checks/read-courses.server.ts';
import { readMeasures } from '../../media-pipeline/checks/read-numbers.ts';
import { readScript } from '../../media-pipeline/read-script.ts';
import { coursesDir, drawingsDir } from '../../media-pipeline/gather-sources.server.ts';

const { facts, unsourced, files } = await readCourses(coursesDir, drawingsDir);
const book = { facts, unsourced };

const measures: [string, string][] = [
  ['搓至少十五秒', '15秒'],
  ['每分钟100到120下', '100次 120次'],
  ['体温三十七度三', '37.3度'],
  ['三十八点五摄氏度', '38.5度'],
  ['喝水1500~1700毫升', '1500毫升 1700毫升'],
  ['一千五百到一千七百毫升', '1500毫升 1700毫升'],
  ['浓度是百分之七十五', '75%'],
  ['等半小时，再等一个半小时', '0.5小时 1.5小时'],
  ['两年半，两个小时', '2.5年 2小时'],
  ['一度压疮', '1度'],
  ['低于三点九毫摩尔每升，4毫摩尔', '3.9毫摩尔每升 4毫摩尔每升'],
  ['打120', ''],
];
test.each(measures)('%s holds %s', (sentence, expected) => {
  expect(
    readMeasures(sentence)
      .map(({ value, unit }) => `${value}${unit}`)
      .join(' '),
  ).toBe(expected);
});

test('no two facts say different things about the same', () => {
  const keys = facts.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const about = new Map<string, string>();
  for (const { key, words, unit } of facts) {
    const place = `${words.join(' ')} ${unit}`;
    expect([key, about.get(place)]).toEqual([key, undefined]);
    about.set(place, key);
  }
});

test('no lesson contradicts a fact, and a changed fact is noticed wherever it is said', () => {
  expect(files.flatMap((file) => checkFacts(file, book))).toEqual([]);
  const stated = files.map((file) => ({ file, said: listStated(file, book) }));
  const places = stated.flatMap(({ said }) => said);
  expect(places.length).toBeGreaterThan(1200);
  const unseen: string[] = [];
  for (const fact of facts) {
    const changed = { ...book, facts: facts.map((one) => (one === fact ? { ...one, value: [9876] } : one)) };
    const isSame = (a: Stated, b: Stated) =>
      a.sentence === b.sentence && a.measure.value === b.measure.value && a.measure.unit === b.measure.unit;
    const saying = stated.filter(({ said }) => said.some(({ meant }) => meant === fact));
    expect([fact.key, saying.length > 0]).toEqual([fact.key, true]);
    for (const { file, said } of saying) {
      const against = listStated(file, changed).filter((now) =>
        now.against.some(({ key }) => key === fact.key),
      );
      for (const place of said)
        if (place.meant === fact && !against.some((now) => isSame(now, place)))
          unseen.push(`${file.name} ${fact.key}: ${place.sentence}`);
    }
  }
  expect(unseen).toEqual([]);
}, 60_000);

test('a number that could be two facts is found, until one of them says how it is said', () => {
  const lesson = files.find(({ name }) => name === 'common/05-first-minutes');
  const markdown =
    lesson?.markdown.replace('## 学完您会三件事\n', '$&\n拍过背，又推过肚子，一共五下。\n') ?? '';
  const file = { name: 'common/05-first-minutes', markdown, script: readScript(markdown) };
  const found = checkFacts(file, book);
  expect(found.map(({ sentence }) => sentence)).toEqual(['拍过背，又推过肚子，一共五下。']);
  expect(found[0]?.say).toMatch(/^5 次 may be back-blows or thrusts/);
  const told = facts.map((fact) => (fact.key === 'thrusts' ? { ...fact, says: ['一共#下'] } : fact));
  expect(
    checkFacts(file, { ...book, facts: told }).some(({ sentence }) => sentence.startsWith('拍过背')),
  ).toBe(false);
});

test('what nobody says is taken off the lists', () => {
  expect(findUnused(files, book)).toEqual([]);
  const [fact] = facts;
  if (!fact) throw new Error('no fact');
  const more = {
    facts: [{ ...fact, key: 'never-said' }],
    unsourced: [{ says: '三十七头大象', why: 'aside' as const }],
  };
  expect(findUnused(files, more)).toEqual([
    'facts.json: no lesson states never-said',
    'unsourced.yaml: no lesson says “三十七头大象”',
  ]);
});

test('every fact has a source with a year', () => {
  for (const { key, source } of facts)
    expect([key, source.year > 1990 && source.year < 2030]).toEqual([key, true]);
});
