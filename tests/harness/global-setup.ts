import { hasCluster } from '../../db/launch/launch-postgres.ts';
import { dropLeftovers, templateName } from './make-template.ts';
import { enterRun, leaveRun, testDataDir, testPostgres } from './test-house.ts';

/** Around one run of Vitest. PostgreSQL starts when a file first asks for a database; the last run stops it. */
export default function setUp(): () => Promise<void> {
  enterRun();
  // Whoever edits a lesson while tests run does not pull the template from under them.
  process.env.TEST_TEMPLATE = templateName();
  return async () => {
    if (!leaveRun() || !hasCluster(testDataDir)) return;
    const server = await testPostgres();
    await dropLeftovers(server);
    await server.stop();
  };
}
