import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay, startOfChinaDay } from '../../training/class-day.ts';
import { faceNumbers } from './face-numbers.ts';
import type { Assessment, FaceThresholds } from './is-assessment-due.ts';

/** What somebody enters; the model and thresholds are those of now and not hers to choose. */
export type NewAssessment = { version: string; assessedOn: string; summary: string };

/** Start of a China day that exists, ms; NaN else. */
function readDay(day: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? startOfChinaDay(day) : NaN;
  return Number.isFinite(ms) && chinaDay(ms) === day ? ms : NaN;
}

/**
 * Enters an impact assessment of the face check as it runs now. The caller has checked that this person may. Throws
 * `bad_shape`, with the field: a version is entered once, a summary has words, the day exists and is not to come.
 */
export async function enterAssessment(
  sql: Sql,
  entry: NewAssessment,
  assessedBy: string,
  now: ClockReading,
): Promise<void> {
  const version = entry.version.trim().slice(0, 40);
  const summary = entry.summary.trim().slice(0, 4000);
  if (version === '') throw new Refusal('bad_shape', { field: 'version' });
  if (summary.length < 10) throw new Refusal('bad_shape', { field: 'summary' });
  if (!(readDay(entry.assessedOn) <= now.wallMs)) throw new Refusal('bad_shape', { field: 'assessedOn' });
  const { modelId, thresholds } = faceNumbers;
  const rows = await sql`
    insert into impact_assessment (version, model_id, thresholds, assessed_on, assessed_by, summary, entered_at)
    values (${version}, ${modelId}, ${sql.json(thresholds)}, ${entry.assessedOn}, ${assessedBy}, ${summary},
      ${new Date(now.wallMs)})
    on conflict (version) do nothing returning id`;
  if (rows.length === 0) throw new Refusal('bad_shape', { field: 'version' });
}

type Row = Omit<Assessment, 'enteredAtMs'> & { enteredAt: Date };

/** The register, newest first. */
export async function readAssessments(sql: Sql): Promise<Assessment[]> {
  const rows = await sql<Row[]>`
    select id, version, model_id as "modelId", thresholds, assessed_on::text as "assessedOn",
      assessed_by as "assessedBy", summary, entered_at as "enteredAt"
    from impact_assessment order by entered_at desc, version desc`;
  return rows.map(({ enteredAt, thresholds, ...row }) => ({
    ...row,
    thresholds: thresholds as FaceThresholds,
    enteredAtMs: enteredAt.getTime(),
  }));
}
