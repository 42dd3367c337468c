import { expect, test } from 'vitest';
import { checkCourses, checkFile } from '../../media-pipeline/checks/check-courses.ts';
import { findMissingTags } from '../../media-pipeline/checks/check-place.ts';
import { findOverlap } from '../../media-pipeline/checks/find-overlap.ts';
import type { ScriptFile } from '../../media-pipeline/checks/finding.ts';
import { listOutline } from '../../media-pipeline/checks/outline.ts';
import { readCourses } from '../../media-pipeline/checks/read-courses.server.ts';
import { coursesDir, drawingsDir } from '../../media-pipeline/gather-sources.server.ts';
import { readScript } from '../../media-pipeline/read-script.ts';

const courses = await readCourses(coursesDir, drawingsDir);

/** The lesson on clean hands with something changed. */
function spoil(change: (markdown: string) => string, name = 'common/03-clean-hands'): ScriptFile {
  const good = courses.files.find((file) => file.name === 'common/03-clean-hands');
  if (!good) throw new Error('no lesson');
  const markdown = change(good.markdown);
  return { name, markdown, script: readScript(markdown) };
}
const swap = (from: string | RegExp, to: string) => (markdown: string) => {
  const changed = markdown.replace(from, to);
  if (changed === markdown) throw new Error(`nothing to change: ${from}`);
  return changed;
};

test('every lesson that is written may be shown', () => {
  const { errors, missing, courseErrors } = checkCourses(courses);
  expect(errors).toEqual([]);
  expect(missing).toEqual([]);
  expect(courses.files).toHaveLength(128);
  expect(courseErrors).toEqual([]);
}, 300_000);

test('a lesson that is not there is an error', () => {
  const name = 'maternity-care/07-newborn-signs';
  const files = courses.files.filter((file) => file.name !== name);
  const { errors, missing } = checkCourses({ ...courses, files }, (one) => one === name);
  expect(missing).toEqual([name]);
  expect(errors).toEqual([{ name, line: 1, sentence: '', say: 'is in outline.json and not written' }]);
});

test('the head says what a lesson follows, is about and states; its check says why', () => {
  const { script } = spoil((markdown) => markdown);
  expect(script.standard).toEqual({
    name: '养老护理员国家职业技能标准',
    year: 2019,
    code: '4-10-01-05',
    item: '基础知识',
  });
  expect([script.shared, script.tags.includes('hygiene'), script.facts.includes('hand-rub')]).toEqual([
    true,
    true,
    true,
  ]);
  expect(script.check.map(({ wrong, why }) => [wrong.length, why.length > 10])).toEqual(
    Array.from({ length: 5 }, () => [2, true]),
  );
});

test('the outline holds eight occupations, 128 lessons and 2,560 minutes, each once', () => {
  const names = listOutline(courses.outline);
  expect(courses.outline.courses.length).toBe(8);
  expect([names.length, new Set(names).size]).toEqual([128, 128]);
  const modules = [courses.outline.common, ...courses.outline.courses.flatMap((course) => course.modules)];
  const minutes = modules.flatMap(({ lessons }) => lessons.map((lesson) => lesson.minutes));
  expect(minutes.reduce((sum, n) => sum + n, 0)).toBe(2560);
});

