import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sourceKinds, videoStates } from '../../app/approval/version-life.ts';
import { lesson } from './catalogue.ts';
import { at, bytes, ms } from './columns.ts';
import { institution, person } from './identity.ts';

/** One rung of the HLS ladder as it was measured after encryption. */
export type Rendition = {
  name: '240p' | '360p' | '720p';
  bandwidth: number;
  width: number;
  height: number;
  codecs: string;
  /** Duration of every segment in ms, in order; segment n is `<name>/<n>.ts`. */
  segmentsMs: number[];
};

/** The exact bytes learners get. Immutable once processed (P011, I-A14). */
export const videoVersion = pgTable(
  'video_version',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lesson.id),
    number: integer('number').notNull(),
    state: text('state', { enum: videoStates }).notNull(),
    /** What the worker is doing now, and how far it is, 0–100. */
    step: text('step').notNull().default('waiting'),
    stepPct: integer('step_pct').notNull().default(0),
    failure: text('failure'),
    /** What it is made from: a video that was uploaded, or a text that the pipeline speaks and draws. */
    sourceKind: text('source_kind', { enum: sourceKinds }).notNull().default('script'),
    /** Blob of the source, with its hash and size; the name it had with its author, shown as text only. */
    sourceBlob: text('source_blob'),
    sourceSha256: bytes('source_sha256'),
    sourceBytes: ms('source_bytes'),
    sourceName: text('source_name'),
    /** Blob of a human voice that is heard instead of the synthetic one; scripts only. */
    voiceBlob: text('voice_blob'),
    /** Whose it is and who brought it (nobody: the platform itself). They never approve it (H10). */
    institutionId: uuid('institution_id').references(() => institution.id),
    uploadedBy: uuid('uploaded_by').references(() => person.id),
    /** Under which licence it may be shown, and who agreed to be seen in it. */
    licence: text('licence').notNull().default(''),
    portraitRights: text('portrait_rights').notNull().default(''),
    /** What the reviewer has to look at: black, silent. Found by verify-output. */
    flags: jsonb('flags').$type<VersionFlag[]>().notNull().default([]),
    /** What probe found in an uploaded video; null for scripts. */
    probe: jsonb('probe').$type<ProbedVideo>(),
    /** Creditable length: the shortest rendition as measured, floored, less 300 ms for container rounding. */
    durationMs: ms('duration_ms'),
    renditions: jsonb('renditions').$type<Rendition[]>(),
    /** Segments a key group: 30 s of media share one key. */
    groupMs: integer('group_ms').notNull().default(30_000),
    segmentMs: integer('segment_ms').notNull().default(4_000),
    /** 32-byte content key sealed by the master key; group keys are derived from it. */
    contentKeySealed: bytes('content_key_sealed'),
    /** SHA-256 over the sorted list of (path, SHA-256) of everything learners can fetch. */
    contentSha256: bytes('content_sha256'),
    approvalDocument: text('approval_document'),
    createdAt: at('created_at').notNull().defaultNow(),
    submittedAt: at('submitted_at'),
    approvedAt: at('approved_at'),
    publishedAt: at('published_at'),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    unique('video_version_number').on(t.lessonId, t.number),
    index('video_version_state').on(t.state, t.submittedAt),
  ],
);

/** A stretch that a reviewer has to look at. */
export type VersionFlag = { kind: 'black' | 'silent'; fromMs: number; toMs: number };

/** An uploaded video as ffprobe measured it. */
export type ProbedVideo = {
  container: 'mov' | 'matroska' | 'mpegts';
  durationMs: number;
  /** As it is shown: rotation applied. */
  width: number;
  height: number;
  framesPerS: number;
  videoCodec: string;
  audioCodec: string;
  audioChannels: number;
};

/** The manifest of a version: everything that is approved, by path below `media/<videoVersionId>/`. */
export const versionFile = pgTable(
  'version_file',
  {
    videoVersionId: uuid('video_version_id')
      .notNull()
      .references(() => videoVersion.id),
    path: text('path').notNull(),
    sha256: bytes('sha256').notNull(),
    bytes: ms('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.videoVersionId, t.path] })],
);

/** A one-tap question about what was just said; belongs to the approved bytes. */
export const controlQuestion = pgTable('control_question', {
  id: uuid('id').primaryKey().defaultRandom(),
  videoVersionId: uuid('video_version_id')
    .notNull()
    .references(() => videoVersion.id),
  /** `text`: one-tap words. `picture`: `right` and `wrong` name drawings of the shared pictures. */
  kind: text('kind', { enum: ['text', 'picture'] })
    .notNull()
    .default('text'),
  /** May be asked once the frontier is here. */
  fromMs: ms('from_ms').notNull(),
  ask: text('ask').notNull(),
  right: text('right').notNull(),
  wrong: text('wrong').array().notNull(),
  /** Blob of the spoken prompt (MP3). */
  audioBlob: text('audio_blob').notNull(),
});

/** A question of the check at the end of a lesson: with those of its other lessons, the bank of a course (P076). */
export const theoryQuestion = pgTable(
  'theory_question',
  {
    videoVersionId: uuid('video_version_id')
      .notNull()
      .references(() => videoVersion.id),
    /** 1, 2, 3 … within its lesson. */
    number: integer('number').notNull(),
    ask: text('ask').notNull(),
    right: text('right').notNull(),
    wrong: text('wrong').array().notNull(),
    /** Shown with the answer: what it teaches. */
    why: text('why').notNull(),
  },
  (t) => [primaryKey({ columns: [t.videoVersionId, t.number] })],
);
