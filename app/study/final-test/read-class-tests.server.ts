import type { Sql } from '../../../db/client.ts';
import { maskPhone } from '../../identity/mask-phone.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { OwnClass } from '../../training/own-class.server.ts';
import { ruleProfileParameters } from '../../training/rule-profile.ts';
import { countBank } from './fix-bank.server.ts';
import type { GrantCause } from './test-state.ts';

/** How one try stands: times in ms of the wall clock; null: not ended. */
export type TrySeen = {
  openedMs: number;
  endedMs: number | null;
  right: number | null;
  questions: number;
  isPassed: boolean;
  endReason: 'submitted' | 'expired' | null;
  isWitnessed: boolean;
  /** Photographs that count. */
  photographs: number;
};

export type TestRow = {
  enrolmentId: string;
  learnerId: string;
  name: string;
  maskedPhone: string;
  hasLessonsLeft: boolean;
  tries: TrySeen[];
  triesMax: number;
  /** One more try may be given. */
  mayGrant: boolean;
};

export type GrantSeen = {
  id: string;
  name: string;
  cause: GrantCause;
  reason: string;
  grantedBy: string;
  grantedMs: number;
  decidedBy: string | null;
  isConfirmed: boolean | null;
  /** This session is the second person. */
  mayDecide: boolean;
};

export type ClassTests = {
  rows: TestRow[];
  grants: GrantSeen[];
  plan: { questions: number; limitS: number; passPct: number; tries: number; waitS: number };
  /** Questions in the bank of the class. */
  bank: number;
  mayGrant: boolean;
};

type Row = Omit<TestRow, 'maskedPhone' | 'mayGrant' | 'triesMax'> & {
  phone: string;
  granted: number;
  isWaiting: boolean;
  lastGrantedMs: number | null;
};

async function readRows(sql: Sql, own: OwnClass, now: ClockReading): Promise<Row[]> {
  return sql<Row[]>`
    select e.id as "enrolmentId", p.id as "learnerId", p.name, p.phone,
      exists (select 1 from course_lesson cl where cl.course_version_id = ${own.courseVersionId} and not exists (
        select 1 from lesson_progress l where l.learner_id = p.id and l.lesson_id = cl.lesson_id
          and l.completed_at is not null)) as "hasLessonsLeft",
      (select count(*)::int from test_grant g where g.enrolment_id = e.id and g.is_confirmed) as granted,
      exists (select 1 from test_grant g where g.enrolment_id = e.id and g.decided_by is null) as "isWaiting",
      (select extract(epoch from max(g.decided_at))::float8 * 1000 from test_grant g
        where g.enrolment_id = e.id and g.is_confirmed) as "lastGrantedMs",
      coalesce((select jsonb_agg(jsonb_build_object('openedMs', t.opened_wall_ms,
          'endedMs', floor(extract(epoch from t.ended_at) * 1000)::bigint, 'right', t.right_count,
          'questions', jsonb_array_length(t.questions), 'isPassed', coalesce(t.is_passed, false),
          'endReason', case when t.ended_at is null and t.ends_at < ${new Date(now.wallMs)} then 'expired' else t.end_reason end,
          'isWitnessed', t.face = 'witnessed',
          'photographs', (select count(*) from snapshot s where s.learner_id = t.learner_id
            and s.enrolment_id = t.enrolment_id and s.lesson_id is null and s.counts
            and s.taken_at between to_timestamp(t.opened_wall_ms / 1000.0) and t.ends_at)
        ) order by t.attempt) from test_paper t where t.learner_id = p.id and t.enrolment_id = e.id), '[]') as tries
    from enrolment e join person p on p.id = e.learner_id
    where e.class_id = ${own.id} order by p.name, e.id`;
}

async function readGrantsSeen(sql: Sql, own: OwnClass, session: Session): Promise<GrantSeen[]> {
  const rows = await sql<(GrantSeen & { grantedById: string; grantedAt: Date })[]>`
    select g.id, p.name, g.cause, g.reason, giver.name as "grantedBy", giver.id as "grantedById",
      g.granted_at as "grantedAt", second.name as "decidedBy", g.is_confirmed as "isConfirmed"
    from test_grant g join enrolment e on e.id = g.enrolment_id join person p on p.id = e.learner_id
      join person giver on giver.id = g.granted_by left join person second on second.id = g.decided_by
    where e.class_id = ${own.id} order by g.decided_by is not null, g.granted_at desc, g.id`;
  const isSecond = ['clerk', 'head', 'teacher', 'bureau'].includes(session.role);
  return rows.map(({ grantedById, grantedAt, ...row }) => ({
    ...row,
    grantedMs: grantedAt.getTime(),
    mayDecide: isSecond && row.decidedBy === null && grantedById !== session.personId,
  }));
}

/** Everybody of one class and how she stands to its test, with the further tries that were given: for `own`, which `requireOwnClass` gave. */
export async function readClassTests(
  sql: Sql,
  session: Session,
  own: OwnClass,
  now: ClockReading,
): Promise<ClassTests> {
  const [[profile], rows, grants, bank] = await Promise.all([
    sql<{ parameters: unknown }[]>`select parameters from rule_profile where id = ${own.ruleProfileId}`,
    readRows(sql, own, now),
    readGrantsSeen(sql, own, session),
    countBank(sql, own.id, own.courseVersionId),
  ]);
  const { final_test: test } = ruleProfileParameters.parse(profile?.parameters);
  const isClerk = session.role === 'clerk' && own.state === 'approved';
  return {
    rows: rows.map(({ phone, granted, isWaiting, lastGrantedMs, ...row }) => {
      const last = row.tries.at(-1);
      const isDone =
        last !== undefined && last.endedMs !== null && !row.tries.some(({ isPassed }) => isPassed);
      const isFresh = lastGrantedMs !== null && lastGrantedMs >= (last?.endedMs ?? 0);
      return {
        ...row,
        maskedPhone: maskPhone(phone),
        triesMax: test.tries + granted,
        mayGrant: isClerk && isDone && !isWaiting && !isFresh,
      };
    }),
    grants,
    plan: {
      ...{ questions: test.questions, limitS: test.limit_s, passPct: test.pass_pct, tries: test.tries },
      waitS: test.retry_wait_s,
    },
    bank,
    mayGrant: isClerk,
  };
}
