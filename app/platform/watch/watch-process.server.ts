import cluster from 'node:cluster';
import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { Sql } from '../../../db/client.ts';
import { log } from './log.server.ts';
import { readLoopLag, watchLoop } from './loop-lag.server.ts';
import { measureMachine } from './measure-machine.server.ts';
import { countRefusal, openGauge, registry } from './metrics.server.ts';
import { hearRefusals } from './note-refusal.server.ts';
import { readMetricsPort, serveMetrics } from './serve-metrics.server.ts';
import { readBeatQueue } from './watch-requests.server.ts';

/**
 * Watches this process, and where `METRICS_PORT` is set tells Prometheus; `server`: the one that learners reach. One of
 * several web processes leaves the telling to web.ts.
 */
export async function watchProcess({ sql }: { sql: Sql }, server?: EventEmitter): Promise<void> {
  watchLoop();
  const lag = { name: 'zhenxue_event_loop_lag_seconds', help: 'How late the event loop runs, last second.' };
  openGauge({ ...lag, together: 'max' }, () => readLoopLag() / 1000);
  if (server) watchWeb(server);
  const port = readMetricsPort(process.env);
  if (port === null) return;
  measureMachine(sql);
  if (cluster.isWorker) return;
  const at = await serveMetrics(port, () => registry.metrics());
  log.info({ port: at.port }, 'metrics');
}

function watchWeb(server: EventEmitter): void {
  let open = 0;
  server.on('connection', (socket: Socket) => {
    open += 1;
    socket.once('close', () => (open -= 1));
  });
  openGauge({ name: 'zhenxue_connections', help: 'Open connections of browsers or of nginx.' }, () => open);
  openGauge(
    { name: 'zhenxue_beats_waiting', help: 'Beats received whole and not answered yet.' },
    () => readBeatQueue().waiting,
  );
  openGauge(
    {
      name: 'zhenxue_beat_oldest_seconds',
      help: 'How long the oldest unanswered beat waits.',
      together: 'max',
    },
    () => readBeatQueue().oldestMs / 1000,
  );
  hearRefusals(countRefusal);
}
