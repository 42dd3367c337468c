import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { lookKinds } from '../../app/identity/looks/look-kinds.ts';
import { staffStepKinds } from '../../app/identity/staff/staff-steps.ts';
import { pictureKinds } from '../../app/presence/face-state.ts';
import { at, bytes, ms } from './columns.ts';
import { institution, person, roles } from './identity.ts';

/** The key behind the codes of one person's phone (RFC 6238), sealed by the master key. */
export const staffTotp = pgTable('staff_totp', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  secretSealed: bytes('secret_sealed').notNull(),
  /** The session that was shown the key: another one is shown another key, and cannot confirm this one. */
  shownTo: bytes('shown_to').notNull(),
  /** Null until a first code proved that the phone holds the key. */
  confirmedAt: at('confirmed_at'),
  /** The newest 30-second step whose code was taken: neither it nor an older one is taken again. */
  lastStep: ms('last_step').notNull().default(0),
  createdAt: at('created_at').notNull(),
});

/** A code for who has lost the phone: each once. Only its keyed digest is stored. */
export const recoveryCode = pgTable(
  'recovery_code',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    digest: bytes('digest').notNull(),
    usedAt: at('used_at'),
  },
  (t) => [primaryKey({ columns: [t.personId, t.digest] })],
);

/** An invitation to become staff: link and code stored as digests, for one use within seven days. */
export const staffInvitation = pgTable(
  'staff_invitation',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    institutionId: uuid('institution_id')
      .notNull()
      .references(() => institution.id),
    role: text('role', { enum: roles }).notNull(),
    name: text('name').notNull(),
    phone: text('phone').notNull(),
    tokenHash: bytes('token_hash').notNull().unique(),
    codeDigest: bytes('code_digest').notNull(),
    /** Wrong codes so far; it closes at the tenth. */
    tries: integer('tries').notNull().default(0),
    invitedBy: uuid('invited_by')
      .notNull()
      .references(() => person.id),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    acceptedAt: at('accepted_at'),
    personId: uuid('person_id').references(() => person.id),
    revokedAt: at('revoked_at'),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  },
  (t) => [
    index('staff_invitation_institution').on(t.institutionId, t.seq),
    uniqueIndex('staff_invitation_open')
      .on(t.institutionId, t.phone)
      .where(sql`accepted_at is null and revoked_at is null`),
  ],
);

/** What was done with a staff account, by whom and why. Append-only. */
export const staffStep = pgTable(
  'staff_step',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    step: text('step', { enum: staffStepKinds }).notNull(),
    actorId: uuid('actor_id')
      .notNull()
      .references(() => person.id),
    reason: text('reason').notNull(),
    at: at('at').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  },
  (t) => [index('staff_step_person').on(t.personId, t.seq)],
);

/**
 * Who looked at personal data, whose, on which page, when and why. Append-only. Of one learner, or of `count` learners of
 * a class or an institution at once.
 */
export const dataView = pgTable(
  'data_view',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    viewerId: uuid('viewer_id').notNull(),
    viewerRole: text('viewer_role', { enum: roles }).notNull(),
    viewerInstitutionId: uuid('viewer_institution_id').notNull(),
    kind: text('kind', { enum: lookKinds }).notNull(),
    /** Whose data; null: of many at once. */
    learnerId: uuid('learner_id'),
    classId: uuid('class_id'),
    /** Of which institution's learners; null: of all. */
    institutionId: uuid('institution_id'),
    count: integer('count').notNull().default(1),
    pictureKind: text('picture_kind', { enum: pictureKinds }),
    pictureId: text('picture_id'),
    /** What the viewer said in this visit; null: the ordinary work of the role. */
    reason: text('reason'),
    at: at('at').notNull(),
  },
  (t) => [
    index('data_view_learner').on(t.learnerId, t.seq),
    index('data_view_class').on(t.classId, t.seq),
    index('data_view_institution').on(t.institutionId, t.seq),
  ],
);
