import { expect, test } from 'vitest';
import { checkFacts } from '../../media-pipeline/checks/check-facts.ts';
import { readCourses } from '../../media-pipeline/checks/read-courses.server.ts';
import { readMeasures } from '../../media-pipeline/checks/read-numbers.ts';
import { coursesDir, drawingsDir } from '../../media-pipeline/gather-sources.server.ts';

const { facts, files } = await readCourses(coursesDir, drawingsDir);

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

test('all lessons together contradict no fact, and a changed fact contradicts every lesson that states it', () => {
  expect(files.flatMap((file) => checkFacts(file, facts))).toEqual([]);
  for (const [key, value] of [
    ['cpr-rate', 60],
    ['hot-water-bottle', 70],
    ['low-sugar', 5],
  ] as const) {
    const stating = files.filter(({ script }) => script.facts.includes(key)).map(({ name }) => name);
    expect(stating.length).toBeGreaterThan(0);
    const changed = facts.map((fact) => (fact.key === key ? { ...fact, value: [value] } : fact));
    const isAgainst = ({ say }: { say: string }) => say.includes(`contradicts ${key}`);
    const against = files.filter((file) => checkFacts(file, changed).some(isAgainst));
    expect(against.map(({ name }) => name)).toEqual(stating);
  }
});

test('every fact has a source with a year', () => {
  for (const { key, source } of facts)
    expect([key, source.year > 1990 && source.year < 2030]).toEqual([key, true]);
});
