import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal, type RefusalCode } from '../../platform/refusal.ts';
import { closeOverdueOf, isOver } from './end-test.server.ts';
import { findTestPlace, readGrants, requireTest, type TestPlace } from './find-test.server.ts';
import { countBank } from './fix-bank.server.ts';
import { loadPapers } from './load-paper.server.ts';
import { choicesOf } from './show-paper.ts';
import type { TestPaper } from './test-state.ts';

/** A question that was answered wrongly or not at all: with what is right, why, and where it is taught. */
export type WrongQuestion = {
  place: number;
  ask: string;
  given: string | null;
  right: string;
  why: string;
  ordinal: number;
  lessonTitle: string;
};

/** A judged try as the learner sees it. */
export type TriedTest = {
  attempt: number;
  right: number;
  questions: number;
  isPassed: boolean;
  endedBy: 'submitted' | 'expired';
  isWitnessed: boolean;
  wrong: WrongQuestion[];
};

/** The final test of a class as its learner finds it. Wall clock ms. */
export type TestSeen = {
  classId: string;
  className: string;
  phone: string;
  plan: { questions: number; limitS: number; passRight: number; triesLeft: number };
  /** A paper is open: the window goes on with it. */
  isOpen: boolean;
  /** Why no paper can be drawn now; null: it can. `untilMs`: when it can; `untilDay`: the first day on which the class is asked again. */
  refused: { code: RefusalCode; untilMs: number | null; untilDay: string | null } | null;
  last: TriedTest | null;
};

function showTried({ attempt, end, questions, answers, face }: TestPaper): TriedTest | null {
  if (!end) return null;
  const wrong = questions.flatMap((question, i): WrongQuestion[] => {
    const choice = answers[i] ?? null;
    if (choice !== null && question.order[choice] === 0) return [];
    const given = choice === null ? null : (choicesOf(question)[choice] ?? null);
    const { ask, right, why, ordinal, lessonTitle } = question;
    return [{ place: i + 1, ask, given, right, why, ordinal, lessonTitle }];
  });
  const { right, isPassed, reason: endedBy } = end;
  return {
    attempt,
    right,
    questions: questions.length,
    isPassed,
    endedBy,
    isWitnessed: face === 'witnessed',
    wrong,
  };
}

/**
 * What the page of the test says. Of an open paper it says nothing: that is the window's own. A paper whose time is over is
 * judged first. Throws `not_enrolled`.
 */
export async function readTest(
  sql: Sql,
  learnerId: string,
  classId: string,
  now: ClockReading,
): Promise<TestSeen> {
  const place = await findTestPlace(sql, learnerId, classId);
  const { enrolmentId, profile, className, institutionPhone: phone } = place.enrolment;
  const [open] = await loadPapers(sql, learnerId, 'open');
  if (open && isOver(open, now)) await closeOverdueOf(sql, learnerId, now);
  const tries = await loadPapers(sql, learnerId, { enrolmentId });
  const isOpen = tries.some(({ end }) => end === null);
  const refused = isOpen ? null : await readRefusal(() => requireDrawable(sql, learnerId, place, now));
  const granted = (await readGrants(sql, learnerId, enrolmentId)).length;
  const { questions, limit_s: limitS, pass_pct: passPct, tries: triesMax } = profile.final_test;
  return {
    ...{ classId, className, phone, isOpen, refused },
    plan: {
      ...{ questions, limitS, passRight: Math.ceil((questions * passPct) / 100) },
      triesLeft: Math.max(0, triesMax + granted - tries.length),
    },
    // What the last paper explained is no help on this one.
    last: isOpen ? null : (tries.map(showTried).findLast((one) => one !== null) ?? null),
  };
}

/** A paper can be drawn for her now. Throws as `requireTest` does, and `test_bank_short`. */
async function requireDrawable(sql: Sql, learnerId: string, place: TestPlace, now: ClockReading) {
  await requireTest(sql, learnerId, place, now);
  const questions = await countBank(sql, place.classId, place.courseVersionId);
  if (questions < place.enrolment.profile.final_test.questions)
    throw new Refusal('test_bank_short', { questions });
}

async function readRefusal(ask: () => Promise<unknown>): Promise<TestSeen['refused']> {
  try {
    await ask();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { untilMs, untilDay } = error.facts;
    return {
      code: error.code,
      untilMs: typeof untilMs === 'number' ? untilMs : null,
      untilDay: typeof untilDay === 'string' ? untilDay : null,
    };
  }
}

/** How a learner's place in a class stands to its test, for her first page. */
export type TestOfHome = { classId: string; state: 'none' | 'open' | 'failed' | 'passed' };

export async function readTestOfHome(
  sql: Sql,
  learnerId: string,
  enrolmentId: string,
): Promise<TestOfHome | null> {
  const [row] = await sql<TestOfHome[]>`
    select e.class_id as "classId", case when bool_or(p.is_passed) then 'passed'
        when bool_or(p.id is not null and p.ended_at is null and p.ends_at > now()) then 'open'
        when count(p.id) > 0 then 'failed' else 'none' end as state
    from enrolment e left join test_paper p on p.learner_id = e.learner_id and p.enrolment_id = e.id
    where e.id = ${enrolmentId} and e.learner_id = ${learnerId} group by e.class_id`;
  return row ?? null;
}
