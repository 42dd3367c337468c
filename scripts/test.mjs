import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { runMain } from './plain.mjs';
import { runVitest } from './run-vitest.mjs';

chdir(fileURLToPath(new URL('..', import.meta.url)));
await runMain(() => runVitest('vitest.config.ts'));
