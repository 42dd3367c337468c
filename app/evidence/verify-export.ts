import { canonical } from './canonical.ts';
import { checkApproved } from './check-approved.ts';
import { checkBank } from './check-bank.ts';
import { walkChain, type BrokenRow, type ExportedRow } from './check-chain.ts';
import { checkContent, type JudgedContent } from './check-content.ts';
import type { ExportedContent } from './content-event.ts';
import type { Crypto } from './crypto.ts';
import { eventVersion, type ChainedEvent } from './event.ts';
import { countedLessons, judgeClassHours, type JudgedHour } from './judge-class-hours.ts';
import { replayEvent } from './replay-event.ts';
import { emptyReplay, type ReplayedLesson, type ReplayedTest } from './replay-state.ts';
import type { BankOutline } from './test-event.ts';

/** A signed chain head. */
export type ExportedCheckpoint = {
  seq: number;
  hash: string;
  signedAtMs: number;
  keyVersion: number;
  signature: string;
};
/** An export as its file holds it, line by line. */
export type EvidenceExport = {
  learnerId: string;
  publicKey: string;
  rows: ExportedRow[];
  checkpoints: ExportedCheckpoint[];
  /** The chain of every video version that a lease names. */
  contents: ExportedContent[];
  /** The outline of every bank that a judged test was drawn from. */
  banks: BankOutline[];
};

export type Verdict = {
  broken: BrokenRow | null;
  /** Events that hold, up to the first broken one. */
  events: number;
  lessons: ReplayedLesson[];
  creditedMs: number;
  hours: JudgedHour[];
  /** Rows covered by the newest good checkpoint. */
  signedRows: number;
  /** What the export proves of each video version. */
  contents: JudgedContent[];
  /** Every try at a final test, with the result that its answers come to. */
  tests: ReplayedTest[];
};

/** The bytes that a checkpoint signs. */
export function checkpointMessage(learnerId: string, point: Omit<ExportedCheckpoint, 'signature'>): string {
  const { seq, hash, signedAtMs, keyVersion } = point;
  return canonical({ zhenxue: 'checkpoint', learnerId, seq, hash, signedAtMs, keyVersion });
}

/**
 * A checkpoint that does not hold breaks the row it signs; a missing end breaks the row after the last, and so does an
 * end that nobody signed: an export is signed to its last row.
 */
function checkCheckpoints(
  file: EvidenceExport,
  crypto: Crypto,
): { broken: BrokenRow | null; signedRows: number } {
  let signedRows = 0;
  for (const point of file.checkpoints) {
    const { signature, ...signed } = point;
    if (!crypto.verify(file.publicKey, checkpointMessage(file.learnerId, signed), signature)) {
      return {
        broken: { row: point.seq, why: 'the signature of its checkpoint is not by this key' },
        signedRows,
      };
    }
    if (point.seq > file.rows.length) {
      return {
        broken: { row: file.rows.length + 1, why: `rows up to ${point.seq} were signed and are missing` },
        signedRows,
      };
    }
    if (file.rows[point.seq - 1]?.hash !== point.hash) {
      return { broken: { row: point.seq, why: 'it is not the row that was signed' }, signedRows };
    }
    signedRows = Math.max(signedRows, point.seq);
  }
  if (signedRows < file.rows.length) {
    return { broken: { row: signedRows + 1, why: 'it is not signed' }, signedRows };
  }
  return { broken: null, signedRows };
}

/**
 * Verifies chains, signatures and every decision, of the learner and of the videos that were studied, and recomputes the
 * credit, from nothing but the export (I8, P011).
 */
export function verifyExport(file: EvidenceExport, crypto: Crypto): Verdict {
  const contents = file.contents.map((one) => checkContent(one, file.publicKey, crypto));
  const contentOf = new Map(contents.map((one) => [one.videoVersionId, one]));
  const signed = checkCheckpoints(file, crypto);
  const replay = emptyReplay();
  let events = 0;
  const take = (event: ChainedEvent): string | null => {
    if (event.learnerId !== file.learnerId) return 'it belongs to another learner';
    if (signed.broken && event.seq >= signed.broken.row) return signed.broken.why;
    const why =
      replayEvent(replay, event, crypto.sha256) ??
      checkApproved(contentOf, replay, event) ??
      checkBank(file.banks, replay, event, crypto.sha256);
    if (why === null) events++;
    return why;
  };
  const broken = walkChain<ChainedEvent>(eventVersion, crypto.sha256, take)(file.rows) ?? signed.broken;
  const lessons = countedLessons(replay).sort((a, b) => a.ordinal - b.ordinal);
  const creditedMs = lessons.reduce((sum, lesson) => sum + lesson.provenMs, 0);
  return {
    broken: broken ?? contents.find((one) => one.broken)?.broken ?? null,
    events,
    lessons,
    creditedMs,
    hours: judgeClassHours(replay),
    signedRows: signed.signedRows,
    contents,
    tests: [...replay.tests].map(([paperId, test]) => ({
      ...test,
      photographs: replay.photographs.get(`test/${paperId}`) ?? 0,
    })),
  };
}
