import { defineConfig } from 'vitest/config';
import { LongFirst } from './tests/harness/long-first.ts';
import { testDataDir, testMasterKey } from './tests/harness/test-house.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/harness/global-setup.ts'],
    setupFiles: ['tests/harness/page-errors.ts'],
    env: { DATA_DIR: testDataDir, MASTER_KEY: testMasterKey.toString('hex') },
    pool: 'forks',
    // Most tests wait for real seconds to pass: more files at once than cores.
    maxWorkers: 4,
    minWorkers: 1,
    sequence: { sequencer: LongFirst },
    // A browser on a busy machine takes its time; a second says nothing.
    expect: { poll: { timeout: 15_000, interval: 50 } },
    testTimeout: 60_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
