import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { publicKeyOf, signMessage } from '../../evidence/sign-checkpoint.server.ts';
import { csvLine } from '../../platform/csv-line.ts';
import { chinaDay } from '../class-day.ts';
import { writeRecord, type SupervisionAdapter } from './supervision-adapter.ts';

/**
 * Writes records into a folder of the day under `dir`: `records.jsonl`, the same as `records.csv`, and `manifest.json` with
 * the SHA-256 of both, signed (Ed25519). A batch that comes again adds nothing that is there.
 */
export function openFileAdapter(dir: string, masterKey: Buffer): SupervisionAdapter {
  return {
    name: 'file',
    batchMax: 5_000,
    nameBatch: (_firstSeq, nowMs) => chinaDay(nowMs),
    async deliver(day, records) {
      const folder = join(dir, day);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const lines = join(folder, 'records.jsonl');
      await dropTornLine(lines);
      const known = await readSeqs(lines);
      const fresh = records.filter(({ seq }) => !known.has(seq)).map((record) => `${writeRecord(record)}\n`);
      await appendFile(lines, fresh.join(''), { mode: 0o600, flush: true });
      await writeTable(lines, join(folder, 'records.csv'));
      await writeManifest(folder, day, masterKey);
      return { accepted: records.map(({ seq }) => seq), refused: [] };
    },
  };
}

/** What a killed writer left half-written is taken away. */
async function dropTornLine(path: string): Promise<void> {
  const size = await sizeOf(path);
  if (size === 0) return;
  const file = await open(path, 'r+');
  try {
    for (let end = size; end > 0;) {
      const start = Math.max(0, end - 65_536);
      const { buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
      const at = buffer.lastIndexOf(10);
      if (at !== -1 || start === 0) {
        const kept = at === -1 ? 0 : start + at + 1;
        if (kept < size) await file.truncate(kept);
        return;
      }
      end = start;
    }
  } finally {
    await file.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return 0;
      throw error;
    },
  );
}

async function* readLines(path: string): AsyncGenerator<string> {
  if ((await sizeOf(path)) === 0) return;
  yield* createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
}

async function readSeqs(path: string): Promise<Set<number>> {
  const seqs = new Set<number>();
  for await (const line of readLines(path)) seqs.add(Number(/^\{"seq":(\d+)/.exec(line)?.[1]));
  return seqs;
}

type Line = {
  seq: number;
  kind: string;
  at: string;
  sha256: string;
  person: { name: string; idNumber: string | null } | null;
  payload: Record<string, unknown>;
};

/** The same records as a table, for whoever loads them by hand. */
async function writeTable(lines: string, path: string): Promise<void> {
  const part = `${path}.part`;
  const head = ['seq', 'kind', 'at', 'class', 'name', 'id_number', 'payload', 'sha256'];
  await writeFile(part, `\ufeff${csvLine(head)}`, { mode: 0o600 });
  let rows: string[] = [];
  for await (const text of readLines(lines)) {
    const { seq, kind, at, sha256, person, payload } = JSON.parse(text) as Line;
    const fields = [kind, at, String(payload['classId']), person?.name ?? null, person?.idNumber ?? null];
    rows.push(csvLine([seq, ...fields, JSON.stringify(payload), sha256]));
    if (rows.length < 1_000) continue;
    await appendFile(part, rows.join(''));
    rows = [];
  }
  await appendFile(part, rows.join(''), { flush: true });
  await rename(part, path);
}

async function writeManifest(folder: string, day: string, masterKey: Buffer): Promise<void> {
  const files = [];
  for (const name of ['records.jsonl', 'records.csv']) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk as Buffer);
    files.push({ name, bytes: await sizeOf(join(folder, name)), sha256: hash.digest('hex') });
  }
  const seqs = [...(await readSeqs(join(folder, 'records.jsonl')))];
  const signed = JSON.stringify({
    ...{ day, records: seqs.length, firstSeq: Math.min(...seqs), lastSeq: Math.max(...seqs), files },
  });
  const signature = signMessage(masterKey, `supervision-manifest ${signed}`).toString('base64');
  const manifest = { signed, signature, publicKey: publicKeyOf(masterKey) };
  const part = join(folder, 'manifest.json.part');
  await writeFile(part, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(part, join(folder, 'manifest.json'));
}
