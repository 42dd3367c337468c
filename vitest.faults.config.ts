import { defineConfig } from 'vitest/config';
import { testDataDir, testMasterKey } from './tests/harness/test-house.ts';

/** Faults have the machine to themselves, one after another: what they cost is measured. */
export default defineConfig({
  test: {
    globalSetup: ['tests/harness/global-setup.ts'],
    include: ['tests/faults/**/*.test.ts'],
    env: { DATA_DIR: testDataDir, MASTER_KEY: testMasterKey.toString('hex') },
    pool: 'forks',
    fileParallelism: false,
    // What a fault cost is said while it is measured.
    disableConsoleIntercept: true,
    expect: { poll: { timeout: 15_000, interval: 50 } },
    testTimeout: 300_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
