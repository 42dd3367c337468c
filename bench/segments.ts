import { randomBytes } from 'node:crypto';
import { openBlobStore } from '../app/platform/blobs.server.ts';
import { startNginx } from '../tests/harness/start-nginx.ts';
import { alternate, type Turn } from './alternate.ts';
import { atEnd } from './at-end.ts';
import { measure } from './cpu-seconds.ts';
import { readMachine } from './machine.ts';
import { pin } from './pin.ts';
import { openBenchHouse } from './open-house.ts';
import { runWrk } from './run-wrk.ts';
import { startStatic } from './start-static.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';
import { startWebServer } from './web-server.ts';

const rounds = 5;
const seconds = 4;
const connections = 16;
const cores = { servers: 0, wrk: 1 };
/** Four seconds of one megabit a second. */
const segmentBytes = 500_000;

/** Two and a half minutes of a lesson: a class that watches it at different places. */
const segmentCount = 40;

const method = `${segmentCount} ciphertext segments of ${segmentBytes} bytes, asked for in turn by wrk over ${connections} keep-alive connections. Shipped: through docs/deploy/nginx.conf, which asks the real server.ts whether the version is published, goes by that for a second and sends the file itself; CPU of nginx, of the web process and of PostgreSQL. Alone: a second real server.ts without nginx; CPU of it and of PostgreSQL. Static: a bare nginx with the same files and as many workers as the shipped one, one a core as far as they know. All servers are kept on one core, wrk on another. Ratio = MB per CPU-second, shipped / static, and alone / static; rounds alternate, ${rounds} of ${seconds} s each after a warm-up; wrk's CPU is left out.`;

/** Megabytes of ciphertext a CPU-second, as a share of nginx with a static file. */
export async function benchSegments(): Promise<Figure> {
  const house = await openBenchHouse(1);
  const [version] = await house.sql<{ id: string }[]>`select id from video_version limit 1`;
  const paths = Array.from({ length: segmentCount }, (_, n) => `/media/${version?.id}/360p/${n}.ts`);
  const body = randomBytes(segmentBytes);
  for (const path of paths) await openBlobStore(house.dataDir).put(path.slice(1), body);
  const masterKey = house.masterKey.toString('hex');
  const env = { DATABASE_URL: house.databaseUrl, DATA_DIR: house.dataDir, MASTER_KEY: masterKey };
  const behind = await startWebServer({ ...env, BEHIND_NGINX: '1' });
  const nginx = await startNginx(Number(new URL(behind.url).port), house.dataDir);
  atEnd(nginx.stop);
  const bare = await startStatic(body, paths, 'auto');
  for (const url of [nginx.url, house.url, bare.address])
    for (const path of paths) {
      const sent = Buffer.from(await (await fetch(url + path)).arrayBuffer());
      if (!sent.equals(body)) throw new Error(`${url} does not send the segment.`);
    }
  pin([nginx.pid, behind.pid, house.web.pid, house.postmaster, bare.pid], cores.servers);
  const turn = (name: string, pids: number[], origin: string): Turn => ({
    name,
    run: (s) =>
      measure(
        pids,
        async () => ((await runWrk(origin, paths, s, connections, cores.wrk)) * segmentBytes) / 1_000_000,
      ),
  });
  const measured = await alternate(
    [
      turn('shipped', [nginx.pid, behind.pid, house.postmaster], nginx.url),
      turn('alone', [house.web.pid, house.postmaster], house.url),
      turn('static', [bare.pid], bare.address),
    ],
    rounds,
    seconds,
  );
  const figures = measured.map(({ shipped = 0, alone = 0, static: limit = 0 }) => {
    return { shipped, alone, static: limit, aloneRatio: alone / limit, ratio: shipped / limit };
  });
  return {
    ...summarise('segments', figures),
    unit: 'MB of ciphertext per CPU-second ÷ nginx static of the same files',
    absolute: {
      shippedMbPerCpuS: medianOf(figures, 'shipped'),
      aloneMbPerCpuS: medianOf(figures, 'alone'),
      staticMbPerCpuS: medianOf(figures, 'static'),
      aloneRatio: medianOf(figures, 'aloneRatio'),
    },
    method,
    checked: { segments: 'the same bytes, three ways' },
    machine: await readMachine(house.sql),
  };
}
