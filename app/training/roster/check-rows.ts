import { earliestStart } from './cooling-off.ts';
import { phoneUsersMax } from '../../identity/refuse-account.ts';
import { isForeignPost, isSameClass } from './judge-post.ts';
import { readPerson, type NamedOccupation, type RosterPerson } from './read-person.ts';
import type { RosterRow } from './read-rows.ts';
import type { RowFault, RowNote } from './roster-fault.ts';

/** The class that a roster is for. Days are YYYY-MM-DD. */
export type RosterClass = {
  isSubsidised: boolean;
  /** Training to found a business is not touched by P028. */
  isStartup: boolean;
  startsOn: string;
  /** Of its course, in the national classification. */
  occupationCode: string;
  learnersMax: number;
  enrolled: number;
  coolingOffMonths: number;
  occupations: NamedOccupation[];
};

/** What the platform knows of the person with an ID number; of other institutions nothing but a day. */
export type Known = {
  hasAccount: boolean;
  isLearner: boolean;
  hasSameName: boolean;
  isInClass: boolean;
  /** In another class whose project is not assessed. */
  hasOpenProject: boolean;
  /** Last day of her last assessment. */
  assessedOn: string | null;
  /** How many others have an account with the phone number of the row. */
  phoneUsers: number;
};

/** A row with what it tells and what was found. Without faults it may be imported. */
export type CheckedRow = { row: RosterRow; person: RosterPerson; faults: RowFault[]; notes: RowNote[] };

/**
 * Every row with its faults and notes, in the order of the file. `known` is asked by ID number; the learner beyond the
 * most that a class may have is refused in that order (P031).
 */
export function checkRows(
  rows: RosterRow[],
  group: RosterClass,
  known: ReadonlyMap<string, Known>,
): CheckedRow[] {
  const firstWith = new Map<string, number>();
  const samePhone = new Map<string, number>();
  let places = group.learnersMax - group.enrolled;
  return rows.map((row) => {
    const { person, faults } = readPerson(row, group.occupations);
    const notes: RowNote[] = [];
    const first = firstWith.get(person.idNumber);
    if (first === undefined) firstWith.set(person.idNumber, row.number);
    else if (person.idNumber !== '') faults.push({ code: 'twice', field: 'idNumber', row: first });
    // A cell that cannot be read is one fault, not two.
    const isNew = ({ field }: RowFault) => faults.every((fault) => fault.field !== field);
    faults.push(...checkCategory(person, group, notes).filter(isNew));
    const found = known.get(person.idNumber);
    if (found) faults.push(...checkKnown(found, group, notes));
    if (!found?.hasAccount && faults.length === 0)
      faults.push(...checkPhone(person.phone, found?.phoneUsers ?? 0, samePhone, notes));
    if (faults.length === 0 && places-- <= 0)
      faults.push({ code: 'class_full', field: null, count: group.learnersMax });
    return { row, person, faults, notes };
  });
}

/**
 * One telephone may be a family's, up to as many as one sign-in looks at; `before` counts those of this file. Whoever has
 * an account keeps the telephone of that.
 */
function checkPhone(phone: string, users: number, before: Map<string, number>, notes: RowNote[]): RowFault[] {
  const all = users + (before.get(phone) ?? 0);
  if (all >= phoneUsersMax) return [{ code: 'phone_full', field: 'phone', count: all }];
  if (all > 0) notes.push('phone_shared');
  before.set(phone, (before.get(phone) ?? 0) + 1);
  return [];
}

/** What a person told of herself, as far as the subsidy asks. */
export type ToldPerson = Pick<
  RosterPerson,
  | 'category'
  | 'employer'
  | 'postCode'
  | 'oldPostCode'
  | 'graduationYear'
  | 'schoolKind'
  | 'wantsTraining'
  | 'wantsJob'
  | 'isAble'
>;
type SubsidyClass = Pick<
  RosterClass,
  'isSubsidised' | 'isStartup' | 'startsOn' | 'occupationCode' | 'coolingOffMonths'
>;

/** What the subsidy asks of who she is (P020, P026–P028); other classes ask nothing. */
export function checkCategory(person: ToldPerson, group: SubsidyClass, notes: RowNote[]): RowFault[] {
  if (!group.isSubsidised) return [];
  const faults: RowFault[] = [];
  for (const field of ['wantsTraining', 'wantsJob', 'isAble'] as const)
    if (person[field] === false) faults.push({ code: 'answered_no', field });
  const { category, postCode, oldPostCode } = person;
  if (category === null) return [...faults, { code: 'category_missing', field: 'category' }];
  if (category === 'employee') {
    if (person.employer === null) faults.push({ code: 'employer_missing', field: 'employer' });
    if (postCode === null) faults.push({ code: 'post_missing', field: 'post' });
    else if (isForeignPost(postCode, group.occupationCode)) notes.push('post_differs');
  }
  if (category === 'transfer') {
    if (oldPostCode === null) faults.push({ code: 'old_post_missing', field: 'oldPost' });
    else if (isSameClass(oldPostCode, group.occupationCode))
      faults.push({ code: 'old_post_same_class', field: 'oldPost' });
  }
  if (category === 'student') faults.push(...checkStudent(person, group, notes));
  return faults;
}

/** P028: who is in school in the year of graduation, unless at a special vocational school or an ordinary university. */
function checkStudent(person: ToldPerson, group: SubsidyClass, notes: RowNote[]): RowFault[] {
  const { schoolKind, graduationYear } = person;
  if (group.isStartup || schoolKind === 'special_vocational' || schoolKind === 'university') return [];
  if (graduationYear === null) return [{ code: 'graduation_missing', field: 'graduationYear' }];
  if (graduationYear === Number(group.startsOn.slice(0, 4)))
    return [{ code: 'student_blocked', field: 'category' }];
  notes.push('student_later');
  return [];
}

/** What the platform knows of her already (P042, P058). */
function checkKnown(found: Known, group: RosterClass, notes: RowNote[]): RowFault[] {
  if (found.isInClass) return [{ code: 'in_class', field: null }];
  const faults: RowFault[] = [];
  if (found.hasAccount && !found.isLearner) faults.push({ code: 'not_a_learner', field: 'idNumber' });
  else if (found.hasAccount && !found.hasSameName) faults.push({ code: 'name_differs', field: 'name' });
  faults.push(...checkProjects(found, group));
  if (found.hasAccount && faults.length === 0) notes.push('has_account');
  return faults;
}

/** Whether her training before keeps her out: not assessed, or less than the cooling-off ago (P042). */
export function checkProjects(
  { hasOpenProject, assessedOn }: Pick<Known, 'hasOpenProject' | 'assessedOn'>,
  group: SubsidyClass,
): RowFault[] {
  if (!group.isSubsidised) return [];
  if (hasOpenProject) return [{ code: 'open_project', field: null }];
  const day = assessedOn === null ? null : earliestStart(assessedOn, group.coolingOffMonths);
  return day !== null && day > group.startsOn ? [{ code: 'cooling_off', field: null, day }] : [];
}
