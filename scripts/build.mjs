import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildPages } from './build-pages.mjs';
import { installPackages } from './install-packages.mjs';
import { runMain } from './plain.mjs';

chdir(fileURLToPath(new URL('..', import.meta.url)));

await runMain(async () => {
  await installPackages();
  await buildPages();
});
