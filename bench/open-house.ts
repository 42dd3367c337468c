import { randomBytes } from 'node:crypto';
import { openDatabase, type Database } from '../db/client.ts';
import { atEnd } from './at-end.ts';
import { openCluster } from './cluster.ts';
import type { Learner } from './crowd.ts';
import { seed, type SeededLearner } from './seed.ts';
import type { PartManner } from './start-part.ts';
import { startWebServer, type WebServer } from './web-server.ts';

/** A learner of the bench and whose rows are hers. */
export type BenchLearner = Learner & { id: string };
/** The product as it runs for a bench: its own database, its real web process, learners with open leases. */
export type BenchHouse = Database & {
  url: string;
  databaseUrl: string;
  dataDir: string;
  masterKey: Buffer;
  contentKey: Buffer;
  learners: BenchLearner[];
  postmaster: number;
  web: WebServer;
  /** The processes whose CPU is the product's. */
  product: number[];
};

/** Starts everything, the web process in its `manner` with `settings`, and opens a lease for each of `count` learners over HTTP. */
export async function openBenchHouse(
  count: number,
  manner: PartManner = {},
  settings: Record<string, string> = {},
): Promise<BenchHouse> {
  const { dataDir, databaseUrl, postmaster, remove } = await openCluster();
  atEnd(remove);
  const database = openDatabase(databaseUrl, 2);
  atEnd(database.close);
  const masterKey = randomBytes(32);
  const { learners: seeded, contentKey } = await seed(database, dataDir, masterKey, count);
  const secret = masterKey.toString('hex');
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, MASTER_KEY: secret, ...settings };
  const web = await startWebServer(env, manner);
  const { url, pid } = web;
  console.error(`opening ${count} leases at ${url}`);
  const learners: BenchLearner[] = [];
  const waiting = [...seeded];
  const openAll = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) learners.push(await openOne(url, one));
  };
  await Promise.all([openAll(), openAll(), openAll(), openAll()]);
  await database.sql`vacuum analyze`;
  const product = [pid, postmaster];
  const secrets = { masterKey, contentKey };
  return { ...database, url, databaseUrl, dataDir, ...secrets, learners, postmaster, web, product };
}

async function openOne(url: string, { id, enrolmentId, cookie }: SeededLearner): Promise<BenchLearner> {
  const request = { enrolmentId, ordinal: 1, windowId: 'bench-window', takeOver: false };
  const opened = await post<{ standing: { fence: number } }>(url, '/study/leases', cookie, request);
  return { id, cookie, fence: opened.standing.fence };
}

/** One JSON request of a browser's; throws what the server answered when it is no success. */
export async function post<Answer>(url: string, path: string, cookie: string, body: object): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json', Cookie: cookie, Origin: url };
  const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
