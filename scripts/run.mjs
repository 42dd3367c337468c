import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { readHolder } from '../db/launch/hold-lock.mjs';
import { installPackages } from './install-packages.mjs';
import { closeData, openData, readDataDir, takeDataDir } from './open-data.mjs';
import { Plain, runMain } from './plain.mjs';
import { runProgram } from './run-program.mjs';

// node scripts/run.mjs [--offline] FILE.ts [arguments]: runs one TypeScript program with the database of DATA_DIR, which
// is started for it unless it runs already. --offline: without any database.
chdir(fileURLToPath(new URL('..', import.meta.url)));

async function main() {
  const args = process.argv.slice(2);
  const isOffline = args[0] === '--offline';
  const [file, ...rest] = isOffline ? args.slice(1) : args;
  if (!file) throw new Plain('Name the program to run: node scripts/run.mjs FILE.ts');
  await installPackages();
  process.exitCode = await (isOffline ? runProgram(file, rest) : runWithData(file, rest));
}

async function runWithData(file, rest) {
  const { register } = await import('tsx/esm/api');
  register();
  const dataDir = readDataDir();
  const isShared = readHolder(join(dataDir, 'start.lock')) !== null;
  const release = isShared ? () => {} : takeDataDir(dataDir);
  const postgres = { launch: null };
  try {
    await openData(dataDir, postgres);
    return await runProgram(file, rest);
  } finally {
    if (!isShared) await closeData(postgres);
    release();
  }
}

await runMain(main);
