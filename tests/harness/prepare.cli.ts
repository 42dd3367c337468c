import { makeTemplate } from './make-template.ts';
import { testPostgres } from './test-house.ts';

// Makes the template before Vitest starts, because the first time its lessons take minutes. PostgreSQL stays up for the run.
const startedMs = Date.now();
const name = await makeTemplate(await testPostgres());
console.log(`Test database ${name} is ready after ${Math.round((Date.now() - startedMs) / 1000)} s.`);
process.exit(0);
