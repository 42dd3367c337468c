import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { runMain } from './plain.mjs';
import { runVitest } from './run-vitest.mjs';

// npm run faults [-- FILE]: what breaks, broken on purpose; FAULT_TIMES and FAULT_SEED say how often and in which order.
chdir(fileURLToPath(new URL('..', import.meta.url)));
await runMain(() => runVitest('vitest.faults.config.ts'));
