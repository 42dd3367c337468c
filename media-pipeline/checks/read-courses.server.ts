import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PlainFailure } from '../plain-failure.ts';
import { readScript } from '../read-script.ts';
import type { Measured } from './check-extent.ts';
import type { Fact, Unsourced } from './list-stated.ts';
import type { Term } from './check-terms.ts';
import { lineOf, type Finding, type ScriptFile } from './finding.ts';
import { outlineWire, type Outline } from './outline.ts';

const factsWire = z.array(
  z.strictObject({
    key: z.string().regex(/^[a-z0-9-]+$/),
    words: z.array(z.string().min(1)).min(1),
    says: z.array(z.string().min(1)).optional(),
    value: z.array(z.number()).min(1),
    unit: z.string().min(1),
    source: z.strictObject({ title: z.string().min(1), year: z.int() }),
  }),
);
const glossaryWire = z.array(
  z.strictObject({
    term: z.string().min(1),
    plain: z.string().min(1),
    explainedBy: z.array(z.string().min(1)).min(1),
  }),
);
const unsourcedWire = z.array(z.strictObject({ says: z.string().min(2), why: z.enum(['aside', 'review']) }));
const measuredWire = z.record(
  z.string(),
  z.strictObject({ measuredMs: z.int().positive(), estimatedMs: z.int().positive() }),
);
const unfinishedWire = z.array(z.string());

/** The courses folder as it lies on disk. Scripts that cannot be read are among `broken`. */
export type Courses = {
  outline: Outline;
  facts: Fact[];
  unsourced: Unsourced[];
  measured: Measured;
  glossary: Term[];
  unfinished: string[];
  drawings: Set<string>;
  files: ScriptFile[];
  broken: Finding[];
};

/** Reads scripts, outline, facts and glossary. Errors: zod's, when one of the lists has a wrong shape. */
export async function readCourses(coursesDir: string, drawingsDir: string): Promise<Courses> {
  const read = (name: string) => readFile(join(coursesDir, name), 'utf8');
  const files: ScriptFile[] = [];
  const broken: Finding[] = [];
  for (const folder of await readdir(coursesDir, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    for (const file of (await readdir(join(coursesDir, folder.name))).sort()) {
      const name = `${folder.name}/${file.replace(/\.md$/, '')}`;
      const markdown = await read(join(folder.name, file));
      try {
        files.push({ name, markdown, script: readScript(markdown) });
      } catch (error) {
        if (!(error instanceof PlainFailure)) throw error;
        broken.push(placeFailure(name, markdown, error));
      }
    }
  }
  return {
    outline: outlineWire.parse(JSON.parse(await read('outline.json'))),
    facts: factsWire.parse(JSON.parse(await read('facts.json'))),
    unsourced: unsourcedWire.parse(parse(await read('unsourced.yaml')) ?? []),
    measured: measuredWire.parse(JSON.parse(await read('measured.json'))),
    glossary: glossaryWire.parse(parse(await read('glossary.yaml'))),
    unfinished: unfinishedWire.parse(parse(await read('unfinished.yaml')) ?? []),
    drawings: new Set((await readdir(drawingsDir)).map((name) => name.replace(/\.svg$/, ''))),
    files,
    broken,
  };
}

/** Where a script cannot be read: the line that the failure names, or that its sentence stands in. */
export function placeFailure(name: string, markdown: string, { zh, en, sentence }: PlainFailure): Finding {
  const named = /[Ll]ine (\d+)/.exec(en)?.[1];
  const line = named === undefined ? lineOf(markdown, sentence) : Number(named);
  const words = named === undefined ? sentence : (markdown.split('\n')[line - 1] ?? '').trim();
  return { name, line, sentence: words, say: `${en} ${zh}` };
}
