import { afterEach, expect } from 'vitest';

const errors: string[] = [];

/** Remembers an error of a page until the running test ends. */
export function noteError(text: string): void {
  errors.push(text);
}

afterEach(() => {
  const seen = errors.splice(0);
  expect(seen, 'errors in the pages of this test').toEqual([]);
});