const cough = '怎么戴？先洗手。';
const bad: [string, (markdown: string) => string, RegExp, string][] = [
  ['a drawing that does not exist', swap('![](mask)', '![](masque)'), /no drawing masque/, '(masque)'],
  [
    'another title',
    swap('title: 干净的手', 'title: 洗净的手'),
    /the outline calls it/,
    '洗净的手：洗手、口罩与日常防病',
  ],
  ['another work content', swap('item: 基础知识', 'item: 洗手'), /is none of 职业道德/, '洗手'],
  ['a check of four', swap(/ask: 七步里[\s\S]*?\n\n/, ''), /has 4 questions in its check/, ':::check'],
  [
    'too long',
    swap(cough, cough + '手要洗干净，再碰老人。'.repeat(80)),
    /has to be 18–22: the longest slide/,
    '口罩，这样戴才算数',
  ],
  [
    'too few slides',
    swap(/\n## (?:洗手前|没有水|戴手套|咳嗽|开窗|吐了)[\s\S]*?(?=\n## )/g, ''),
    /slides, has to have 12/,
    '',
  ],
  ['an office word', swap(cough, `${cough}这样是违规的。`), /“违规”/, '这样是违规的。'],
  ['a word that hurts', swap(cough, `${cough}有的老头不戴。`), /“老头”: hurts people/, '有的老头不戴。'],
  ['a dose', swap(cough, `${cough}吃五毫克就行。`), /a dose is the doctor/, '吃五毫克就行。'],
  ['a foreign word', swap(cough, `${cough}这叫mask。`), /no foreign words/, '这叫mask。'],
  [
    'an endless sentence',
    swap(cough, `${cough}您把手洗干净再去碰老人的脸和老人的碗还有老人的被子和老人的药和老人的水杯。`),
    /a sentence of \d\d characters/,
    '您把手洗干净再去碰老人的脸和老人的碗还有老人的被子和老人的药和老人的水杯。',
  ],
  ['a rare character', swap(cough, `${cough}不要魍魉。`), /“魍” is a rare character/, '不要魍魉。'],
  [
    'a term unexplained',
    swap(cough, `${cough}小心鼻饲。`),
    /“鼻饲” is not explained where it is first said/,
    '小心鼻饲。',
  ],
  [
    'a heteronym without reading',
    swap(cough, `${cough}把它调一调。`),
    /“它调一” may be read wrongly/,
    '把它调一调。',
  ],
  [
    'a crowded slide',
    swap('- 有颜色的朝外', '- 有颜色的朝外还要压好\n- 戴以前一定要先洗好手'),
    /the slide has 4\d characters/,
    '口罩，这样戴才算数',
  ],
  [
    'points that do not fit',
    swap('- 有颜色的朝外', '- 一\n- 二\n- 有颜色的朝外'),
    /do not fit at 48 px/,
    '口罩，这样戴才算数',
  ],
  [
    'one character on a line of its own',
    swap('- 三天，六个人拉肚子', '- 三天，六个人都拉肚子'),
    /"子" stands on a line of its own/,
    '三天，六个人都拉肚子',
  ],
  [
    'a contradiction',
    swap('搓的时间，至少十五秒', '搓的时间，至少五秒'),
    /5 秒 contradicts hand-rub: 15 秒/,
    '打上肥皂，或者洗手液，两只手使劲搓，搓的时间，至少五秒。',
  ],
  [
    'a waiting time out of nowhere',
    swap(cough, `${cough}等四十分钟再进门。`),
    /40 分钟 has no source/,
    '等四十分钟再进门。',
  ],
  ['a number out of nowhere', swap(cough, `${cough}水要四十二度。`), /42 度 has no source/, '水要四十二度。'],
  [
    'a fact without its key',
    swap(/facts:(\s+)(\[\s*|- )hand-rub,?\s*(?:- )?/, 'facts:$1$2'),
    /states hand-rub: its head/,
    'facts:',
  ],
  [
    'a fact without its source',
    swap('  - 医务人员手卫生规范 WS/T 313-2019\n', ''),
    /has to name the source 医务人员/,
    'sources:',
  ],
  [
    'a fact that is not stated',
    swap(/(?<=facts:\s+(?:\[\s*|- ))hand-rub/, 'cpr-rate'),
    /names the fact cpr-rate but/,
    'facts:',
  ],
  [
    'right answers that are the longest',
    (markdown) =>
      markdown
        .replace(/wrong: .+/g, (line) => (line.includes('手') ? 'wrong: 手' : 'wrong: 不'))
        .replace(/(wrong: .)\n\1/g, '$1\nwrong: 是'),
    /the right answer is the longest in/,
    '病最常搭哪一辆车？',
  ],
  [
    'the same question again',
    swap('ask: 摘口罩，捏哪里？', 'ask: 病最常搭哪一辆车？'),
    /is asked 2 times/,
    '病最常搭哪一辆车？',
  ],
];
test.each(bad)('finds, with line and sentence: %s', (_name, change, says, sentence) => {
  const file = spoil(change);
  const found = checkFile(file, courses);
  const hit = found.find((finding) => says.test(finding.say));
  expect(hit, found.map(({ say }) => say).join('\n')).toBeDefined();
  expect(hit?.sentence).toBe(sentence);
  const line = file.markdown.split('\n')[(hit?.line ?? 0) - 1] ?? '';
  expect(line).toContain(sentence.slice(0, 4).split('：')[0]?.slice(0, 3));
});

test('a lesson that is told twice is found', () => {
  const copy = spoil((markdown) => markdown, 'housekeeping/10-bathroom');
  const original = spoil((markdown) => markdown);
  expect(findOverlap([original, copy])[0]?.say).toMatch(/shares 100.0 % with common\/03-clean-hands/);
  expect(findOverlap(courses.files)).toEqual([]);
});

test('only a lesson on the list may be short, and the list cannot stay too long', () => {
  const short = spoil(swap(/\n## (?:洗手前|没有水|戴手套)[\s\S]*?(?=\n## )/g, ''));
  const files = [short, ...courses.files.filter(({ name }) => name === 'common/05-first-minutes')];
  const verdict = (unfinished: string[]) => checkCourses({ ...courses, files, unfinished, broken: [] });
  expect(
    verdict(courses.unfinished)
      .errors.map(({ say }) => say)
      .join(),
  ).toMatch(/has to be 18–22/);
  const listed = verdict([short.name]);
  expect(listed.errors.filter(({ isUnfinished }) => isUnfinished)).toEqual([]);
  expect(listed.warnings.some(({ name }) => name === short.name)).toBe(true);
  const stale = verdict([short.name, 'common/05-first-minutes']);
  expect(stale.errors).toContainEqual(
    expect.objectContaining({ name: 'common/05-first-minutes', say: expect.stringMatching(/take it off/) }),
  );
});

test('a course that is fully written but lacks a subject cannot be published (P093)', () => {
  const common = courses.files.filter(({ name }) => name.startsWith('common/'));
  const [course] = courses.outline.courses;
  const [lesson] = common;
  if (!course || !lesson) throw new Error('no lesson');
  const modules = [{ name: '一', lessons: [{ slug: '01-one', title: '一', minutes: 20 }] }];
  const outline = { ...courses.outline, courses: [{ ...course, modules }] };
  const own = { ...lesson, name: `${course.folder}/01-one` };
  expect(findMissingTags([...common, own], outline)).toEqual([]);
  const untaught = common.map((file) => ({
    ...file,
    script: { ...file.script, tags: file.script.tags.filter((tag) => tag !== 'nutrition') },
  }));
  expect(findMissingTags([...untaught, own], outline)).toEqual([
    `${course.occupation}: no lesson is tagged nutrition, so the course cannot be published`,
  ]);
  expect(findMissingTags(untaught, outline)).toEqual([]);
});
