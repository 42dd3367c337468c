import type { Sql } from '../../db/client.ts';
import { readClock } from '../platform/clock.server.ts';
import type { House } from '../platform/house.server.ts';
import { chinaDay, startOfChinaDay } from '../training/class-day.ts';
import { readTestOfHome, type TestOfHome } from './final-test/read-test.server.ts';
import { readCourse, type CourseLesson } from './read-course.server.ts';
import { readEnrolmentCredit } from './read-credit.server.ts';
import { readEnrolments } from './read-enrolment.server.ts';

/** What the first page says: where to go on, what is earned, what is missing. Milliseconds of media time. */
export type Home = {
  learnerName: string;
  className: string | null;
  institutionPhone: string;
  creditedTotalMs: number;
  creditedTodayMs: number;
  /** The lesson to go on with; null when there is no class or all is done. */
  next: {
    ordinal: number;
    title: string;
    frontierMs: number;
    durationMs: number | null;
    ready: boolean;
    isDemo: boolean;
    preparingPct: number;
  } | null;
  allDone: boolean;
  withheldMs: number;
  /** Class hours that were studied and wait for their photograph. */
  unrecognisedHours: number;
  /** Still to be earned in the lessons that are ready. */
  neededMs: number;
  /** The final test of her class, once all is done. */
  test: TestOfHome | null;
};

/** What was proven since midnight in China, from the log itself: each right answer states what it proved. */
async function readToday(sql: Sql, learnerId: string, wallMs: number): Promise<number> {
  const since = startOfChinaDay(chinaDay(wallMs));
  const [row] = await sql<{ ms: number | null }[]>`
    select sum((body::jsonb->>'gainedMs')::bigint)::bigint as ms from evidence_event
    where learner_id = ${learnerId} and body like '%"kind":"control_answered"%' and body like '%"result":"right"%'
      and (body::jsonb->'at'->>'wallMs')::bigint >= ${since}`;
  return row?.ms ?? 0;
}

function showNext({
  ordinal,
  title,
  frontierMs,
  durationMs,
  ready,
  isDemo,
  stepPct,
}: CourseLesson): Home['next'] {
  return { ordinal, title, frontierMs, durationMs, ready, isDemo, preparingPct: stepPct };
}

/** Reads the home page of a learner; throws nothing for a learner without a class. */
export async function readHome({ sql }: Pick<House, 'sql'>, learnerId: string): Promise<Home> {
  const [[person], [enrolment]] = await Promise.all([
    sql<{ name: string; phone: string }[]>`
      select p.name, i.phone from person p join institution i on i.id = p.institution_id where p.id = ${learnerId}`,
    readEnrolments(sql, learnerId),
  ]);
  const base = { learnerName: person?.name ?? '', institutionPhone: person?.phone ?? '' };
  if (!enrolment) {
    const nothing = {
      creditedTotalMs: 0,
      creditedTodayMs: 0,
      withheldMs: 0,
      unrecognisedHours: 0,
      neededMs: 0,
      test: null,
    };
    return { ...base, ...nothing, className: null, next: null, allDone: false };
  }
  const [credit, course, todayMs] = await Promise.all([
    readEnrolmentCredit(sql, learnerId, enrolment),
    readCourse(sql, learnerId, enrolment.enrolmentId),
    readToday(sql, learnerId, readClock().wallMs),
  ]);
  const next = course.find((lesson) => !lesson.completed);
  const allDone = course.length > 0 && !next;
  return {
    ...base,
    className: enrolment.className,
    creditedTotalMs: credit.creditedTotalMs,
    creditedTodayMs: todayMs,
    next: next ? showNext(next) : null,
    allDone,
    test: allDone ? await readTestOfHome(sql, learnerId, enrolment.enrolmentId) : null,
    withheldMs: credit.lessons.reduce((sum, { withheld: w }) => sum + (w ? w.toMs - w.fromMs : 0), 0),
    unrecognisedHours: credit.classHours.filter((hour) => hour.missing === 'photograph').length,
    neededMs: course.reduce((sum, l) => sum + (l.durationMs ?? 0) - l.provenMs, 0),
  };
}
