import cluster from 'node:cluster';
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RequestKind } from './name-request.ts';

/** Everything this process counts for Prometheus. No label is about a person. */
export const registry = new Registry();
const registers = [registry];
collectDefaultMetrics({ register: registry });
if (cluster.isWorker) {
  // One of several web processes answers for itself when web.ts asks (0028).
  AggregatorRegistry.setRegistries(registers);
  void new AggregatorRegistry();
}

const latencyS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const requestSeconds = new Histogram({
  name: 'zhenxue_request_seconds',
  help: 'From the arrival of a request to its answer, by kind; kind="beat" is the beat latency.',
  labelNames: ['kind'],
  buckets: latencyS,
  registers,
});
const requests = new Counter({
  name: 'zhenxue_requests_total',
  help: 'Answered requests by kind and status class.',
  labelNames: ['kind', 'status'],
  registers,
});
const refusals = new Counter({
  name: 'zhenxue_refusals_total',
  help: 'Refusals by code, of handlers and pages.',
  labelNames: ['code'],
  registers,
});
const errors = new Counter({
  name: 'zhenxue_errors_total',
  help: 'Errors by code: of the database, or unknown.',
  labelNames: ['code'],
  registers,
});
const shed = new Counter({
  name: 'zhenxue_leases_shed_total',
  help: 'New leases sent away because this process was full.',
  registers,
});
const full = new Gauge({
  name: 'zhenxue_overloaded',
  help: '1 while new leases are sent away.',
  aggregator: 'max',
  registers,
});
const jobSeconds = new Histogram({
  name: 'zhenxue_job_seconds',
  help: 'How long a job worked, by kind and outcome.',
  labelNames: ['kind', 'outcome'],
  buckets: [0.01, 0.1, 1, 10, 60, 300, 1800],
  registers,
});

type Kept = { seconds: Histogram.Internal<'kind'>; status: Map<string, Counter.Internal> };
const kept = new Map<RequestKind, Kept>();

/** Counts one answered request. Hot: labels are looked up once a kind. */
export function countRequest(kind: RequestKind, status: number, seconds: number): void {
  let of = kept.get(kind);
  if (!of) kept.set(kind, (of = { seconds: requestSeconds.labels(kind), status: new Map() }));
  of.seconds.observe(seconds);
  const group = `${Math.floor(status / 100)}xx`;
  let counter = of.status.get(group);
  if (!counter) of.status.set(group, (counter = requests.labels(kind, group)));
  counter.inc();
}

export const countRefusal = (code: string): void => refusals.labels(code).inc();
export const countError = (code: string): void => errors.labels(code).inc();
export const countShed = (): void => shed.inc();
export const tellFull = (isFull: boolean): void => full.set(isFull ? 1 : 0);
export const countJob = (kind: string, outcome: 'done' | 'failed' | 'put_back', seconds: number): void =>
  jobSeconds.labels(kind, outcome).observe(seconds);

/** How several web processes add up: by sum, or the greatest where each tells the same or only the worst matters. */
type Together = 'sum' | 'max';

type Figure = { name: string; help: string; together?: Together };

/** A figure that is read when somebody asks; null is not told at all. */
export function openGauge(
  { name, help, together = 'sum' }: Figure,
  read: () => number | Promise<number | null>,
): void {
  void new Gauge({
    ...{ name, help, aggregator: together, registers },
    async collect() {
      const now = await read();
      if (now === null) this.remove();
      else this.set(now);
    },
  });
}

/** A figure with labels; `fill` is run before it is told. Web processes tell the same. */
export function openLabelled({ name, help }: Figure, labelNames: string[], fill: () => Promise<void>): Gauge {
  return new Gauge({ name, help, labelNames, aggregator: 'max', registers, collect: fill });
}
