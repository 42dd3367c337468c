import { afterEach, expect } from 'vitest';
import { takeErrors } from './page-errors.ts';

// Read anew for every file of tests; what it looks at is what the pages of the file wrote to.
afterEach(() => {
  expect(takeErrors(), 'errors in the pages of this test').toEqual([]);
});
