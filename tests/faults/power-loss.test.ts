import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readLedger } from '../cheats/read-ledger.ts';
import { listLeftovers } from '../../db/launch/read-postmaster.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { openChance } from './chance.ts';
import { checkInvariants } from './check-invariants.ts';
import { copyImage } from './copy-image.ts';
import { beatMs, expectLoss, FaultClass, lengthenLesson, tellLoss } from './open-class.ts';
import { fillCluster, openCluster, type Cluster } from './open-cluster.ts';

// What lies on the disk in the middle of study is enough: an image of it starts, verifies and holds what was answered.

const images = Math.ceil(Number(process.env.FAULT_TIMES ?? 50) / 10);
const chance = openChance('power loss');
let cluster: Cluster;
let server: TestServer;

beforeAll(async () => {
  cluster = await openCluster();
  await fillCluster(cluster);
  const look = new FaultClass(cluster.databaseUrl);
  await lengthenLesson(look);
  await look.close();
  server = await startServer(cluster);
});
afterAll(async () => {
  await server?.stop();
  await cluster?.remove();
});

/** Holds every process of the cluster still while `work` is done: an image of one moment. Answers for how long, ms. */
async function whileFrozen(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  const pids = listLeftovers(cluster.folder);
  expect(pids.length).toBeGreaterThan(3);
  const tell = (signal: NodeJS.Signals) => {
    for (const pid of pids) process.kill(pid, signal);
  };
  tell('SIGSTOP');
  await work().finally(() => tell('SIGCONT'));
  return performance.now() - startedMs;
}

it(
  `${images} images taken in the middle of study, of a running and of a frozen cluster`,
  { timeout: 120_000 + images * 60_000 },
  async () => {
    const group = new FaultClass(cluster.databaseUrl);
    await group.enter([1, 2, 3, 4, 5, 6], server.url);
    let frozenMs = 0;
    for (let i = 0; i < images; i++) {
      await sleep(chance.between(500, 3_000));
      await group.nextBeat();
      const acked = group.learners.map(({ learner, ackedMs }) => ({ id: learner.id, ackedMs }));
      expect(Math.max(...acked.map(({ ackedMs }) => ackedMs))).toBeGreaterThan(0);
      let home = '';
      const copy = async () => void (home = await copyImage(cluster));
      if (i % 2 === 0) await copy();
      else frozenMs += await whileFrozen(copy);
      const image = await openCluster(home);
      expect(image.readLog()).toContain('automatic recovery in progress');
      const look = new FaultClass(image.databaseUrl);
      const checked = await checkInvariants(look.sql);
      for (const { id, ackedMs } of acked)
        expect((await readLedger(look.sql, id)).frontierMs).toBeGreaterThanOrEqual(ackedMs);
      console.log(
        `  image ${i + 1} (${i % 2 ? 'frozen' : 'running'}): ${checked.events} events hold, ${checked.frontierMs / 1000} s earned, none of ${acked.length} learners lost an acknowledged second`,
      );
      if (i === images - 1) await studyOn(look, image);
      await look.close();
      await image.remove();
    }
    const losses = await group.end();
    tellLoss(`image of the disk taken (frozen ${(frozenMs / 1000).toFixed(1)} s)`, images, losses);
    // A beat that waits for a database that stands still is judged when it goes on: what it waited is not given later.
    expectLoss(losses, 2 * beatMs + frozenMs);
    await group.close();
  },
);

/** The learners of the image come back, and their study goes on. */
async function studyOn(group: FaultClass, image: Cluster): Promise<void> {
  const again = await startServer(image);
  await group.enter([1, 2, 3], again.url);
  await sleep(4_000);
  const losses = await group.end();
  expect(Math.min(...group.learners.map((one) => one.ackedMs - one.startMs))).toBeGreaterThan(1_000);
  tellLoss('study on an image', 1, losses);
  await again.stop();
}
