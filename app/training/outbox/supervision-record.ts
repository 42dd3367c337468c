import { z } from 'zod';

/** What the supervision platform and the provincial system have to know of a recognised training (P003, P021–P023, P049–P055). */
export const supervisionKinds = [
  'class_approved',
  'learner_enrolled',
  'teacher_assigned',
  'lesson_earned',
  'session_held',
  'attendance_taken',
  'make_up_held',
  'session_recorded',
  'hours_recognised',
  'satisfaction',
  'assessment_result',
  'class_closed',
] as const;
export type SupervisionKind = (typeof supervisionKinds)[number];

/** Grows when a shape changes; a record keeps the version in which it was written. */
export const supervisionVersion = 1;

const id = z.uuid();
const day = z.iso.date();
const whole = z.number().int().nonnegative();
/** Seconds of the day in China. */
const span = { fromS: whole, toS: whole };
const ofLearner = { classId: id, enrolmentId: id, learnerId: id };

/**
 * One fact, by ids: names and ID numbers are no part of what is kept and hashed for ever, and are read when it is delivered.
 * Times are milliseconds; days are those of China.
 */
export const supervisionFact = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('class_approved'),
    classId: id,
    institutionId: id,
    title: z.string(),
    course: z.string(),
    placeCode: z.string(),
    startsOn: day,
    endsOn: day,
    isSubsidised: z.boolean(),
    onlineTheoryHours: whole,
    inPersonTheoryHours: whole,
    practiceHours: whole,
    rules: z.string(),
    approvedAtMs: whole,
  }),
  z.strictObject({ kind: z.literal('learner_enrolled'), ...ofLearner, category: z.string().nullable() }),
  z.strictObject({ kind: z.literal('teacher_assigned'), classId: id, teacherId: id }),
  z.strictObject({
    kind: z.literal('lesson_earned'),
    ...ofLearner,
    lessonId: id,
    videoVersionId: id,
    ordinal: whole,
    title: z.string(),
    earnedMs: whole,
    completedAtMs: whole,
  }),
  z.strictObject({
    kind: z.literal('session_held'),
    classId: id,
    sessionId: id,
    day,
    ...span,
    sessionKind: z.enum(['theory', 'practice']),
    hours: whole,
    teacherId: id,
    makesUp: id.nullable(),
  }),
  z.strictObject({
    kind: z.literal('attendance_taken'),
    ...ofLearner,
    sessionId: id,
    sheetId: id,
    state: z.enum(['present', 'late', 'absent']),
    /** From and to in turn. */
    spans: z.array(whole),
    source: z.enum(['hand', 'device']),
    fileSha256: z.string().nullable(),
    takenAtMs: whole,
  }),
  z.strictObject({ kind: z.literal('make_up_held'), ...ofLearner, sessionId: id, makesUp: id }),
  z.strictObject({
    kind: z.literal('session_recorded'),
    classId: id,
    sessionId: id,
    recordingId: id,
    ...span,
    sha256: z.string().nullable(),
    /** How many learners it shows. */
    visible: whole,
    recordedAtMs: whole,
  }),
  z.strictObject({
    kind: z.literal('hours_recognised'),
    ...ofLearner,
    creditedMs: whole,
    recognisedHours: whole,
    classHourMs: whole,
  }),
  z.strictObject({
    kind: z.literal('satisfaction'),
    classId: id,
    roundId: id,
    number: whole,
    enrolled: whole,
    answers: whole,
    satisfied: whole,
  }),
  z.strictObject({
    kind: z.literal('assessment_result'),
    ...ofLearner,
    changeId: id,
    endedOn: day,
    isPassed: z.boolean(),
    certificateNumber: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('class_closed'), classId: id, closedAtMs: whole }),
]);
export type SupervisionFact = z.infer<typeof supervisionFact>;

/** What makes a fact the same fact: it is recorded once. */
export function subjectOf(fact: SupervisionFact): string {
  switch (fact.kind) {
    case 'class_approved':
    case 'class_closed':
      return fact.classId;
    case 'learner_enrolled':
    case 'hours_recognised':
      return fact.enrolmentId;
    case 'teacher_assigned':
      return `${fact.classId} ${fact.teacherId}`;
    case 'lesson_earned':
      return `${fact.enrolmentId} ${fact.lessonId}`;
    case 'session_held':
      return fact.sessionId;
    case 'attendance_taken':
      return `${fact.sheetId} ${fact.enrolmentId}`;
    case 'make_up_held':
      return `${fact.sessionId} ${fact.enrolmentId}`;
    case 'session_recorded':
      return fact.recordingId;
    case 'satisfaction':
      return fact.roundId;
    case 'assessment_result':
      return fact.changeId;
  }
}

/** Whom a fact is about; null: a class. */
export function personOf(fact: SupervisionFact): string | null {
  if ('learnerId' in fact) return fact.learnerId;
  return fact.kind === 'teacher_assigned' ? fact.teacherId : null;
}

/** A record as an adapter delivers it; `person` stands beside what was hashed. */
export type SupervisionRecord = {
  seq: number;
  kind: SupervisionKind;
  version: number;
  atMs: number;
  sha256: string;
  /** Canonical JSON, exactly the bytes of `sha256`. */
  payload: string;
  person: { name: string; idNumber: string | null } | null;
};
