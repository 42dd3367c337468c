import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { noticeKinds, type NoticeFacts } from '../../app/training/notices/notice-kinds.ts';
import { smsStates, smsTemplates } from '../../app/platform/sms/sms-gateway.ts';
import { exportKinds, exportStates } from '../../app/training/exports/export-kinds.ts';
import { supervisionKinds } from '../../app/training/outbox/supervision-record.ts';
import { at } from './columns.ts';
import { person } from './identity.ts';
import { trainingClass } from './training.ts';

const seq = () => bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity();

/** What one person is told, once for each thing that happened. Only its read mark changes. */
export const notice = pgTable(
  'notice',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    recipientId: uuid('recipient_id')
      .notNull()
      .references(() => person.id),
    kind: text('kind', { enum: noticeKinds }).notNull(),
    /** What it tells of: a step, a round, a class and its week. */
    subject: text('subject').notNull(),
    facts: jsonb('facts').$type<NoticeFacts>().notNull(),
    at: at('at').notNull(),
    readAt: at('read_at'),
    seq: seq(),
  },
  (t) => [
    unique('notice_once').on(t.recipientId, t.kind, t.subject),
    index('notice_recipient').on(t.recipientId, t.seq),
    index('notice_unread')
      .on(t.recipientId)
      .where(sql`read_at is null`),
  ],
);

/** A text message on its way. The number is read from the person when it goes out, and stands nowhere else. */
export const sms = pgTable(
  'sms',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** One for each thing and telephone, whoever of a family is meant. */
    key: text('key').notNull().unique('sms_once'),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    template: text('template', { enum: smsTemplates }).notNull(),
    params: jsonb('params').$type<Record<string, string>>().notNull(),
    /** `sending` without an answer: nobody knows yet whether the gateway took it. */
    state: text('state', { enum: smsStates }).notNull().default('waiting'),
    reason: text('reason'),
    tries: integer('tries').notNull().default(0),
    createdAt: at('created_at').notNull(),
    begunAt: at('begun_at'),
    sentAt: at('sent_at'),
    gateway: text('gateway'),
    gatewayId: text('gateway_id'),
  },
  (t) => [index('sms_person').on(t.personId, t.begunAt)],
);

/** Who wants no text messages; her telephone gets none. */
export const smsOptOut = pgTable('sms_opt_out', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  at: at('at').notNull(),
});

/** One fact that the supervision platform has to know (P003, P021–P023). Append-only. */
export const supervisionRecord = pgTable(
  'supervision_record',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: supervisionKinds }).notNull(),
    subject: text('subject').notNull(),
    classId: uuid('class_id')
      .notNull()
      .references(() => trainingClass.id),
    /** Whom it is about; her name and number are read when it is delivered. */
    personId: uuid('person_id').references(() => person.id),
    version: integer('version').notNull(),
    /** Canonical JSON, exactly the bytes that were hashed. */
    payload: text('payload').notNull(),
    sha256: text('sha256').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    unique('supervision_record_once').on(t.kind, t.subject),
    index('supervision_record_class').on(t.classId, t.seq),
  ],
);

/** Where a record is on its way; the database makes one with every record. */
export const supervisionDelivery = pgTable(
  'supervision_delivery',
  {
    seq: bigint('seq', { mode: 'number' })
      .primaryKey()
      .references(() => supervisionRecord.seq),
    adapter: text('adapter'),
    /** The file it lies in, or the push it went with. */
    batch: text('batch'),
    tries: integer('tries').notNull().default(0),
    nextAt: at('next_at').notNull(),
    answer: text('answer'),
    deliveredAt: at('delivered_at'),
  },
  (t) => [
    index('supervision_waiting')
      .on(t.nextAt, t.seq)
      .where(sql`delivered_at is null`),
    index('supervision_batch').on(t.batch, t.seq),
  ],
);

/** A file that somebody asked for and the worker writes, part by part; sealed, hers alone, gone after a week (P058). */
export const exportFile = pgTable(
  'export_file',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => person.id),
    kind: text('kind', { enum: exportKinds }).notNull(),
    state: text('state', { enum: exportStates }).notNull().default('waiting'),
    lang: text('lang', { enum: ['zh', 'en'] }).notNull(),
    rowsAll: integer('rows_all'),
    rowsDone: integer('rows_done').notNull().default(0),
    /** How many parts are written, and after which row the next begins. */
    parts: integer('parts').notNull().default(0),
    after: text('after'),
    bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
    sha256: text('sha256'),
    askedAt: at('asked_at').notNull(),
    readyAt: at('ready_at'),
    expiresAt: at('expires_at').notNull(),
    seq: seq(),
  },
  (t) => [
    index('export_file_asked').on(t.askedBy, t.seq),
    index('export_file_expires').on(t.expiresAt),
    uniqueIndex('export_file_open')
      .on(t.askedBy, t.kind)
      .where(sql`state in ('waiting', 'working')`),
  ],
);
