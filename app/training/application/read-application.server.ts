import { createHash } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { canonical } from '../../evidence/canonical.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { mayOwn, type OwnClass } from '../own-class.server.ts';
import { judgeStored, readPlan } from '../plan/read-plan.server.ts';
import type { Application, ApplicationLearner } from './judge-application.ts';
import { readPlaces } from '../targets/quota/read-places.server.ts';
import { readStandings } from './read-standings.server.ts';
import type { Signed } from './statements.ts';

/** An application as it is stored, with what a step stores of it. */
export type StoredApplication = {
  application: Application;
  teachers: { id: string; name: string }[];
  provincialReference: string | null;
  hours: { onlineTheory: number; inPersonTheory: number; practice: number };
  workstations: number;
  sourceDocument: string;
  course: string;
  facts: Record<string, unknown>;
};

type Row = Omit<
  Application,
  | 'planFaults'
  | 'learners'
  | 'lessons'
  | 'standings'
  | 'signed'
  | 'partsSha256'
  | 'coolingOffMonths'
  | 'places'
> & {
  provincialReference: string | null;
  course: string;
  classType: string;
  occupationId: string;
  all: number;
  approved: number;
};

/**
 * Reads everything that an application of the caller's class consists of. Under the lock of the class nothing of it
 * changes beside.
 */
export async function readApplication(
  sql: Sql | SqlTx,
  session: Session,
  own: OwnClass,
): Promise<StoredApplication> {
  const plan = await readPlan(sql, own.id);
  const [row] = await sql<Row[]>`
    select c.is_subsidised as "isSubsidised", r.class_type in ('startup', '创业培训') as "isStartup",
      c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.place_code as "placeCode",
      i.place_code as "homePlaceCode", o.code as "occupationCode", o.id as "occupationId",
      r.class_type as "classType", c.provincial_reference as "provincialReference",
      co.title || ' ' || co.level as course, coalesce(a.textbooks, '') as textbooks,
      a.assessment_on::text as "assessmentOn", coalesce(a.assessor, '') as assessor,
      coalesce(a.assessment_manner, '') as "assessmentManner", coalesce(a.consent_number, '') as "consentNumber",
      (select count(*)::int from course_lesson l where l.course_version_id = c.course_version_id) as all,
      (select count(*)::int from course_lesson l where l.course_version_id = c.course_version_id and exists (
        select from video_version v where v.lesson_id = l.lesson_id and v.state in ('approved', 'published'))) as approved
    from training_class c join institution i on i.id = c.institution_id
      join rule_profile r on r.id = c.rule_profile_id
      join course_version v on v.id = c.course_version_id join course co on co.id = v.course_id
      join occupation o on o.id = co.occupation_id left join class_application a on a.class_id = c.id
    where c.id = ${own.id} and ${mayOwn(sql, session)}`;
  if (!row) throw new Error(`class ${own.id} was read a moment ago`);
  const { provincialReference, course, classType, occupationId, all, approved, ...told } = row;
  const limits = plan.parameters.apprentice_limits;
  const [learners, teachers, signed, standings, places] = await Promise.all([
    readLearners(sql, session, own.id),
    sql<{ id: string; name: string }[]>`
      select p.id, p.name from class_teacher t join person p on p.id = t.teacher_id
      where t.class_id = ${own.id} order by p.name, p.id`,
    readSigned(sql, own.id),
    readStandings(sql, own.institutionId),
    readPlaces(sql, own, { isSubsidised: row.isSubsidised, classType, occupationId, limits }),
  ]);
  const { totalHours, onlineTheory, practice, workstations } = plan.values;
  const hours = { onlineTheory, inPersonTheory: totalHours - onlineTheory - practice, practice };
  const facts = tellFacts(own, told, {
    hours,
    workstations,
    teachers: teachers.map(({ id }) => id),
    learners,
    lessons: approved,
  });
  const application: Application = {
    ...told,
    coolingOffMonths: plan.parameters.cooling_off_months,
    planFaults: judgeStored(plan),
    learners,
    lessons: { all, approved },
    standings,
    places,
    signed,
    partsSha256: facts.partsSha256,
  };
  const { sourceDocument } = plan;
  return {
    ...{ application, teachers, provincialReference, hours, workstations, sourceDocument, course },
    facts: { ...facts, statements: signed.filter(({ partsSha256 }) => partsSha256 === facts.partsSha256) },
  };
}

async function readLearners(
  sql: Sql | SqlTx,
  session: Session,
  classId: string,
): Promise<ApplicationLearner[]> {
  return sql<ApplicationLearner[]>`
    select e.id as "enrolmentId", p.name, n.category, n.employer, n.post_occupation_code as "postCode",
      n.old_post_occupation_code as "oldPostCode", n.graduation_year as "graduationYear", n.school_kind as "schoolKind",
      n.wants_training as "wantsTraining", n.wants_job as "wantsJob", n.is_able as "isAble",
      exists (
        select from enrolment x join training_class d on d.id = x.class_id
        where x.learner_id = e.learner_id and x.class_id <> c.id and d.state <> 'rejected'
          and not exists (select from assessment_result a where a.enrolment_id = x.id)) as "hasOpenProject",
      (select max(a.ended_on)::text from assessment_result a join enrolment x on x.id = a.enrolment_id
        where x.learner_id = e.learner_id and x.class_id <> c.id) as "assessedOn"
    from enrolment e join training_class c on c.id = e.class_id join person p on p.id = e.learner_id
      left join intake n on n.enrolment_id = e.id
    where e.class_id = ${classId} and ${mayOwn(sql, session)}
    order by e.enrolled_at, p.name, e.id`;
}

/** The signatures of a class, the oldest first. */
async function readSigned(sql: Sql | SqlTx, classId: string): Promise<Signed[]> {
  return sql<Signed[]>`
    select kind, words_version as "wordsVersion", signed_name as "signedName", parts_sha256 as "partsSha256",
      to_char(signed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "signedAt"
    from class_statement where class_id = ${classId} order by seq`;
}

type PartsTold = Omit<
  Row,
  'all' | 'approved' | 'course' | 'provincialReference' | 'classType' | 'occupationId'
>;
type Handed = {
  hours: StoredApplication['hours'];
  workstations: number;
  teachers: string[];
  learners: ApplicationLearner[];
  lessons: number;
};

/**
 * The five parts as a step stores them: figures, what the clerk wrote, and a hash of the roster instead of its people.
 * `partsSha256` is over all of it: whoever has the same hash on the screen sees the same application.
 */
function tellFacts(
  own: OwnClass,
  { textbooks, assessmentOn, assessor, assessmentManner, consentNumber, isSubsidised }: PartsTold,
  { hours, workstations, teachers, learners, lessons }: Handed,
) {
  const told = learners.map(
    ({ name: _name, hasOpenProject: _open, assessedOn: _day, ...learner }) => learner,
  );
  const byId = told.sort((a, b) => (a.enrolmentId < b.enrolmentId ? -1 : 1));
  const parts = {
    ...{ courseVersionId: own.courseVersionId, ruleProfileId: own.ruleProfileId, placeCode: own.placeCode },
    ...{ startsOn: own.startsOn, endsOn: own.endsOn, isSubsidised, hours, workstations },
    teachers: [...teachers].sort(),
    learners: learners.length,
    rosterSha256: sha256(canonical(byId)),
    ...{ lessonsApproved: lessons, textbooks, assessmentOn, assessor, assessmentManner, consentNumber },
  };
  return { ...parts, partsSha256: sha256(canonical(parts)) };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
