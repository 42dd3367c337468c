import { openDatabase } from './client.ts';
import { migrateDatabase } from './migrate.ts';
import { enterRuleProfiles } from './seed/rule-profiles.ts';
import { enterTargets } from './seed/targets.ts';

// npm run prepare:database: brings a database of yours to this release, rules and targets with it. DIRECT_DATABASE_URL goes
// before DATABASE_URL: the lock of a migration is held by its session, which PgBouncer would share.
const databaseUrl = process.env.DIRECT_DATABASE_URL ?? process.env.DATABASE_URL;
if (!databaseUrl) {
  console.error('Set DATABASE_URL, or DIRECT_DATABASE_URL where PgBouncer stands before PostgreSQL.');
  process.exit(1);
}
await migrateDatabase(databaseUrl);
const database = openDatabase(databaseUrl, 1);
await database.sql.begin((tx) => enterRuleProfiles(tx, new Date()));
await database.sql.begin((tx) => enterTargets(tx, new Date()));
await database.close();
console.log('The database is at this release.');
