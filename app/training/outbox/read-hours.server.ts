import type { Sql } from '../../../db/client.ts';
import { readProofsOf } from '../../study/read-hour-proofs.server.ts';
import { recogniseClassHours } from '../../study/recognise-class-hours.ts';
import { ruleProfileParameters } from '../rule-profile.ts';

/** What one learner has earned in one class, as the ledger stands. Milliseconds of media time. */
export type EarnedHours = {
  enrolmentId: string;
  creditedMs: number;
  withheldMs: number;
  completedLessons: number;
  recognisedHours: number;
  classHourMs: number;
  lastStudiedMs: number | null;
};

type Row = Omit<EarnedHours, 'recognisedHours' | 'classHourMs'> & { profileId: string };

/**
 * The hours of these enrolments, read together, a few statements through each learner's own rows, whatever their number. An
 * hour is recognised by the same rule as on her own page (P007, P009).
 */
export async function readHours(sql: Sql, enrolmentIds: string[]): Promise<Map<string, EarnedHours>> {
  const rows = await sql<Row[]>`
    select e.id as "enrolmentId", c.rule_profile_id as "profileId", coalesce(lp.credited, 0)::float8 as "creditedMs",
      coalesce(lp.withheld, 0)::float8 as "withheldMs", coalesce(lp.done, 0)::int as "completedLessons",
      (select max(l.counted_wall_ms)::float8 from lease l
        where l.learner_id = e.learner_id and l.enrolment_id = e.id) as "lastStudiedMs"
    from enrolment e join training_class c on c.id = e.class_id
      left join lateral (
        select sum(own.proven) as credited, sum(own.withheld) as withheld, count(*) filter (where own.done) as done
        from (
          select max(l.proven_ms) as proven, bool_or(l.completed_at is not null) as done,
            max(greatest(l.withheld_to_ms - l.proven_ms, 0)) as withheld
          from lesson_progress l
          where l.learner_id = e.learner_id and l.lesson_id in (
            select cl.lesson_id from course_lesson cl where cl.course_version_id = c.course_version_id)
          group by l.lesson_id) own) lp on true
    where e.id = any(${enrolmentIds}::uuid[])`;
  const [profiles, proofs] = await Promise.all([
    readProfiles(sql, [...new Set(rows.map(({ profileId }) => profileId))]),
    readProofsOf(sql, enrolmentIds),
  ]);
  return new Map(
    rows.map(({ profileId, ...row }) => {
      const rules = profiles.get(profileId);
      if (!rules) throw new Error('a rule profile is gone');
      const classHourMs = rules.class_hour_min_s * 1_000;
      const own = proofs(row.enrolmentId, rules);
      const hours = recogniseClassHours([{ provenMs: row.creditedMs }], classHourMs, own);
      const recognisedHours = hours.filter(({ recognised }) => recognised).length;
      return [row.enrolmentId, { ...row, classHourMs, recognisedHours }] as const;
    }),
  );
}

async function readProfiles(sql: Sql, ids: string[]) {
  const rows = await sql<{ id: string; parameters: unknown }[]>`
    select id, parameters from rule_profile where id = any(${ids}::uuid[])`;
  return new Map(rows.map(({ id, parameters }) => [id, ruleProfileParameters.parse(parameters)]));
}
