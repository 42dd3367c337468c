import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CanonicalShapes } from '../../app/evidence/canonical-shape.ts';
import { canonical, isCanonical } from '../../app/evidence/canonical.ts';

// I8: one event has one way of being written, so that its hash stands for it.

const { tree: plain } = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.maxSafeInteger(), fc.string({ unit: 'binary' }), fc.boolean(), fc.constant(null)),
  tree: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('tree'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

/** The same value with the fields of every object in another order. */
function turnRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnRound);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turnRound(inner)]),
  );
}

test('the order of fields does not matter, reading back gives the same, and writing again changes nothing', () => {
  fc.assert(
    fc.property(plain, (value) => {
      const bytes = canonical(value);
      expect(canonical(turnRound(value))).toBe(bytes);
      expect(canonical(JSON.parse(bytes))).toBe(bytes);
    }),
    { numRuns: 2_000 },
  );
});

test('different values have different bytes', () => {
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      const same = canonical(a) === canonical(b);
      const equal = JSON.stringify(asList(a)) === JSON.stringify(asList(b));
      expect(same).toBe(equal);
    }),
  );
});

/** Fields sorted and kinds named, for a comparison that does not use `canonical`. */
function asList(value: unknown): unknown {
  if (Array.isArray(value)) return ['list', ...value.map(asList)];
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  const fields = Object.entries(value).map(([key, inner]) => [key, asList(inner)] as const);
  return ['object', ...fields.sort(([a], [b]) => (a < b ? -1 : 1))];
}

test.each([
  ['a fraction', 0.5],
  ['a huge number', 2 ** 53],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['undefined in a field', { a: undefined }],
  ['a function', () => 0],
  ['a bigint', 1n],
])('%s never enters the log', (_, value) => {
  expect(() => canonical(value)).toThrow();
});

/** What `isCanonical` has to say, by writing the value anew. */
function isWrittenSo(value: unknown, text: string): boolean {
  try {
    return canonical(value) === text;
  } catch {
    return false;
  }
}

function says(value: unknown, text: string): boolean {
  try {
    return isCanonical(value, text);
  } catch {
    return false;
  }
}

// Events of few shapes: every shape is soon known, and what is tried after it is compared with its pattern.
const event = fc.record({
  kind: fc.constantFrom('played', 'asked', '问'),
  at: fc.record({ boot: fc.string({ maxLength: 6 }), monoMs: fc.maxSafeInteger() }),
  beats: fc.array(fc.integer({ min: -3, max: 20_000 }), { maxLength: 6 }),
  id: fc.option(fc.string({ unit: 'binary', maxLength: 4 })),
  ok: fc.boolean(),
  many: fc.constantFrom([], [null, 'x'], [{ a: 1 }]),
});
const pieces = [
  ...'0179-+.eE,:"\\{}[] \t\n\u007fé字a',
  '00',
  '-0',
  '1e3',
  '\\u0041',
  '\\n',
  '"ok":true,',
  '9007199254740993',
  ',"zz":1',
  ' ',
];

test('a text of a shape that is known is called canonical only if it is', () => {
  let [held, broken] = [0, 0];
  fc.assert(
    fc.property(
      event,
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', ...pieces)), { maxLength: 2 }),
      (value, edits) => {
        let text = canonical(value);
        expect(isCanonical(value, text)).toBe(true);
        for (const [place, cut, piece] of edits) {
          const from = place % (text.length + 1);
          text = text.slice(0, from) + piece + text.slice(from + cut);
        }
        let read: unknown;
        try {
          read = JSON.parse(text);
        } catch {
          return;
        }
        const holds = isWrittenSo(read, text);
        expect(says(read, text)).toBe(holds);
        if (holds) held++;
        else broken++;
      },
    ),
    { numRuns: 20_000 },
  );
  expect(Math.min(held, broken)).toBeGreaterThan(500);
});

test.each([
  ['a space', '{"a": 1,"kind":"k"}'],
  ['a line break behind', '{"a":1,"kind":"k"}\n'],
  ['another order', '{"kind":"k","a":1}'],
  ['a field twice', '{"a":2,"a":1,"kind":"k"}'],
  ['a letter spelled as a number', '{"a":"\\u0041","kind":"k"}'],
  ['zero less than nothing', '{"a":-0,"kind":"k"}'],
  ['a fraction of nothing', '{"a":1.0,"kind":"k"}'],
  ['a power', '{"a":1e3,"kind":"k"}'],
  ['more than is safe', '{"a":9007199254740992,"kind":"k"}'],
])('%s is not canonical, known shape or not', (_, text) => {
  const value = JSON.parse(text) as unknown;
  for (const known of ['{"a":1,"kind":"k"}', '{"a":"A","kind":"k"}'])
    expect(isCanonical(JSON.parse(known), known)).toBe(true);
  expect(says(value, text)).toBe(false);
});

test('a shape that was learnt is known with other values, and no other shape is', () => {
  const shapes = new CanonicalShapes();
  const text = '{"a":[1,null],"b":{"c":"x"},"kind":"k"}';
  expect(shapes.has('k', text)).toBe(false);
  shapes.learn('k', JSON.parse(text));
  for (const other of [text, '{"a":[],"b":{"c":null},"kind":"k"}', '{"a":["x",-7],"b":{"c":0},"kind":"k"}'])
    expect(shapes.has('k', other)).toBe(true);
  for (const other of [
    '{"a":[],"b":{"d":1},"kind":"k"}',
    '{"a":1,"b":{"c":1},"kind":"k"}',
    `${text} `,
    `${text}\n`,
  ])
    expect(shapes.has('k', other)).toBe(false);
});

test.each([
  ['a long text', { kind: 'k', a: 'x'.repeat(5_000_000) }],
  ['a long list', { kind: 'k', a: Array.from({ length: 500_000 }, (_, i) => i) }],
])('%s is read at once', (_, value) => {
  const text = canonical(value);
  expect(isCanonical(value, text)).toBe(true);
  expect(isCanonical(value, text)).toBe(true);
  expect(says(value, `${text.slice(0, -1)} }`)).toBe(false);
});
