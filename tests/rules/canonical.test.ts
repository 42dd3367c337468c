import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../app/evidence/canonical.ts';

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
