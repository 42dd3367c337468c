import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install-packages.mjs';
import { runMain } from './plain.mjs';

chdir(fileURLToPath(new URL('..', import.meta.url)));

// The build is the first thing that scripts/test.mjs does.
const steps = [
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  ['lint', 'node_modules/oxlint/bin/oxlint', '--deny-warnings'],
  ['types', 'node_modules/typescript/bin/tsc', '--noEmit'],
  ['unused', 'node_modules/knip/bin/knip.js'],
  ['courses', '--import', 'tsx', 'media-pipeline/checks/courses.cli.ts'],
  ['build and tests', 'scripts/test.mjs'],
];

/** Runs every step, so that one look shows all that is wrong. */
async function main() {
  await installPackages();
  const broken = [];
  for (const [name, ...args] of steps) {
    console.log(`\n== ${name}`);
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    const [code] = await once(child, 'exit');
    if (code !== 0) broken.push(name);
  }
  console.log(broken.length === 0 ? '\nAll is well.' : `\nTo repair: ${broken.join(', ')}`);
  process.exit(broken.length === 0 ? 0 : 1);
}

await runMain(main);
