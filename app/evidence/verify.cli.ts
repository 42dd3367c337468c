import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BrokenRow } from './check-chain.ts';
import { checkContent, type JudgedContent } from './check-content.ts';
import type { Crypto } from './crypto.ts';
import { readContentExport, readExport } from './read-export.ts';
import { verifyExport, type Verdict } from './verify-export.ts';

// npm run evidence:verify -- FILE [--key BASE64]: needs the file and nothing else; no database, no network. A learner's
// export, or that of one video version.

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

const day = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** What was approved, by whom, and from when to when learners got it (P011). */
function printContent(content: JudgedContent): void {
  const { videoVersionId, contentSha256, approval, approvers, publishedAt, withdrawnAt } = content;
  const by = approvers
    .map((one) => `${one.personId} of ${one.institutionId ?? 'no institution'}`)
    .join(' and ');
  const parts = [
    contentSha256 ? `bytes ${contentSha256.slice(0, 16)}…` : 'never handed in',
    approval
      ? `approved under document ${approval.documentNumber}, by ${by}, on ${day(approval.at.wallMs)}`
      : 'not approved',
    publishedAt ? `published ${day(publishedAt.wallMs)}` : 'not published',
    ...(withdrawnAt ? [`withdrawn ${day(withdrawnAt.wallMs)}`] : []),
  ];
  console.log(
    `video version ${videoVersionId}: ${parts.join(', ')} (UTC), rows that hold: ${content.events}`,
  );
}

/** The last line, and the exit code. */
function conclude(broken: BrokenRow | null): number {
  if (!broken) {
    console.log('The log holds. 一致。');
    return 0;
  }
  const { row, why, videoVersionId } = broken;
  console.log(
    videoVersionId
      ? `BROKEN at video version ${videoVersionId} row ${row}: ${why}. 视频版本 ${videoVersionId} 第 ${row} 条对不上。`
      : `BROKEN at row ${row}: ${why}. 第 ${row} 条对不上。`,
  );
  return 1;
}

function printVerdict(verdict: Verdict): void {
  for (const content of verdict.contents) printContent(content);
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
  for (const { opened, answers, right, passed, endedBy, photographs, witnessed } of verdict.tests) {
    const given = answers.filter((choice) => choice !== null).length;
    const result = right === null ? 'not judged yet' : `${right} right, ${passed ? 'passed' : 'not passed'}`;
    console.log(
      `final test, try ${opened.attempt}: ${given} of ${opened.questions} answered, ${result}${endedBy === 'expired' ? ', its time was over' : ''}, photographs ${photographs}${witnessed ? ', seen by a clerk: for the bureau to decide' : ''}`,
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
  const text = readFileSync(path, 'utf8');
  const file = readContentExport(text) ?? readExport(text);
  const fingerprint = createHash('sha256')
    .update(Buffer.from(file.publicKey, 'base64'))
    .digest('hex')
    .slice(0, 32);
  const subject = 'learnerId' in file ? `learner ${file.learnerId}` : `video version ${file.videoVersionId}`;
  console.log(
    `${subject}, signed by key ${fingerprint}${pinned ? '' : ' (from the file: compare it with the published one)'}`,
  );
  const publicKey = pinned ?? file.publicKey;
  if ('learnerId' in file) {
    const verdict = verifyExport({ ...file, publicKey }, crypto);
    printVerdict(verdict);
    return conclude(verdict.broken);
  }
  const judged = checkContent(file.content, publicKey, crypto);
  printContent(judged);
  return conclude(judged.broken);
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(`This file cannot be verified: ${(error as Error).message}.`);
  process.exitCode = 2;
}
