import { defineConfig } from 'vitest/config';
import { LongFirst } from './tests/harness/long-first.ts';
import { ruleFiles } from './tests/harness/rule-files.ts';
import { testDataDir, testMasterKey } from './tests/harness/test-house.ts';

const each = {
  setupFiles: ['tests/harness/fail-on-page-errors.ts'],
  env: { DATA_DIR: testDataDir, MASTER_KEY: testMasterKey.toString('hex') },
  // A browser on a busy machine takes its time; a second says nothing.
  expect: { poll: { timeout: 15_000, interval: 50 } },
  testTimeout: 120_000,
  hookTimeout: 180_000,
};

export default defineConfig({
  test: {
    globalSetup: ['tests/harness/global-setup.ts'],
    projects: [
      {
        test: {
          ...{
            name: 'house',
            pool: 'forks',
            include: ['tests/**/*.test.{ts,tsx}'],
            exclude: [...ruleFiles, 'tests/faults/**'],
          },
          ...each,
        },
      },
      { test: { name: 'rules', pool: 'threads', include: ruleFiles, ...each } },
    ],
    // Files leave nothing behind in their process: each loads what the files share once. Pure rules need one thread.
    poolOptions: {
      // As many at the end as at the start: the pool takes an idle one away twice, and stops for it.
      forks: { isolate: false, minForks: 5, maxForks: 5 },
      threads: { isolate: false, minThreads: 1, maxThreads: 1 },
    },
    // Most tests wait for real seconds to pass: more files at once than cores.
    maxWorkers: 5,
    minWorkers: 1,
    sequence: { sequencer: LongFirst },
    teardownTimeout: 30_000,
  },
});
