import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createVersion, sourceBlobOf } from '../app/approval/create-version.server.ts';
import type { StepActor } from '../app/approval/version-life.ts';
import { openBlobStore } from '../app/platform/blobs.server.ts';
import { readClock } from '../app/platform/clock.server.ts';
import { openDatabase } from '../db/client.ts';
import * as tables from '../db/schema/index.ts';
import type { MediaHouse } from '../media-pipeline/media-house.ts';
import { planLadder } from '../media-pipeline/plan-ladder.ts';
import { prepareVersion } from '../media-pipeline/prepare-version.server.ts';
import { probeVideo, sniffBlob } from '../media-pipeline/probe-video.server.ts';
import { runTool } from '../media-pipeline/run-tool.server.ts';
import { writeTranscode } from '../media-pipeline/transcode-arguments.ts';
import { atEnd } from './at-end.ts';
import { openCluster } from './cluster.ts';
import { measure } from './cpu-seconds.ts';
import { compareBytes, type Sources } from './equal-ssim.ts';
import { readMachine } from './machine.ts';
import { footage, makeFootage, type Footage } from './make-footage.ts';
import { short } from './ratio.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

const seconds = 60;
const rounds = 2;

const method = `An upload of ${seconds} s, 1280 × 720 at 25/s, of slides, of a talk in a still room and of motion with grain, made anew. Product: \
prepareVersion from the first look at the file to the manifest: probe, loudness, transcode, encryption, thumbnails, decryption \
and decoding of every segment, hashes, PostgreSQL. Bare: the very ffmpeg command that the product transcodes with, alone. CPU \
seconds of this process, its programs and PostgreSQL; per round each footage, product and bare in turn; ratio = product ÷ bare \
over all; ${rounds} rounds, median and range. bytesRatio: video bytes of all rungs ÷ those of a fixed ladder (same rungs, encoder, \
preset, key frames; one bitrate a rung for all footages) that shows none worse in SSIM.`;

const platform: StepActor = { role: 'platform', personId: null, institutionId: null };

/** What packaging costs over bare ffmpeg (goal ≤ 1.05), and what it saves over a fixed ladder at equal SSIM (goal ≤ 0.8). */
export async function benchPackage(): Promise<Figure> {
  const { dataDir, databaseUrl, postmaster, remove } = await openCluster();
  atEnd(remove);
  const database = openDatabase(databaseUrl, 2);
  atEnd(database.close);
  const { db, sql } = database;
  const blobs = openBlobStore(dataDir);
  const house = { db, sql, blobs, masterKey: randomBytes(32), scratchDir: join(dataDir, 'scratch') };
  const lessonId = randomUUID();
  await db.insert(tables.occupation).values({ id: 'bench', name: '测速工种', code: '0-00-00-00' });
  await db
    .insert(tables.lesson)
    .values({ id: lessonId, occupationId: 'bench', slug: 'bench', title: '测速课' });

  const dir = join(dataDir, 'footage');
  await mkdir(dir, { recursive: true });
  const sources: Partial<Sources> = {};
  for (const kind of footage) {
    console.error(`making ${seconds} s of ${kind}`);
    const path = await makeFootage(kind, seconds, dir);
    await blobs.put(`footage/${kind}`, await readFile(path));
    const container = await sniffBlob(blobs, `footage/${kind}`);
    if (!container) throw new Error(`${kind} is no video`);
    sources[kind] = { path, source: await probeVideo(container, path, dir) };
  }
  const { slides, talk, motion } = sources;
  if (!slides || !talk || !motion) throw new Error('no footage');
  const all: Sources = { slides, talk, motion };

  const figures: (Record<string, number> & { ratio: number })[] = [];
  const flags: unknown[] = [];
  for (let round = 1; round <= rounds; round++) {
    const cpuS: Record<string, number> = {};
    for (const kind of footage) {
      const id = await enter(house, lessonId, all[kind].path);
      const product = await measure([process.pid, postmaster], async () => {
        await prepareVersion(house, id);
        return 1;
      });
      const bare = await measure([process.pid], () => transcodeBare(all[kind], join(dir, 'bare')));
      cpuS[`${kind}ProductCpuS`] = product.cpuS;
      cpuS[`${kind}BareCpuS`] = bare.cpuS;
      cpuS[`${kind}Ratio`] = product.cpuS / bare.cpuS;
      const [row] = await sql`select state, flags from video_version where id = ${id}`;
      if (row?.state !== 'processed') throw new Error(`${kind} was not processed`);
      flags.push(row.flags);
    }
    const sum = (name: string) => footage.reduce((all, kind) => all + (cpuS[`${kind}${name}CpuS`] ?? 0), 0);
    const figure = { ...cpuS, ratio: sum('Product') / sum('Bare') };
    console.error(
      `round ${round}: ${JSON.stringify(figure, (_, v) => (typeof v === 'number' ? short(v) : v))}`,
    );
    figures.push(figure);
  }
  console.error('comparing bytes at equal SSIM');
  const bytes = await compareBytes(all, dir);
  const names = footage.flatMap((kind) => [`${kind}ProductCpuS`, `${kind}BareCpuS`, `${kind}Ratio`]);
  return {
    ...summarise('package', figures),
    unit: 'CPU seconds of the whole packaging ÷ of bare ffmpeg making the same ladder from one decode',
    absolute: {
      ...Object.fromEntries(names.map((name) => [name, medianOf(figures, name)])),
      ...Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, short(value)])),
    },
    method,
    checked: { processed: figures.length * footage.length, flags: flags.flat().length },
    machine: await readMachine(sql),
  };
}

async function enter(house: MediaHouse, lessonId: string, path: string): Promise<string> {
  const id = randomUUID();
  const bytes = await readFile(path);
  const blob = sourceBlobOf(id, 'video');
  await house.blobs.put(blob, bytes);
  const sha256 = createHash('sha256').update(bytes).digest();
  const source = { kind: 'video', blob, sha256, bytes: bytes.length, name: 'bench.mp4' } as const;
  await house.sql.begin((tx) =>
    createVersion(tx, house.masterKey, lessonId, source, platform, readClock(), { id }),
  );
  return id;
}

/** The same ladder by ffmpeg alone. */
async function transcodeBare({ path, source }: Sources[Footage], dir: string): Promise<number> {
  await rm(dir, { recursive: true, force: true });
  const rungs = planLadder(source.width, source.height);
  for (const { name } of rungs) await mkdir(join(dir, name), { recursive: true });
  await runTool('ffmpeg', writeTranscode(source, path, rungs, 'volume=0dB'), { cwd: dir });
  return 1;
}
