import type { PlanFault, PlanFaultCode } from '../plan/judge-plan.ts';
import { checkCategory, checkProjects, type ToldPerson } from '../roster/check-rows.ts';
import type { RowFault, RowNote } from '../roster/roster-fault.ts';
import { judgePlaces, type Places, type PlacesFault } from '../targets/quota/judge-places.ts';
import { standingOn, type StandingSet } from './judge-standing.ts';
import { isSigned, statementKinds, type Signed } from './statements.ts';

/** The parts of an application (P019), then what it stands on. */
export const applicationParts = ['roster', 'plan', 'teachers', 'materials', 'assessment'] as const;
export type ApplicationPart = (typeof applicationParts)[number] | 'statements' | 'institution';

/** A learner as the application holds her. */
export type ApplicationLearner = ToldPerson & {
  enrolmentId: string;
  name: string;
  /** In another class whose project is not assessed. */
  hasOpenProject: boolean;
  assessedOn: string | null;
};

/** Everything that is handed in, with what it is judged by. Days are YYYY-MM-DD. */
export type Application = {
  isSubsidised: boolean;
  isStartup: boolean;
  startsOn: string;
  endsOn: string;
  /** GB/T 2260 of the class, and of its institution. */
  placeCode: string;
  homePlaceCode: string;
  occupationCode: string;
  coolingOffMonths: number;
  planFaults: PlanFault[];
  learners: ApplicationLearner[];
  lessons: { all: number; approved: number };
  textbooks: string;
  assessmentOn: string | null;
  assessor: string;
  assessmentManner: string;
  consentNumber: string;
  standings: StandingSet[];
  /** What it takes places of (P035, P036, P041). */
  places: Places;
  signed: Signed[];
  partsSha256: string;
};

export const applicationFaults = [
  'roster_empty',
  'intake_missing',
  'learners_unfit',
  'dates_over',
  'lessons_unapproved',
  'textbooks_missing',
  'assessment_missing',
  'assessment_early',
  'responsibility_unsigned',
  'truth_unsigned',
  'institution_stopped',
  'consent_missing',
  'quota_over',
  'apprentices_nameless',
  'apprentices_company',
  'apprentices_year',
] as const;
export type ApplicationFaultCode = (typeof applicationFaults)[number];

/**
 * What keeps an application from being handed in, and the clause behind it; `count` people or lessons, `day` a date,
 * `places` what there are too few of.
 */
export type ApplicationFault = {
  part: ApplicationPart;
  code: ApplicationFaultCode;
  clause: string | null;
  count: number;
  day: string;
  places?: Pick<PlacesFault, 'name' | 'limit' | 'left'>;
};

/** What is found of one learner; a note is for the approver to decide (P026). */
export type LearnerFound = { enrolmentId: string; name: string; faults: RowFault[]; notes: RowNote[] };

export type Judged = { planFaults: PlanFault[]; faults: ApplicationFault[]; learners: LearnerFound[] };

/** The part of the application that a fault of the plan lies in. */
export const partOfPlanFault: Record<PlanFaultCode, ApplicationPart> = {
  ...{ hours_missing: 'plan', online_over: 'plan', practice_under: 'plan', total_under: 'plan' },
  ...{ content_short: 'plan', dates_turned: 'plan', class_full: 'roster' },
  ...{ teachers_few: 'teachers', workstations_few: 'materials' },
} as const;

/**
 * Everything that is missing or wrong in an application on `today`, part by part; nothing of it left, it may be handed in,
 * and approved (P019, P020, P026–P031, P035, P036, P041–P044).
 */
export function judgeApplication(application: Application, today: string): Judged {
  const { isSubsidised, startsOn, endsOn, lessons, standings } = application;
  const faults: ApplicationFault[] = [];
  const find = (
    part: ApplicationPart,
    code: ApplicationFaultCode,
    clause: string | null,
    more: { count?: number; day?: string } = {},
  ) => faults.push({ part, code, clause, count: more.count ?? 0, day: more.day ?? '' });

  const learners = application.learners.map((learner) => judgeLearner(learner, application));
  if (learners.length === 0) find('roster', 'roster_empty', 'P019');
  const unanswered = application.learners.filter((learner) => !hasAnswered(learner)).length;
  if (unanswered > 0) find('roster', 'intake_missing', 'P020', { count: unanswered });
  const unfit = learners.filter((learner) => learner.faults.length > 0).length;
  if (unfit > 0) find('roster', 'learners_unfit', 'P020', { count: unfit });

  if (endsOn < today) find('plan', 'dates_over', 'P019', { day: endsOn });
  if (lessons.approved < lessons.all || lessons.all === 0)
    find('materials', 'lessons_unapproved', 'P011', { count: lessons.all - lessons.approved });
  if (application.textbooks === '') find('materials', 'textbooks_missing', 'P019');

  const { assessmentOn, assessor, assessmentManner } = application;
  if (assessmentOn === null || assessor === '' || assessmentManner === '')
    find('assessment', 'assessment_missing', 'P019');
  else if (assessmentOn < endsOn) find('assessment', 'assessment_early', null, { day: endsOn });

  for (const kind of statementKinds)
    if (!isSigned(application.signed, kind, application.partsSha256))
      find('statements', `${kind}_unsigned`, 'P019');

  if (isSubsidised) {
    const stopped = [today, startsOn]
      .map((day) => standingOn(standings, day))
      .find((one) => one !== null && one.standing !== 'normal');
    if (stopped)
      find('institution', 'institution_stopped', stopped.standing === 'barred' ? 'P060' : 'P044', {
        day: stopped.untilDay ?? '',
      });
    if (!isSameCity(application.homePlaceCode, application.placeCode) && application.consentNumber === '')
      find('institution', 'consent_missing', 'P043');
  }
  for (const { code, clause, ...places } of judgePlaces(application.places, learners.length))
    faults.push({ part: 'roster', code, clause, count: learners.length, day: '', places });
  return { planFaults: application.planFaults, faults, learners };
}

/** Whether nothing keeps it from being handed in. */
export function isComplete({ planFaults, faults }: Pick<Judged, 'planFaults' | 'faults'>): boolean {
  return planFaults.length === 0 && faults.length === 0;
}

function judgeLearner(learner: ApplicationLearner, application: Application): LearnerFound {
  const notes: RowNote[] = [];
  const faults = [...checkCategory(learner, application, notes), ...checkProjects(learner, application)];
  return { enrolmentId: learner.enrolmentId, name: learner.name, faults, notes };
}

/** The whole questionnaire, whatever the answers are (P020). */
function hasAnswered({ wantsTraining, wantsJob, isAble }: ToldPerson): boolean {
  return wantsTraining !== null && wantsJob !== null && isAble !== null;
}

/** Places of one city under a province: the first four digits (P043). */
function isSameCity(one: string, other: string): boolean {
  return one.slice(0, 4) === other.slice(0, 4);
}
