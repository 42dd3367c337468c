import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { parse } from 'yaml';
import { z } from 'zod';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import { spokenNumbers, type ControlsManifest } from './controls-manifest.ts';
import { drawingsDir } from './gather-sources.server.ts';
import { PlainFailure } from './plain-failure.ts';
import { promptVoice, speakPrompts } from './prompt.server.ts';
import { findUnreadable } from './read-aloud.ts';
import { writeWhole } from './write-numbers.ts';

const name = z.string().regex(/^[a-z0-9-]{1,40}$/);
const picturesShape = z
  .array(z.strictObject({ drawing: name, say: z.string().min(1), confusedWith: z.array(name).default([]) }))
  .min(4);
const sentencesShape = z.record(name, z.string().min(1));
/** Pictures are square, px. */
const side = 320;

type Sources = {
  pictures: z.infer<typeof picturesShape>;
  sentences: Record<string, string>;
  svgs: Map<string, Buffer>;
};

/**
 * Makes the pictures, spoken numbers and sentences that all lessons share, and `controls/manifest.json` last.
 * Does nothing when the manifest was made from the same sources. Errors: `PlainFailure` naming what is wrong.
 */
export async function prepareControls(
  { blobs }: { blobs: BlobStore },
  on: { signal?: AbortSignal } = {},
): Promise<ControlsManifest> {
  const sources = await readSources();
  const sourceSha256 = hashSources(sources);
  const known = await blobs.get('controls/manifest.json').catch(() => null);
  if (known) {
    const manifest = JSON.parse(known.toString('utf8')) as ControlsManifest;
    if (manifest.sourceSha256 === sourceSha256) return manifest;
  }
  const numbers = [...spokenNumbers];
  for (const { drawing } of sources.pictures) {
    const svg = sources.svgs.get(drawing) ?? Buffer.alloc(0);
    const picture = sharp(svg, { density: 144 }).resize(side, side, {
      fit: 'contain',
      background: '#FFFFFF',
    });
    const png = await picture.flatten({ background: '#FFFFFF' }).png({ palette: true }).toBuffer();
    await blobs.put(`controls/pictures/${drawing}.png`, png);
  }
  const prompts = [
    ...sources.pictures.map(({ drawing, say }) => ({
      key: `pictures/${drawing}`,
      text: `请点：${say}。${say}。`,
    })),
    ...numbers.map((n) => ({
      key: `numbers/${n}`,
      text: `请按：${writeWhole(`${n}`)}。${writeWhole(`${n}`)}。`,
    })),
    ...Object.entries(sources.sentences).map(([name, text]) => ({ key: `sentences/${name}`, text })),
  ];
  const half = Math.ceil(prompts.length / 2);
  const makeAll = async (part: typeof prompts) => {
    const sounds = await speakPrompts(
      part.map(({ text }) => text),
      on.signal,
    );
    for (const [i, { key }] of part.entries())
      await blobs.put(`controls/${key}.mp3`, sounds[i] ?? Buffer.alloc(0));
  };
  await Promise.all([makeAll(prompts.slice(0, half)), makeAll(prompts.slice(half))]);
  const manifest: ControlsManifest = {
    sourceSha256,
    pictures: sources.pictures,
    numbers,
    sentences: sources.sentences,
  };
  await blobs.put('controls/manifest.json', Buffer.from(JSON.stringify(manifest)));
  return manifest;
}

async function readSources(): Promise<Sources> {
  const pictures = await readYaml('controls/pictures.yaml', picturesShape);
  const sentences = await readYaml('sentences.yaml', sentencesShape);
  const svgs = new Map<string, Buffer>();
  for (const { drawing, confusedWith } of pictures)
    for (const named of [drawing, ...confusedWith]) {
      if (svgs.has(named)) continue;
      const svg = await readFile(join(drawingsDir, `${named}.svg`)).catch(() => {
        throw new PlainFailure(`没有找到图 ${named}。`, `There is no drawing ${named}.`);
      });
      svgs.set(named, svg);
    }
  for (const say of [...pictures.map((picture) => picture.say), ...Object.values(sentences)]) {
    const unreadable = findUnreadable(say);
    if (unreadable) throw new PlainFailure(`“${unreadable}”读不出来。`, `"${unreadable}" cannot be spoken.`);
  }
  return { pictures, sentences, svgs };
}

async function readYaml<T>(path: string, shape: z.ZodType<T>): Promise<T> {
  const source = await readFile(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
  const found = shape.safeParse(parse(source));
  if (found.success) return found.data;
  const where = found.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new PlainFailure(`${path} 要改：${where}。`, `${path} needs: ${where}.`);
}

function hashSources({ pictures, sentences, svgs }: Sources): string {
  const hash = createHash('sha256').update(
    JSON.stringify([pictures, sentences, spokenNumbers, promptVoice, side]),
  );
  for (const [name, svg] of [...svgs].sort()) hash.update(`${name}\0`).update(svg);
  return hash.digest('hex');
}
