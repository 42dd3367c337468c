import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, bytes, ms } from './columns.ts';

/**
 * What an account may do. Nobody of any role can write credit (I7). `head`: of an institution; `reviewer`: the provincial
 * office; `auditor` reads everything and changes nothing; `operator` keeps the machines running and sees nobody.
 */
export const roles = [
  'learner',
  'clerk',
  'teacher',
  'author',
  'head',
  'bureau',
  'reviewer',
  'inspector',
  'auditor',
  'operator',
] as const;
export type Role = (typeof roles)[number];

/** `office`: the provincial office; its reviewers approve videos. `bureau`: of a county or city; it approves classes. `platform`: who runs this platform. */
export const institutionKinds = ['school', 'bureau', 'office', 'platform'] as const;

/** A training institution, or the provincial office (P002). */
export const institution = pgTable('institution', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull(),
  phone: text('phone').notNull(),
  placeCode: text('place_code').notNull(),
  kind: text('kind', { enum: institutionKinds }).notNull().default('school'),
  /** How much its authors may have stored, bytes. */
  uploadQuotaBytes: ms('upload_quota_bytes').notNull().default(200_000_000_000),
  /** From when its staff signs in with a code of the phone as well; null: not before its head says so. New ones: at once. */
  totpRequiredFrom: at('totp_required_from').defaultNow(),
});

/** A person with an account that an institution created; no self-registration. */
export const person = pgTable(
  'person',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    institutionId: uuid('institution_id')
      .notNull()
      .references(() => institution.id),
    role: text('role', { enum: roles }).notNull(),
    name: text('name').notNull(),
    /** A learner may share it with others of her family; a member of staff has one alone. */
    phone: text('phone').notNull(),
    /** GB 11643 number sealed with AES-256-GCM; shown masked only. */
    idNumberSealed: bytes('id_number_sealed'),
    /** Keyed digest, so that one person is not entered twice. */
    idNumberDigest: bytes('id_number_digest').unique(),
    /** Argon2id of the code the institution prints; gone once a password is set. */
    firstSignInCodeHash: text('first_sign_in_code_hash'),
    passwordHash: text('password_hash'),
    /** Suspended staff signs in nowhere; why, and by whom, is in staff_step. */
    suspendedAt: at('suspended_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('person_phone').on(t.phone),
    uniqueIndex('person_staff_phone')
      .on(t.phone)
      .where(sql`role <> 'learner'`),
  ],
);

/** A signed-in browser. The cookie holds the token; only its SHA-256 is stored. */
export const session = pgTable(
  'session',
  {
    tokenHash: bytes('token_hash').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    userAgent: text('user_agent').notNull(),
    /** When the code of the phone was given in this session. */
    secondStepAt: at('second_step_at'),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index('session_person').on(t.personId)],
);

/** One failed sign-in, counted per account and per address (H09). */
export const signInFailure = pgTable(
  'sign_in_failure',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    phone: text('phone').notNull(),
    address: text('address').notNull(),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [
    index('sign_in_failure_phone').on(t.phone, t.at),
    index('sign_in_failure_address').on(t.address, t.at),
  ],
);

/** The key that seals one learner's pictures, wrapped by the master key; erasing it erases the pictures. */
export const learnerKey = pgTable('learner_key', {
  learnerId: uuid('learner_id')
    .primaryKey()
    .references(() => person.id),
  wrappedKey: bytes('wrapped_key').notNull(),
});
