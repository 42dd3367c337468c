import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { isClassEditable } from '../class-life.ts';
import { requireOwnClass } from '../own-class.server.ts';
import { comparePlans, type PlanChange } from './compare-plans.ts';
import { findProfile } from './find-profile.server.ts';
import { faultsOfDraft, type PlanFault } from './judge-plan.ts';
import { requireContent } from './list-contents.server.ts';
import type { PlanValues } from './plan.wire.ts';
import { judgeStored, readPlan } from './read-plan.server.ts';
import { requireStanding } from './read-standing.server.ts';

/** What became of an edit: stored; refused by rules; or somebody else was faster, and this is what changed. */
export type Edited =
  | { kind: 'stored'; revision: number }
  | { kind: 'refused'; faults: PlanFault[] }
  | { kind: 'changed'; revision: number; changes: PlanChange[] };

/**
 * Stores a plan while the class may change. The row is locked; who edits an older `revision` changes nothing and is told
 * what changed since the plan as it was `seen`. Rules are those of the new place, type and first day, asked under the
 * lock (P001, P033, P034). Throws `not_found`, `class_fixed` (P019), `institution_barred` (P044), `rules_missing`, `content_gone`.
 */
export async function editClass(
  sql: Sql,
  session: Session,
  classId: string,
  edit: { revision: number; seen: PlanValues | null; values: PlanValues },
  now: ClockReading,
): Promise<Edited> {
  return sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    if (session.role !== 'clerk') throw new Refusal('forbidden');
    if (!isClassEditable(own.state)) throw new Refusal('class_fixed');
    const stored = await readPlan(tx, own.id);
    if (edit.revision !== own.revision) {
      const changes = edit.seen === null ? [] : comparePlans(edit.seen, stored.values);
      return { kind: 'changed', revision: own.revision, changes };
    }
    const { values } = edit;
    if (values.isSubsidised) await requireStanding(tx, own.institutionId, chinaDay(now.wallMs));
    const { contentMs } = await requireContent(tx, own.institutionId, values.courseVersionId);
    await requireTeachers(tx, own.institutionId, values.teacherIds);
    const { id: profileId, parameters } = await findProfile(tx, values);
    const faults = judgeStored({ values, parameters, learners: stored.learners, contentMs });
    const refused = faults.filter(({ code }) => faultsOfDraft.includes(code));
    if (refused.length > 0) return { kind: 'refused', faults: refused };
    await storePlan(tx, own.id, profileId, values);
    return { kind: 'stored', revision: own.revision + 1 };
  });
}

/** Teachers are people of this role and this institution; anybody else is not there (H10). */
async function requireTeachers(tx: SqlTx, institutionId: string, teacherIds: string[]): Promise<void> {
  const found = await tx`
    select id from person where role = 'teacher' and institution_id = ${institutionId} and id = any(${teacherIds}::uuid[])`;
  if (found.length !== new Set(teacherIds).size) throw new Refusal('not_found');
}

async function storePlan(tx: SqlTx, classId: string, profileId: string, values: PlanValues): Promise<void> {
  const { totalHours, onlineTheory, practice } = values;
  await tx`
    update training_class set revision = revision + 1, title = ${values.title}, rule_profile_id = ${profileId},
      course_version_id = ${values.courseVersionId}, place_code = ${values.placeCode},
      starts_on = ${values.startsOn}, ends_on = ${values.endsOn}, is_subsidised = ${values.isSubsidised},
      online_theory_hours = ${onlineTheory}, in_person_theory_hours = ${totalHours - onlineTheory - practice},
      practice_hours = ${practice}, workstations = ${values.workstations}
    where id = ${classId}`;
  await tx`delete from class_teacher where class_id = ${classId} and teacher_id <> all(${values.teacherIds}::uuid[])`;
  await tx`
    insert into class_teacher (class_id, teacher_id) select ${classId}, unnest(${values.teacherIds}::uuid[])
    on conflict do nothing`;
}
