import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  challengePurposes,
  challengeReasons,
  challengeStates,
  faceFaults,
  referenceStates,
  type ChallengeAction,
} from '../../app/presence/face-state.ts';
import { at, bytes, ms } from './columns.ts';

/** The photograph of the ID document that the institution uploaded; sealed under the learner's key. */
export const idPhoto = pgTable('id_photo', {
  learnerId: uuid('learner_id').primaryKey(),
  blob: text('blob').notNull(),
  sha256: bytes('sha256').notNull(),
  uploadedBy: uuid('uploaded_by').notNull(),
  uploadedAt: at('uploaded_at').notNull(),
});

/** An enrolled face. Templates and pictures are sealed under the learner's key; one is active at a time. */
export const faceReference = pgTable(
  'face_reference',
  {
    learnerId: uuid('learner_id').notNull(),
    id: uuid('id').notNull(),
    state: text('state', { enum: referenceStates }).notNull(),
    /** The challenge that it was taken in. */
    challengeId: uuid('challenge_id').notNull(),
    modelId: text('model_id').notNull(),
    /** Sealed JSON FaceTemplate; null once erased. */
    templateSealed: bytes('template_sealed'),
    /** The front picture, sealed, and its hash. */
    blob: text('blob').notNull(),
    sha256: bytes('sha256').notNull(),
    /** What the person was compared with: the ID photograph, or a clerk's own eyes. */
    compared: text('compared', { enum: ['id_photo', 'witness'] }),
    /** Distance to the ID photograph in thousandths. */
    idPhotoDistance: integer('id_photo_distance'),
    /** Why a new face is to replace the active one. */
    changeReason: text('change_reason'),
    clerkId: uuid('clerk_id'),
    clerkAt: at('clerk_at'),
    secondId: uuid('second_id'),
    secondAt: at('second_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.learnerId, t.id] }),
    uniqueIndex('one_active_face')
      .on(t.learnerId)
      .where(sql`state = 'active'`),
  ],
);

/** A change of the enrolled face that a clerk has allowed: the next enrolment challenge is taken under it. */
export const faceChange = pgTable('face_change', {
  id: uuid('id').primaryKey().defaultRandom(),
  learnerId: uuid('learner_id').notNull(),
  clerkId: uuid('clerk_id').notNull(),
  reason: text('reason').notNull(),
  allowedAt: at('allowed_at').notNull(),
  usedAt: at('used_at'),
});

/** A sequence of actions that the server drew, once, for one learner (P007). */
export const faceChallenge = pgTable(
  'face_challenge',
  {
    learnerId: uuid('learner_id').notNull(),
    id: uuid('id').notNull(),
    purpose: text('purpose', { enum: challengePurposes }).notNull(),
    reason: text('reason', { enum: challengeReasons }).notNull(),
    /** The sign-in it was done under: another device needs its own. */
    sessionHash: bytes('session_hash').notNull(),
    controlId: uuid('control_id'),
    /** 1 for the first try. */
    attempt: integer('attempt').notNull(),
    actions: jsonb('actions').$type<ChallengeAction[]>().notNull(),
    /** When each action was shown, ms after it was asked; the server's clock. */
    shownMs: integer('shown_ms').array().notNull().default([]),
    nonce: bytes('nonce').notNull(),
    askedWallMs: ms('asked_wall_ms').notNull(),
    askedMonoMs: ms('asked_mono_ms').notNull(),
    askedBoot: text('asked_boot').notNull(),
    /** Time for it, with extensions, ms. */
    answerMs: integer('answer_ms').notNull(),
    extensions: integer('extensions').notNull().default(0),
    state: text('state', { enum: challengeStates }).notNull(),
    fault: text('fault', { enum: faceFaults }),
    /** Numbers, thresholds and model of the verdict; never an embedding. */
    verdict: jsonb('verdict'),
    judgedAt: at('judged_at'),
    /** When its frames were deleted: after the verdict and the appeal window. */
    framesErasedAt: at('frames_erased_at'),
  },
  (t) => [
    primaryKey({ columns: [t.learnerId, t.id] }),
    index('face_challenge_control').on(t.learnerId, t.controlId),
    // What the hourly deletion looks through: challenges that still have their frames.
    index('face_challenge_with_frames')
      .on(t.judgedAt)
      .where(sql`frames_erased_at is null`),
  ],
);

/** One frame of a challenge as it arrived. */
export const faceFrame = pgTable(
  'face_frame',
  {
    learnerId: uuid('learner_id').notNull(),
    challengeId: uuid('challenge_id').notNull(),
    seq: integer('seq').notNull(),
    /** Arrival, ms after the challenge was asked; the server's clock. */
    arrivedMs: integer('arrived_ms').notNull(),
    sha256: bytes('sha256').notNull(),
    uploadSha256: bytes('upload_sha256').notNull(),
    /** 64-bit difference hash, hex. */
    likeness: text('likeness').notNull(),
    blob: text('blob').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.learnerId, t.challengeId, t.seq] }),
    // The same bytes are never taken twice, whoever sends them (D03).
    unique('face_frame_once').on(t.uploadSha256),
    index('face_frame_likeness').on(t.likeness),
  ],
);

/** A clerk saw the person: she may study until then, and those hours are marked for the bureau. */
export const faceWitness = pgTable(
  'face_witness',
  {
    learnerId: uuid('learner_id').notNull(),
    id: uuid('id').notNull(),
    caseId: uuid('case_id').notNull(),
    clerkId: uuid('clerk_id').notNull(),
    witnessedAt: at('witnessed_at').notNull(),
    until: at('until').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [primaryKey({ columns: [t.learnerId, t.id] })],
);

/** The learner says that somebody helps her: a second face is not guilt until then. */
export const helperNotice = pgTable(
  'helper_notice',
  {
    learnerId: uuid('learner_id').notNull(),
    id: uuid('id').notNull(),
    saidAt: at('said_at').notNull(),
    until: at('until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.learnerId, t.id] })],
);
