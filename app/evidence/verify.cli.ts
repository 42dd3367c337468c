import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readExport } from './read-export.ts';
import { verifyExport, type Crypto, type Verdict } from './verify-export.ts';

// npm run evidence:verify -- FILE [--key BASE64]: needs the file and nothing else; no database, no network.

const crypto: Crypto = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  verify: (publicKey, message, signature) => {
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
      return verify(null, Buffer.from(message), key, Buffer.from(signature, 'base64'));
    } catch {
      return false;
    }
  },
};

const minutes = (ms: number) => `${Math.floor(ms / 60_000)} min ${((ms % 60_000) / 1000).toFixed(3)} s`;
const mark = (held: boolean | null) => (held === null ? '–' : held ? '✓' : '✗');

function printVerdict(verdict: Verdict): void {
  for (const lesson of verdict.lessons) {
    const waiting = lesson.frontierMs - lesson.provenMs;
    const state = lesson.completed ? 'complete' : `of ${minutes(lesson.durationMs)}`;
    console.log(
      `lesson ${lesson.ordinal}: credited ${minutes(lesson.provenMs)} ${state}, waiting for a control ${minutes(waiting)}`,
    );
  }
  for (const hour of verdict.hours) {
    const conditions = Object.entries(hour.conditions).map(([clause, held]) => `${clause} ${mark(held)}`);
    const full =
      hour.creditedMs === hour.lengthMs ? 'full' : `${minutes(hour.creditedMs)} of ${minutes(hour.lengthMs)}`;
    console.log(
      `class hour ${hour.number}: ${full}, photographs ${hour.photographs}, live checks ${hour.faceChecks}, ${conditions.join(' ')}${hour.witnessed ? ', seen by a clerk: for the bureau to decide' : ''}`,
    );
  }
  console.log(`credited in all: ${minutes(verdict.creditedMs)} (${verdict.creditedMs} ms)`);
  console.log(`rows that hold: ${verdict.events}, signed up to row ${verdict.signedRows}`);
}

function main(args: string[]): number {
  const [path] = args.filter((arg) => !arg.startsWith('--'));
  const pinned = args.includes('--key') ? args[args.indexOf('--key') + 1] : undefined;
  if (!path) {
    console.error('Usage: npm run evidence:verify -- FILE [--key BASE64]');
    return 2;
  }
  const file = readExport(readFileSync(path, 'utf8'));
  const fingerprint = createHash('sha256')
    .update(Buffer.from(file.publicKey, 'base64'))
    .digest('hex')
    .slice(0, 32);
  console.log(
    `learner ${file.learnerId}, signed by key ${fingerprint}${pinned ? '' : ' (from the file: compare it with the published one)'}`,
  );
  const verdict = verifyExport({ ...file, publicKey: pinned ?? file.publicKey }, crypto);
  printVerdict(verdict);
  if (verdict.broken) {
    console.log(
      `BROKEN at row ${verdict.broken.row}: ${verdict.broken.why}. 第 ${verdict.broken.row} 条对不上。`,
    );
    return 1;
  }
  console.log('The log holds. 一致。');
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(`This file cannot be verified: ${(error as Error).message}.`);
  process.exitCode = 2;
}
