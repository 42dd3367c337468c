import { expect, test } from 'vitest';
import { checkParts } from '../../media-pipeline/checks/check-parts.ts';
import { placeFailure, readCourses } from '../../media-pipeline/checks/read-courses.server.ts';
import { coursesDir, drawingsDir } from '../../media-pipeline/gather-sources.server.ts';
import type { Slide } from '../../media-pipeline/lesson-script.ts';
import { PlainFailure } from '../../media-pipeline/plain-failure.ts';
import { readScript } from '../../media-pipeline/read-script.ts';

// What a lesson lacks, and what cannot be read of it, is told with file, line and sentence.

const courses = await readCourses(coursesDir, drawingsDir);
const narrationOf = ({ speech }: Slide) => speech.map((s) => (s.kind === 'say' ? s.text : '')).join('');
const swap = (from: string | RegExp, to: string) => (markdown: string) => {
  const changed = markdown.replace(from, to);
  if (changed === markdown) throw new Error(`nothing to change: ${from}`);
  return changed;
};

const parts: [string, (slide: Slide, n: number) => boolean, RegExp][] = [
  ['opening situation', (_, n) => n === 0, /lacks its opening situation/],
  ['aims', ({ heading }) => heading === '学完您会三件事', /lacks its aims/],
  [
    'mistakes',
    (slide, n) => n > 1 && (slide.heading + narrationOf(slide)).includes('三个错'),
    /lacks its mistakes/,
  ],
  ['recap', ({ heading }) => heading === '一分钟，再记一遍', /lacks its recap/],
  ['when to stop and call', (_, n) => n > 1, /lacks when to stop and whom to call/],
];
test.each(parts)(
  'every lesson without its %s is found, with the place where it lacks',
  (_name, isPart, says) => {
    for (const file of courses.files) {
      const { slides } = file.script;
      expect([file.name, checkParts(file)]).toEqual([file.name, []]);
      const left = slides.filter((slide, n) => !isPart(slide, n));
      const found = checkParts({ ...file, script: { ...file.script, slides: left } });
      const hit = found.find(({ say }) => says.test(say));
      expect([file.name, hit?.name], found.map(({ say }) => say).join()).toEqual([file.name, file.name]);
      expect(file.markdown.split('\n')[(hit?.line ?? 0) - 1]).toBe(`## ${hit?.sentence}`);
    }
  },
);

const unreadable: [string, (markdown: string) => string, RegExp, string][] = [
  [
    'an unknown tag',
    swap('tags: [health', 'tags: [healthy'),
    /The head needs: tags \(healthy\)/,
    'tags: [healthy',
  ],
  ['an unknown field', swap('shared: true', 'share: true'), /The head needs: share/, 'share: true'],
  ['a head that is none', swap('shared: true', 'shared: [true'), /The head cannot be read/, ''],
  ['a check without why', swap(/why: .*\n/, ''), /needs one why/, 'ask: '],
  [
    'a check that begins elsewhere',
    swap(':::check\n', ':::check\n手要洗净\n'),
    /has to begin with ask/,
    ':::check',
  ],
  [
    'two checks',
    (markdown) => markdown + markdown.slice(markdown.indexOf(':::check')),
    /begins a second check/,
    ':::check',
  ],
  [
    'an explanation without end',
    swap(/why: .*/, `why: ${'长'.repeat(61)}`),
    /why has at most 60/,
    '长'.repeat(61),
  ],
  [
    'a point without end',
    swap('- 有颜色的朝外', `- ${'长'.repeat(17)}`),
    /a point has at most 16/,
    '长'.repeat(17),
  ],
  [
    'a slide without narration',
    swap(/(?<=## 学完您会三件事\n)/, '\n## 空的一页\n'),
    /Slide 2: it has no narration/,
    '学完您会三件事',
  ],
  [
    'what cannot be spoken',
    swap('怎么戴？先洗手。', '怎么戴？先洗手☂。'),
    /"☂" cannot be spoken/,
    '先洗手☂。',
  ],
  ['an endless pause', swap('[pause 1]', '[pause 11]'), /a pause is at most 10 s/, '[pause 11]'],
];
test.each(unreadable)('refuses to read, with line and sentence: %s', (_name, change, says, sentence) => {
  const name = 'common/03-clean-hands';
  const markdown = change(courses.files.find((file) => file.name === name)?.markdown ?? '');
  const read = () => readScript(markdown);
  expect(read).toThrow(says);
  try {
    read();
  } catch (error) {
    if (!(error instanceof PlainFailure)) throw error;
    const at = placeFailure(name, markdown, error);
    expect([at.name, at.sentence]).toEqual([name, expect.stringContaining(sentence)]);
    expect(at.sentence).not.toBe('');
    expect(markdown.split('\n')[at.line - 1]).toContain(at.sentence);
  }
});
