import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { defaultParameters } from '../../training/rule-profile.ts';
import { countStock } from './count-stock.server.ts';
import { faceNumbers } from './face-numbers.ts';
import { readAssessments } from './impact-register.server.ts';
import type { FilingFacts } from './write-filing.ts';

/** The facts of a filing, counted now: no person's data. */
export async function exportFiling(sql: Sql, now: ClockReading): Promise<FilingFacts> {
  const [stock, consents, retention, places, erased, register] = await Promise.all([
    countStock(sql),
    countConsents(sql),
    readRetention(sql),
    countPlaces(sql),
    countErased(sql),
    readAssessments(sql),
  ]);
  const [newest] = register;
  const { modelId, thresholds, files } = faceNumbers;
  return {
    countedAt: new Date(now.wallMs).toISOString(),
    stock,
    consents,
    retention,
    modelId,
    thresholds,
    files,
    places,
    erased,
    assessment: newest
      ? { version: newest.version, assessedOn: newest.assessedOn, modelId: newest.modelId }
      : null,
  };
}

/** Persons by the newest word each has said. */
async function countConsents(sql: Sql): Promise<FilingFacts['consents']> {
  const rows = await sql<{ action: 'given' | 'declined' | 'withdrawn'; persons: number }[]>`
    select action, count(*)::int as persons from (
      select distinct on (learner_id) action from face_consent order by learner_id, at desc) newest
    group by action`;
  const of = (action: string) => rows.find((row) => row.action === action)?.persons ?? 0;
  return { given: of('given'), declined: of('declined'), withdrawn: of('withdrawn') };
}

/** The shortest and longest times that the rule profiles in force ask. */
async function readRetention(sql: Sql): Promise<FilingFacts['retention']> {
  const rows = await sql<{ appealDays: number; retentionYears: number }[]>`
    select distinct (parameters->>'appeal_days')::int as "appealDays",
      (parameters->>'retention_years')::int as "retentionYears" from rule_profile`;
  const span = (pick: (row: (typeof rows)[number]) => number, fallback: number) => {
    const values = rows.map((row) => pick(row) ?? fallback);
    return values.length > 0 ? { min: Math.min(...values), max: Math.max(...values) } : null;
  };
  const { appeal_days: appeal, retention_years: years } = defaultParameters;
  return {
    appealDays: span((row) => row.appealDays, appeal),
    retentionYears: span((row) => row.retentionYears, years),
  };
}

/** Persons with a stored template, by the place of their institution. */
function countPlaces(sql: Sql): Promise<FilingFacts['places']> {
  return sql<FilingFacts['places']>`
    select i.place_code as "placeCode", count(distinct r.learner_id)::int as persons
    from face_reference r join person p on p.id = r.learner_id join institution i on i.id = p.institution_id
    where r.template_sealed is not null group by 1 order by 1`;
}

function countErased(sql: Sql): Promise<FilingFacts['erased']> {
  return sql<FilingFacts['erased']>`
    select what, why, sum(count)::int as count from erasure group by 1, 2 order by 1, 2`;
}
