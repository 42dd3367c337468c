import type { ClockReading } from '../platform/clock.ts';
import { canonical } from './canonical.ts';

/** Version of the union of content events. */
export const contentEventVersion = 1;

/** One step in the life of a video version, with who took it and why (P011). */
export type ContentStep = {
  kind: 'version_step';
  step: string;
  from: string | null;
  to: string;
  actorId: string | null;
  actorRole: string;
  actorInstitutionId: string | null;
  reason: string;
  /** What the step is about, so that a reader needs no database: hashes, numbers, length, bytes. */
  facts: Record<string, string | number | null>;
};
export type ContentEvent =
  | ContentStep
  /** An approval that still needs another one. */
  | {
      kind: 'version_reviewed';
      decision: string;
      actorId: string;
      actorRole: string;
      actorInstitutionId: string | null;
      reason: string;
      facts: Record<string, string | number | null>;
    };

/** An event as it stands in the chain of its version. */
export type ChainedContentEvent = ContentEvent & {
  v: number;
  videoVersionId: string;
  seq: number;
  /** SHA-256 of the row before, hex; 64 zeros for the first. */
  prev: string;
  at: ClockReading;
};

/** A row of a version's chain as it is stored and exported; the signature in base64. */
export type ContentRow = { seq: number; body: string; hash: string; signature: string; keyVersion: number };

/** The end of a version's chain as it was signed for one export: what comes after it did not exist then. */
export type ContentHead = {
  videoVersionId: string;
  seq: number;
  hash: string;
  signedAt: ClockReading;
  keyVersion: number;
  signature: string;
};
/** The chain of one version in an export. */
export type ExportedContent = { videoVersionId: string; rows: ContentRow[]; heads: ContentHead[] };

/** The bytes that the signature of a row signs. */
export function contentMessage(
  videoVersionId: string,
  seq: number,
  hash: string,
  keyVersion: number,
): string {
  return canonical({ zhenxue: 'content', videoVersionId, seq, hash, keyVersion });
}

/** The bytes that the signature of a chain's end signs. */
export function contentHeadMessage(head: Omit<ContentHead, 'signature'>): string {
  const { videoVersionId, seq, hash, signedAt, keyVersion } = head;
  return canonical({ zhenxue: 'content-head', videoVersionId, seq, hash, signedAt, keyVersion });
}
