import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rendition } from '../db/schema/version.ts';

/** Plain segments of the rungs, `<dir>/<name>/<n>.ts`, each as long as its list says. */
export type Composed = Pick<Rendition, 'name' | 'width' | 'height' | 'segmentsMs'>[];

/** Reads what lists a run left in `dir`, and that each segment of them is there. Errors: one is not. */
export async function listSegments(
  dir: string,
  rungs: readonly Pick<Rendition, 'name' | 'width' | 'height'>[],
): Promise<Composed> {
  const composed: Composed = [];
  for (const { name, width, height } of rungs) {
    const segmentsMs = readDurations(await readFile(join(dir, name, 'list.m3u8'), 'utf8'));
    if (segmentsMs.length === 0) throw new Error(`no segment of ${name} was made`);
    for (const n of segmentsMs.keys())
      if ((await stat(join(dir, name, `${n}.ts`))).size === 0)
        throw new Error(`segment ${n} of ${name} is empty`);
    composed.push({ name, width, height, segmentsMs });
  }
  return composed;
}

/** The durations of a media playlist, ms. */
function readDurations(playlist: string): number[] {
  return Array.from(playlist.matchAll(/#EXTINF:([\d.]+)/g), (found) => Math.round(Number(found[1]) * 1000));
}
