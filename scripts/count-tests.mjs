/**
 * Counts what Vitest ran. A file that could not be loaded, a failed hook and an error outside of any test each count as
 * one failure, so that the last line never says less than what went wrong.
 */
export function countTests(state) {
  const counts = { passed: 0, failed: state.getUnhandledErrors().length, skipped: 0 };
  for (const module of state.getTestModules()) {
    counts.failed += countErrors(module);
    for (const test of module.children.allTests()) {
      const { state: how } = test.result();
      if (how === 'passed') counts.passed++;
      else if (how === 'failed') counts.failed++;
      else counts.skipped++;
    }
  }
  return counts;
}

/** Errors of a file and its groups, beside those of its tests. */
function countErrors(module) {
  const groups = [...module.children.allSuites()];
  return [module, ...groups].reduce((sum, one) => sum + one.errors().length, 0);
}
