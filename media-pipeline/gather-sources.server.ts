import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import { ladder } from './ladder.ts';
import type { LessonScript } from './lesson-script.ts';
import { PlainFailure } from './plain-failure.ts';
import { promptVoice } from './prompt.server.ts';
import { readScript } from './read-script.ts';
import type { Drawings } from './slide-page.ts';
import { slideStyle } from './slide-style.ts';
import { voices } from './voice.server.ts';

export const coursesDir = fileURLToPath(new URL('./courses', import.meta.url));
export const drawingsDir = fileURLToPath(new URL('./drawings', import.meta.url));

/** Everything a lesson is made from; `hash` (hex) changes when any of it does. */
export type Sources = { script: LessonScript; drawings: Drawings; hash: string };

/** Reads the script that lies in the store under `key`, and its drawings. Errors: `PlainFailure` naming what is missing or wrong. */
export async function gatherSources(blobs: BlobStore, key: string): Promise<Sources> {
  const found = await blobs.get(key).catch(() => {
    throw new PlainFailure('没有找到课文。', 'The script is not there.');
  });
  return readSources(found.toString('utf8'));
}

/** The hash (hex) of everything that a script would be made from. Errors: `PlainFailure` naming what is missing or wrong. */
export async function hashSources(markdown: string): Promise<string> {
  return (await readSources(markdown)).hash;
}

async function readSources(markdown: string): Promise<Sources> {
  const script = readScript(markdown);
  const drawings = new Map<string, string>();
  const hash = createHash('sha256').update(
    JSON.stringify([markdown, slideStyle, voices, promptVoice, ladder]),
  );
  for (const { drawing } of script.slides) {
    if (drawing === null || drawings.has(drawing)) continue;
    const svg = await readFile(join(drawingsDir, `${drawing}.svg`), 'utf8').catch(() => {
      throw new PlainFailure(`没有找到图 ${drawing}。`, `There is no drawing ${drawing}.`);
    });
    drawings.set(drawing, svg);
    hash.update(`${drawing} ${svg}`);
  }
  return { script, drawings, hash: hash.digest('hex') };
}
