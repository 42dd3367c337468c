import { bigint, boolean, date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { targetMeasures } from '../../app/training/targets/target-group.ts';
import { at } from './columns.ts';
import { occupation } from './catalogue.ts';
import { institution, person } from './identity.ts';

const seq = () => bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity();

/**
 * How many people a place has to bring to a result in these years, as it was set; the last word about a place, its years,
 * group and measure stands, `people` null takes it back (P104, P108, P109, P112, P115). Never changed.
 */
export const target = pgTable(
  'target',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** GB/T 2260 of the bureau that set it, or of the place whose document it is. */
    areaCode: text('area_code').notNull(),
    placeCode: text('place_code').notNull(),
    /** `own`: a city without its counties. */
    scope: text('scope', { enum: ['whole', 'own'] }).notNull(),
    fromYear: integer('from_year').notNull(),
    toYear: integer('to_year').notNull(),
    groupName: text('group_name').notNull(),
    measure: text('measure', { enum: targetMeasures }).notNull(),
    people: integer('people'),
    clause: text('clause'),
    /** It follows from a sum, and no document that is at hand says it. */
    isInferred: boolean('is_inferred').notNull().default(false),
    /** Null: shipped. */
    setBy: uuid('set_by').references(() => person.id),
    setAt: at('set_at').notNull(),
    seq: seq(),
  },
  (t) => [index('target_place').on(t.placeCode, t.fromYear)],
);

/**
 * Subsidised places of a year: of an area or an institution, in one occupation or (null) in all together (P041). The last
 * word of a bureau about the same stands; `places` null takes it back. Never changed.
 */
export const quota = pgTable(
  'quota',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    areaCode: text('area_code').notNull(),
    placeCode: text('place_code'),
    institutionId: uuid('institution_id').references(() => institution.id),
    year: integer('year').notNull(),
    occupationId: text('occupation_id').references(() => occupation.id),
    places: integer('places'),
    setBy: uuid('set_by')
      .notNull()
      .references(() => person.id),
    setAt: at('set_at').notNull(),
    seq: seq(),
  },
  (t) => [index('quota_year').on(t.year)],
);

/**
 * What an institution is entitled to from a day on: an occupation it may train for (P045), or schooling of its own kind
 * (`school_system`), which widens its apprentices of a year (P036). The last word stands. Never changed.
 */
export const institutionQualification = pgTable(
  'institution_qualification',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    institutionId: uuid('institution_id')
      .notNull()
      .references(() => institution.id),
    kind: text('kind', { enum: ['school_system', 'speciality'] }).notNull(),
    occupationId: text('occupation_id').references(() => occupation.id),
    fromDay: date('from_day').notNull(),
    isHeld: boolean('is_held').notNull(),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => person.id),
    decidedAt: at('decided_at').notNull(),
    seq: seq(),
  },
  (t) => [index('institution_qualification_institution').on(t.institutionId, t.fromDay)],
);
