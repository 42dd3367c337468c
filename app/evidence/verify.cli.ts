import { createPublicKey, hash, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BrokenRow } from './check-chain.ts';
import { checkProof, checkProofLedger } from './check-proof.ts';
import { checkContent, type JudgedContent } from './check-content.ts';
import type { Crypto } from './crypto.ts';
import { readContentExport, readExport } from './read-export.ts';
import { readProofFile, type ProofFile } from './study-proof.ts';
import { verifyExport, type EvidenceExport, type Verdict } from './verify-export.ts';

// npm run evidence:verify -- [FILE] [--proof FILE] [--key BASE64]: needs the files and nothing else; no database, no
// network. A learner's export, or that of one video version; a study proof by itself, or against its learner's export.

const crypto: Crypto = {
  sha256: (text) => hash('sha256', text),
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
      `class hour ${hour.number}: ${full}, photographs ${hour.photographs}, live checks ${hour.faceChecks}, ${conditions.join(' ')}${hour.witnessed ? `, seen by a clerk: ${sayDecision(hour.accepted)}` : ''}`,
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

function sayDecision(accepted: boolean | null): string {
  if (accepted === null) return 'for the bureau to decide';
  return accepted ? 'accepted by the bureau' : 'refused by the bureau';
}

/** A proof by itself, and against the export where there is one that holds; the exit code. */
function verifyProof(proof: ProofFile, publicKey: string, file: EvidenceExport | null): number {
  const { body, why } = checkProof(proof, publicKey, crypto);
  if (body) {
    const { onlineTheory, inPersonTheory, practice } = body.hours;
    console.log(
      `study proof ${body.number} of ${body.holder.name} ${body.holder.idNumber}, issued ${body.issuedOn}: class hours online ${onlineTheory}, theory in person ${inPersonTheory}, practice ${practice}; in person by the attendance kept by the server, not in this log`,
    );
  }
  if (why !== null || body === null) {
    console.log(`BROKEN at the proof: ${why ?? 'it is no study proof'}. 这份证明对不上。`);
    return 1;
  }
  if (!file) {
    console.log('The proof holds by itself; its log is not here. 证明本身一致,没有日志可对。');
    return 0;
  }
  const { broken, isRevoked } = checkProofLedger(body, crypto.sha256(proof.body), file, crypto.sha256);
  if (isRevoked) console.log('The proof was declared void later. 这份证明后来作废了。');
  if (!broken) console.log(`The proof rests on rows 1 to ${body.basis.ledger.seq}. 证明与日志一致。`);
  return broken ? conclude(broken) : isRevoked ? 1 : 0;
}

/** The value after a flag. */
const valueOf = (args: string[], flag: string) =>
  args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined;

function main(args: string[]): number {
  const flags = ['--key', '--proof'];
  const [path] = args.filter((arg, i) => !arg.startsWith('--') && !flags.includes(args[i - 1] ?? ''));
  const pinned = valueOf(args, '--key');
  const proofPath = valueOf(args, '--proof');
  if (!path && !proofPath) {
    console.error('Usage: npm run evidence:verify -- [FILE] [--proof FILE] [--key BASE64]');
    return 2;
  }
  const proof = proofPath === undefined ? null : readProofFile(readFileSync(proofPath, 'utf8'));
  const text = path === undefined ? null : readFileSync(path, 'utf8');
  const file = text === null ? null : (readContentExport(text) ?? readExport(text));
  const publicKey = pinned ?? file?.publicKey ?? proof?.publicKey ?? '';
  const fingerprint = hash('sha256', Buffer.from(publicKey, 'base64')).slice(0, 32);
  const subject = !file
    ? 'a study proof'
    : 'learnerId' in file
      ? `learner ${file.learnerId}`
      : `video version ${file.videoVersionId}`;
  console.log(
    `${subject}, signed by key ${fingerprint}${pinned ? '' : ' (from the file: compare it with the published one)'}`,
  );
  if (!file) return verifyProof(proof as ProofFile, publicKey, null);
  if ('learnerId' in file) {
    const verdict = verifyExport({ ...file, publicKey }, crypto);
    printVerdict(verdict);
    const code = conclude(verdict.broken);
    return proof === null || code > 0 ? code : verifyProof(proof, publicKey, file);
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
