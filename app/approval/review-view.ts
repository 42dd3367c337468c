import type { VersionFlag } from '../../db/schema/version.ts';
import type { Role } from '../../db/schema/identity.ts';
import type { LineChange } from './compare-texts.ts';
import type { FileChanges, QuestionChanges } from './compare-versions.ts';
import type { Checklist, ReviewDecision } from './review-rules.ts';
import type { VideoState } from './version-life.ts';
import type { HitClass } from './withdraw-version.server.ts';

/** Who looks: no person is told more than the role may see. */
export type Viewer = { personId: string; role: Role; institutionId: string };

/** `waiting`: to be decided. `settled`: approved, published, withdrawn. `back`: returned, rejected. */
export const queueTabs = ['waiting', 'settled', 'back'] as const;
export type QueueTab = (typeof queueTabs)[number];
export const tabStates: Record<QueueTab, readonly VideoState[]> = {
  waiting: ['submitted'],
  settled: ['approved', 'published', 'withdrawn'],
  back: ['returned', 'rejected'],
};

/** A version in the list. */
export type QueuedVersion = {
  id: string;
  title: string;
  occupation: string;
  number: number;
  state: VideoState;
  durationMs: number;
  submittedMs: number;
  institution: string | null;
  flags: number;
  approvals: number;
  /** Brought by this person or institution: others decide (H10). */
  isOwn: boolean;
  /** This person has decided already and waits for another. */
  isMine: boolean;
  approvalDocument: string | null;
};
export type OccupationCount = { id: string; name: string; count: number };

export type SeenQuestion = {
  id: string;
  kind: 'text' | 'picture';
  fromMs: number;
  ask: string;
  right: string;
  wrong: string[];
};
/** A question of the check at the lesson's end. */
export type SeenCheck = { number: number; ask: string; right: string; wrong: string[]; why: string };
export type SeenNote = {
  id: string;
  atMs: number;
  words: string;
  by: string;
  notedMs: number;
  isMine: boolean;
};
export type SeenReview = {
  by: string;
  institution: string;
  decision: ReviewDecision;
  documentNumber: string | null;
  reason: string;
  checklist: Partial<Checklist>;
  decidedMs: number;
};

/** What this version changes of the one that was approved before it. */
export type VersionChanges = {
  number: number;
  durationMs: number;
  isSameSource: boolean;
  files: FileChanges;
  questions: QuestionChanges;
  check: QuestionChanges;
  /** By text: changed lines with a little of what stayed around them; null: something is left out. */
  texts: { name: 'subtitles.vtt' | 'transcript.txt'; lines: (LineChange | null)[] }[];
};

/** Everything of a version that this person may see. */
export type ReviewedVersion = {
  id: string;
  title: string;
  occupation: string;
  number: number;
  state: VideoState;
  institution: string | null;
  uploadedBy: string | null;
  submittedMs: number | null;
  publishedMs: number | null;
  withdrawnMs: number | null;
  approvalDocument: string | null;
  durationMs: number;
  contentSha256: string;
  source: { kind: 'video' | 'script'; name: string; bytes: number; sha256: string };
  outline: { plannedMinutes: number | null; standardItem: string | null; tags: string[] };
  licence: string;
  portraitRights: string;
  flags: VersionFlag[];
  reviews: SeenReview[];
  notes: SeenNote[];
  needed: number;
  isOwn: boolean;
  /** What may be watched; null: this version is not shown to this person. */
  media: {
    renditions: { name: '240p' | '360p' | '720p'; width: number; height: number }[];
    files: string[];
    transcript: string;
    /** How many segments the lowest rendition has: the storyboard is laid by them. */
    segments: number;
    questions: SeenQuestion[];
    check: SeenCheck[];
    changes: VersionChanges | null;
  } | null;
  may: { decide: boolean; publish: boolean; withdraw: boolean };
  /** Whom a withdrawal hits; empty unless it may be withdrawn. */
  hits: HitClass[];
};

/** Whether an approval is the demonstration's and none of an office. */
export function isDemoDocument(document: string | null): boolean {
  return document?.includes('演示') ?? false;
}
