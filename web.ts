import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { AggregatorRegistry } from 'prom-client';
import { readWebProcesses } from './app/platform/env.server.ts';
import { log } from './app/platform/watch/log.server.ts';
import { readMetricsPort, serveMetrics } from './app/platform/watch/serve-metrics.server.ts';

// Several web processes of this machine at one address. This one answers nobody: it hands each new connection to the
// next of them in turn, starts anew whichever ends, and adds up what they count (0028).
const processes = readWebProcesses(process.env);

/** A process that ends sooner than this never worked; so many in a row and no further one will. */
const youngMs = 10_000;
const youngMax = 5;

cluster.setupPrimary({ exec: 'build/server.mjs' });
const bornMs = new Map<Worker, number>();
let young = 0;
let ending = false;

function start(): void {
  bornMs.set(cluster.fork(), performance.now());
}

cluster.on('exit', (worker, code, signal) => {
  const livedMs = performance.now() - (bornMs.get(worker) ?? 0);
  bornMs.delete(worker);
  if (ending) return;
  young = livedMs < youngMs ? young + 1 : 0;
  log.error(
    { web: worker.process.pid, how: signal ?? code, livedMs: Math.round(livedMs) },
    'a web process ended',
  );
  if (young >= youngMax) {
    console.error('Web processes end as soon as they start; the web server stops.');
    return void end(1);
  }
  // Not at once after one that never worked: what it lacks may come.
  void sleep(young > 1 ? 1_000 : 0).then(() => ending || start());
});

/** Lets all of them finish what they are at, then leaves. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  const living = [...bornMs.keys()];
  const gone = living.map((worker) => new Promise((done) => worker.once('exit', done)));
  for (const worker of living) worker.process.kill('SIGTERM');
  await Promise.race([Promise.all(gone), sleep(4_000)]);
  process.exit(code);
}
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void end(0));

for (let i = 0; i < processes; i++) start();
const port = readMetricsPort(process.env);
const all = new AggregatorRegistry();
if (port !== null) await serveMetrics(port, () => all.clusterMetrics());
