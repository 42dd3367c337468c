import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  controlKinds,
  controlStates,
  leaseEndReasons,
  type ControlChoice,
  type WithheldReason,
} from '../../app/study/study-state.ts';
import { leaseFaces } from '../../app/presence/face-state.ts';
import { at, ms } from './columns.ts';

// Every key starts with learner_id and no statement crosses learners, so these tables partition and shard.

/** Where one learner stands in one class: the lock that puts all her requests in line. */
export const enrolmentStudy = pgTable(
  'enrolment_study',
  {
    learnerId: uuid('learner_id').notNull(),
    enrolmentId: uuid('enrolment_id').notNull(),
    /** Proven milliseconds over all lessons. */
    creditedMs: ms('credited_ms').notNull().default(0),
    /** Server-counted playing time, credited or not; photograph moments are drawn on it. */
    playedMs: ms('played_ms').notNull().default(0),
    /** The photograph that is drawn or asked now (I6); null when none is needed. */
    snapshotDemandId: uuid('snapshot_demand_id'),
    snapshotHour: integer('snapshot_hour'),
    snapshotDuePlayedMs: ms('snapshot_due_played_ms'),
    snapshotAskedWallMs: ms('snapshot_asked_wall_ms'),
    snapshotAskedMonoMs: ms('snapshot_asked_mono_ms'),
    snapshotAskedBoot: text('snapshot_asked_boot'),
    /** Class hours that hold their photograph. */
    photographedHours: integer('photographed_hours').array().notNull().default([]),
    /** Class hours that hold a passed live check at a random moment (P007). */
    faceCheckedHours: integer('face_checked_hours').array().notNull().default([]),
    /** Class hours that were studied under a clerk's witness: marked for the bureau. */
    witnessedHours: integer('witnessed_hours').array().notNull().default([]),
    /** A photograph left a doubt: the next control is a live check. */
    faceDoubt: boolean('face_doubt').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.learnerId, t.enrolmentId] })],
);

/** The right of one window to study one lesson; the partial unique index is I4. */
export const lease = pgTable(
  'lease',
  {
    learnerId: uuid('learner_id').notNull(),
    /** Increases with every lease of this learner; every beat, answer, key and snapshot carries it. */
    fence: ms('fence').notNull(),
    enrolmentId: uuid('enrolment_id').notNull(),
    lessonId: uuid('lesson_id').notNull(),
    videoVersionId: uuid('video_version_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    /** Media time of the lessons before this one. */
    baseMs: ms('base_ms').notNull(),
    /** The rules this lease is pinned to (app/study/study-rules.ts). */
    rules: jsonb('rules').notNull(),
    /** By what it was opened (P007), and which challenge or witness that was. */
    face: text('face', { enum: leaseFaces }).notNull(),
    faceId: uuid('face_id'),
    windowId: text('window_id').notNull(),
    /** The browser's name for the opening: a request that comes twice opens once (I9). */
    openingId: text('opening_id'),
    userAgent: text('user_agent').notNull(),
    openedAt: at('opened_at').notNull(),
    endedAt: at('ended_at'),
    endReason: text('end_reason', { enum: leaseEndReasons }),
    lastSeq: integer('last_seq').notNull().default(0),
    /** The answer to lastSeq, given again when the same beat comes again (I9). */
    lastAnswer: text('last_answer'),
    /** What lastSeq earned when it was folded into a span: its answer is written anew. */
    lastEarnedMs: ms('last_earned_ms'),
    lastSeenAt: at('last_seen_at').notNull(),
    /** Media position up to which play is contiguous in this lease. */
    mediaMs: ms('media_ms').notNull(),
    /** Clock reading up to which time is spent: wall, monotonic, and the boot they belong to (F07). */
    countedWallMs: ms('counted_wall_ms').notNull(),
    countedMonoMs: ms('counted_mono_ms').notNull(),
    countedBoot: text('counted_boot').notNull(),
    /** The last refusal reason that was written to the log, so that a flood writes one row. */
    loggedReason: text('logged_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.learnerId, t.fence] }),
    uniqueIndex('one_live_lease')
      .on(t.learnerId)
      .where(sql`ended_at is null`),
  ],
);

/** What a learner has earned of one video version. Written by the beat, answer and settle verbs only (I7). */
export const lessonProgress = pgTable(
  'lesson_progress',
  {
    learnerId: uuid('learner_id').notNull(),
    videoVersionId: uuid('video_version_id').notNull(),
    enrolmentId: uuid('enrolment_id').notNull(),
    lessonId: uuid('lesson_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    durationMs: ms('duration_ms').notNull(),
    /** [0, provenMs) is proven by answered controls. */
    provenMs: ms('proven_ms').notNull().default(0),
    /** [provenMs, frontierMs) is played and waits for the next proof. */
    frontierMs: ms('frontier_ms').notNull().default(0),
    /** Study time since the last proof, buffering included (P006). */
    sinceProofMs: ms('since_proof_ms').notNull().default(0),
    /** Drawn when the last control was answered; the next is due when sinceProofMs reaches it. */
    controlGapMs: ms('control_gap_ms').notNull(),
    /** Really played between due point and the beat that showed it; counted when the control is passed. */
    carryMs: ms('carry_ms').notNull().default(0),
    /** The control that waits for an answer. */
    controlId: uuid('control_id'),
    /** The furthest end of a stretch that was withheld, and why; null once studied again. */
    withheldToMs: ms('withheld_to_ms'),
    withheldReason: text('withheld_reason').$type<WithheldReason>(),
    completedAt: at('completed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.learnerId, t.videoVersionId] }),
    index('lesson_progress_completed')
      .on(t.completedAt)
      .where(sql`completed_at is not null`),
  ],
);

/** A pop-up that needs an answer (P006). The right choice never leaves this table. */
export const control = pgTable(
  'control',
  {
    learnerId: uuid('learner_id').notNull(),
    id: uuid('id').notNull(),
    videoVersionId: uuid('video_version_id').notNull(),
    fence: ms('fence').notNull(),
    kind: text('kind', { enum: controlKinds }).notNull(),
    /** 1 for the first, 2 after a wrong answer. */
    attempt: integer('attempt').notNull(),
    /** What is spoken. */
    prompt: text('prompt').notNull(),
    audioBlob: text('audio_blob').notNull(),
    choices: jsonb('choices').$type<ControlChoice[]>().notNull(),
    /** The id of the right choice, or the digits that were spoken. */
    rightAnswer: text('right_answer').notNull(),
    mediaMs: ms('media_ms').notNull(),
    askedWallMs: ms('asked_wall_ms').notNull(),
    askedMonoMs: ms('asked_mono_ms').notNull(),
    askedBoot: text('asked_boot').notNull(),
    answerMs: integer('answer_ms').notNull(),
    state: text('state', { enum: controlStates }).notNull(),
    answeredAt: at('answered_at'),
    givenAnswer: text('given_answer'),
  },
  (t) => [
    primaryKey({ columns: [t.learnerId, t.id] }),
    index('control_video').on(t.learnerId, t.videoVersionId),
  ],
);
