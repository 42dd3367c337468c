import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findAdvisedTopics,
  findMissingTopics,
  refuseRelease,
  weighItems,
  type PlannedLesson,
} from '../../app/catalogue/course/check-course.ts';
import { moveLesson, moveModule, type ModuleOrder } from '../../app/catalogue/course/order-course.ts';
import { readStandardItems, writeStandardItems } from '../../app/catalogue/course/read-standard-items.ts';
import { requiredTags } from '../../app/catalogue/topic-tags.ts';

const lesson = (given: Partial<PlannedLesson> = {}): PlannedLesson => ({
  title: '一课',
  tags: [],
  standardItem: null,
  publishedMs: 60_000,
  plannedMinutes: 20,
  ...given,
});

describe('release (P093, P011)', () => {
  test('nine subjects, spread over any lessons; each one that lacks is named', () => {
    expect(refuseRelease([lesson({ tags: [...requiredTags] })])).toBeNull();
    expect(refuseRelease(requiredTags.map((tag) => lesson({ tags: [tag] })))).toBeNull();
    for (const tag of requiredTags) {
      const others = requiredTags.filter((one) => one !== tag);
      expect(refuseRelease([lesson({ tags: others })])).toEqual({ code: 'topics_missing', missing: [tag] });
    }
    expect(findMissingTopics([])).toEqual([...requiredTags]);
  });

  test('a lesson that is only outlined is named, once the subjects are there', () => {
    const outline = lesson({ title: '还没做', publishedMs: null });
    expect(refuseRelease([lesson({ tags: [...requiredTags] }), outline])).toEqual({
      code: 'lesson_unpublished',
      missing: ['还没做'],
    });
  });

  test('epidemics and smart devices are advice only', () => {
    expect(findAdvisedTopics([lesson()])).toEqual(['epidemic', 'smart-devices']);
    expect(findAdvisedTopics([lesson({ tags: ['epidemic', 'smart-devices'] })])).toEqual([]);
  });

  test('minutes for each work content, what is tied to none last', () => {
    const items = [
      { name: '生活照护', theoryWeightPct: 60 },
      { name: '康复服务', theoryWeightPct: null },
    ];
    const lessons = [
      lesson({ standardItem: '生活照护' }),
      lesson({ standardItem: '生活照护', publishedMs: null, plannedMinutes: 40 }),
      lesson({ standardItem: '不在标准里' }),
    ];
    expect(weighItems(lessons, items)).toEqual([
      { name: '生活照护', weightPct: 60, publishedMs: 60_000, plannedMinutes: 60, sharePct: 75 },
      { name: '康复服务', weightPct: null, publishedMs: 0, plannedMinutes: 0, sharePct: 0 },
      { name: null, weightPct: null, publishedMs: 60_000, plannedMinutes: 20, sharePct: 25 },
    ]);
    expect(weighItems([], [])).toEqual([]);
  });
});

describe('order', () => {
  const order: ModuleOrder[] = [
    { id: 'A', lessons: ['1', '2'] },
    { id: 'B', lessons: [] },
    { id: 'C', lessons: ['3'] },
  ];
  const flat = (modules: ModuleOrder[]) =>
    modules.map(({ id, lessons }) => `${id}${lessons.join('')}`).join(' ');

  test('one place, over the end into the next module, and never out of the course', () => {
    expect(flat(moveLesson(order, '1', 1))).toBe('A21 B C3');
    expect(flat(moveLesson(order, '2', 1))).toBe('A1 B2 C3');
    expect(flat(moveLesson(order, '3', -1))).toBe('A12 B3 C');
    expect(flat(moveLesson(order, '1', -1))).toBe('A12 B C3');
    expect(flat(moveLesson(order, '3', 1))).toBe('A12 B C3');
    expect(flat(moveLesson(order, 'x', 1))).toBe('A12 B C3');
    expect(flat(moveModule(order, 'C', -1))).toBe('A12 C3 B');
    expect(flat(moveModule(order, 'A', -1))).toBe('A12 B C3');
    expect(flat(moveModule(order, 'x', 1))).toBe('A12 B C3');
  });

  test('nothing is lost or doubled; a step back undoes a step that did something', () => {
    const anyOrder = fc.array(fc.nat(4), { minLength: 1, maxLength: 5 }).map((sizes) =>
      sizes.map((size, m) => ({
        id: `m${m}`,
        lessons: Array.from({ length: size }, (_, i) => `${m}.${i}`),
      })),
    );
    fc.assert(
      fc.property(anyOrder, fc.nat(), fc.constantFrom(-1 as const, 1 as const), (modules, pick, by) => {
        const all = modules.flatMap(({ lessons }) => lessons);
        const one = all[pick % Math.max(1, all.length)] ?? 'none';
        const moved = moveLesson(modules, one, by);
        expect(moved.flatMap(({ lessons }) => lessons).sort()).toEqual([...all].sort());
        expect(moved.map(({ id }) => id)).toEqual(modules.map(({ id }) => id));
        if (flat(moved) !== flat(modules))
          expect(flat(moveLesson(moved, one, by === 1 ? -1 : 1))).toBe(flat(modules));
      }),
    );
  });
});

describe('work contents as a person writes them', () => {
  test('one a line, the weight behind the name', () => {
    const items = [
      { name: '生活照护', theoryWeightPct: 60 },
      { name: '基础 照护', theoryWeightPct: null },
    ];
    expect(readStandardItems(' 生活照护  60%\n\n基础 照护 \r\n')).toEqual(items);
    expect(readStandardItems(writeStandardItems(items))).toEqual(items);
    expect(readStandardItems('')).toEqual([]);
  });
  test.each([
    ['a name twice', '生活照护\n生活照护 5'],
    ['more than 100 together', '生活照护 60\n康复服务 41'],
    ['a number alone', '60'],
    ['a name too long', '长'.repeat(41)],
    ['a hidden character', '生活\u202e照护 5'],
    ['too many', Array.from({ length: 21 }, (_, i) => `第${i}项a`).join('\n')],
  ])('%s is refused', (_, text) => {
    expect(readStandardItems(text)).toBeNull();
  });
});
