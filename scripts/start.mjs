import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildPages, serverFile, websFile } from './build-pages.mjs';
import { waitForFirstLesson } from './first-lesson.mjs';
import { installPackages } from './install-packages.mjs';
import { installPrograms } from './install-programs.mjs';
import { readOptions } from './start-options.mjs';
import { keepLogs } from './keep-logs.mjs';
import { keepPostgres } from './keep-postgres.mjs';
import { closeData, openData, readDataDir, takeDataDir } from './open-data.mjs';
import { Plain, runMain } from './plain.mjs';
import { stopTools } from './run-tool.mjs';
import { startProgram } from './start-program.mjs';
import { tellAccounts } from './tell-accounts.mjs';
import { waitForHealth } from './wait-for-health.mjs';
import { waitForPort } from './wait-for-port.mjs';

chdir(fileURLToPath(new URL('..', import.meta.url)));

const postgres = { launch: null };
const programs = [];
let release = () => {};
let stopping = null;
const hasStopped = () => stopping !== null;

/** Ends what we started in the order of use: programs, then PostgreSQL. A second call waits for the first. */
function stopAll() {
  stopping ??= (async () => {
    // The driver throws where nobody can catch it when its database goes away under a migration.
    process.on('uncaughtException', () => {});
    stopTools();
    await Promise.all(programs.map((program) => program.stop()));
    await closeData(postgres);
    release();
  })();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => void stopAll().then(() => process.exit(0)));

/** Starts a program; if it ends by itself everything ends. */
function start(name, file, env) {
  if (hasStopped()) return;
  const program = startProgram(name, file, env);
  programs.push(program);
  void program.ended.then((how) => {
    if (!hasStopped()) void fail(new Plain(`The ${name} ended by itself (${how}); Zhenxue stops.`));
  });
}

async function fail(error) {
  if (hasStopped()) return;
  console.error(error.message);
  await stopAll();
  process.exit(1);
}

async function main() {
  const { web } = readOptions(process.argv.slice(2));
  const host = process.env.HOST ?? '127.0.0.1';
  const dataDir = readDataDir();
  release = takeDataDir(dataDir);
  const port = await waitForPort(host);
  const hands = installPrograms();
  hands.catch(() => {});
  await installPackages();
  const { register } = await import('tsx/esm/api');
  register();

  const pages = buildPages();
  pages.catch(() => {});
  await openData(dataDir, postgres);
  const { openHouse } = await import('../app/platform/house.server.ts');
  const { seedDemo } = await import('../db/seed.ts');
  const { enterRuleProfiles } = await import('../db/seed/rule-profiles.ts');
  const { enterTargets } = await import('../db/seed/targets.ts');
  const house = openHouse();
  await house.sql.begin((tx) => enterRuleProfiles(tx, new Date()));
  await house.sql.begin((tx) => enterTargets(tx, new Date()));
  const isDemo = await seedDemo(house);
  await hands;
  const logs = keepLogs(dataDir);
  const { METRICS_PORT } = process.env;
  start('worker', 'worker.ts', {
    ...{ LOG_FILE: logs.of('worker') },
    ...(METRICS_PORT ? { METRICS_PORT: String(Number(METRICS_PORT) + 1) } : {}),
  });
  const lesson = isDemo ? waitForFirstLesson(house.sql, hasStopped) : Promise.resolve();
  await Promise.all([pages, lesson]);
  await house.close();
  const url = `http://${host}:${port}`;
  start('web server', web > 1 ? websFile : serverFile, {
    ...{ NODE_ENV: 'production', PORT: String(port), HOST: host },
    ...{ LOG_FILE: logs.of('web'), WEB_PROCESSES: String(web) },
  });
  await waitForHealth(url, hasStopped);
  if (hasStopped()) return;
  console.log(`Zhenxue ready: ${url}`);
  console.log(`Logs: ${logs.folder}`);
  if (isDemo) await tellAccounts();
  if (postgres.launch) await keepPostgres(dataDir, postgres, hasStopped);
}

await runMain(() => main().catch(fail));
