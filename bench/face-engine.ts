import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, release } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { decodeFrame } from '../app/presence/engine/decode-frame.server.ts';
import { engineOn } from '../app/presence/engine/face-engine.server.ts';
import { loadFaceNets, type FaceNets } from '../app/presence/engine/face-nets.server.ts';
import { modelId } from '../app/presence/engine/models.ts';
import { alternate } from './alternate.ts';
import { measure } from './cpu-seconds.ts';
import { quantile, short } from './ratio.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

const rounds = 7;
const seconds = 6;
const frame = { width: 480, height: 360 };
/** One person of a photograph that a package carries, as a camera would show her. */
const photograph = { file: 'sample3.jpg', left: 880, top: 90, width: 520, height: 390 };

const method = `One thread, one JPEG of ${frame.width} × ${frame.height} with one face. Product: decode and observe it: detection, mesh twice, \
eyes, both embeddings, with every crop between them. Raw: the same tensors, recorded once, through the same nets. Frames per \
CPU-second of this process; ratio = product / raw, round by round; rounds alternate, ${rounds} of ${seconds} s each after a warm-up; \
median and range of the rounds; p50 and p95 of a frame are wall time over all rounds.`;

/** How much of the time goes into the nets and not into what is around them: 1 would be nothing but nets. */
export async function benchFaceEngine(): Promise<Figure> {
  const jpeg = await takeFrame();
  const nets = await loadFaceNets();
  const { recorder, replay, counts } = record(nets);
  const seen = engineOn(recorder).observe(await decodeFrame(jpeg));
  if (seen.faces.length !== 1) throw new Error(`${seen.faces.length} faces were seen in the frame, not one.`);
  const engine = engineOn(nets);

  const frameMs: number[] = [];
  const observe = async () => {
    const begunAt = performance.now();
    engine.observe(await decodeFrame(jpeg));
    frameMs.push(performance.now() - begunAt);
  };
  const run = (work: () => Promise<void> | void) => (s: number) =>
    measure([process.pid], () => repeat(work, s * 1000));
  const measured = await alternate(
    [
      { name: 'observe', run: run(observe) },
      { name: 'rawNets', run: run(replay) },
    ],
    rounds,
    seconds,
  );
  const figures = measured.map(({ observe = 0, rawNets = 0 }) => ({
    observeCpuMs: 1000 / observe,
    rawNetsCpuMs: 1000 / rawNets,
    ratio: observe / rawNets,
  }));
  return {
    ...summarise('face', figures),
    unit: 'frames a CPU-second of the whole engine ÷ of its nets alone on the same tensors in the same round',
    absolute: {
      observeCpuMs: medianOf(figures, 'observeCpuMs'),
      rawNetsCpuMs: medianOf(figures, 'rawNetsCpuMs'),
      frameMsP50: short(quantile(frameMs, 0.5)),
      frameMsP95: short(quantile(frameMs, 0.95)),
    },
    method,
    checked: { faces: seen.faces.length, netRuns: counts(), modelId },
    machine: {
      cores: availableParallelism(),
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      kernel: release(),
      node: process.versions.node,
    },
  };
}

async function takeFrame(): Promise<Buffer> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api')), '../demo');
  const { file, ...cut } = photograph;
  return sharp(await readFile(join(folder, file)))
    .extract(cut)
    .resize(frame.width, frame.height)
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** Nets that remember what they were fed, and how to feed it to them again. */
function record(nets: FaceNets): { recorder: FaceNets; replay(): void; counts(): Record<string, number> } {
  const fed: { net: keyof FaceNets; values: Float32Array }[] = [];
  const keep = (net: keyof FaceNets, values: Float32Array) => void fed.push({ net, values: values.slice() });
  const recorder: FaceNets = {
    detect: (values) => (keep('detect', values), nets.detect(values)),
    findMesh: (values) => (keep('findMesh', values), nets.findMesh(values)),
    findEyes: (values) => (keep('findEyes', values), nets.findEyes(values)),
    embed: (values) => (keep('embed', values), nets.embed(values)),
    embedWide: (values) => (keep('embedWide', values), nets.embedWide(values)),
  };
  return {
    recorder,
    replay: () => {
      for (const { net, values } of fed) nets[net](values);
    },
    counts: () => {
      const runs: Record<string, number> = {};
      for (const { net } of fed) runs[net] = (runs[net] ?? 0) + 1;
      return runs;
    },
  };
}

/** Does the work again and again for `ms`; answers how often. */
async function repeat(work: () => Promise<void> | void, ms: number): Promise<number> {
  const until = performance.now() + ms;
  let times = 0;
  while (performance.now() < until) {
    await work();
    times += 1;
  }
  return times;
}
