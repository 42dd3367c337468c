import { buildPages } from './build-pages.mjs';
import { countTests } from './count-tests.mjs';
import { installPackages } from './install-packages.mjs';
import { installPrograms, installShell } from './install-programs.mjs';
import { Plain } from './plain.mjs';
import { runProgram } from './run-program.mjs';

const settings = [
  ...['DATABASE_URL', 'DATA_DIR', 'PORT', 'HOST', 'MASTER_KEY', 'BEHIND_NGINX'],
  ...['METRICS_PORT', 'LOG_FILE', 'LOG_LEVEL', 'WEB_PROCESSES'],
];

/**
 * Runs the tests of a Vitest configuration, all or those that the command line names, and says at last how many passed.
 * They have their own database, key, ports and data, whatever the shell has set.
 */
export async function runVitest(config) {
  for (const name of Object.keys(process.env))
    if (name.startsWith('S3_') || settings.includes(name)) delete process.env[name];
  const hands = installPrograms().then(installShell);
  hands.catch(() => {});
  await installPackages();
  await Promise.all([buildPages(), hands]);
  process.env.NODE_ENV = 'test';
  const prepared = await runProgram('tests/harness/prepare.cli.ts', []);
  if (prepared !== 0) throw new Plain('The test database could not be prepared.');
  const { parseCLI, startVitest } = await import('vitest/node');
  const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
  const vitest = await startVitest('test', filter, { config, ...options, watch: false });
  const { passed, failed, skipped } = countTests(vitest.state);
  await vitest.close();
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
