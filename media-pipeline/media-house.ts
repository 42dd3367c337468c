import type { SourceKind, StepActor } from '../app/approval/version-life.ts';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import type { Db, Sql } from '../db/client.ts';

/** What the pipeline needs of the house. */
export type MediaHouse = {
  db: Db;
  sql: Sql;
  blobs: BlobStore;
  masterKey: Buffer;
  /** Where half-made lessons are kept; by default `<DATA_DIR>/scratch`. */
  scratchDir?: string;
};
/** A version that this worker makes now. */
export type Version = {
  id: string;
  sourceKind: SourceKind;
  sourceBlob: string;
  voiceBlob: string | null;
  groupMs: number;
  contentKey: Buffer;
  /** Its working folder. */
  scratchDir: string;
};

export const workerActor: StepActor = { role: 'worker', personId: null, institutionId: null };
