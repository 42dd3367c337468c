import { and, eq, inArray } from 'drizzle-orm';
import { defaultParameters } from '../../app/training/rule-profile.ts';
import type { Db } from '../client.ts';
import { classTeacher, enrolment, person, ruleProfile, trainingClass } from '../schema/index.ts';
import { demoCourseVersionId } from './demo-course.ts';
import { demoId } from './demo-id.ts';
import { demoAccounts, demoInstitutions } from './demo-people.ts';

/** As many hours online as the demo's lessons fill, and practice to it: the whole way to a proof can be walked. */
const hours = { onlineTheoryHours: 1, inPersonTheoryHours: 0, practiceHours: 2, workstations: 2 };

/** Enters the Henan rules, one class that runs for a year from this month with its people, and one without a roster yet. */
export async function seedClass(db: Db, now: Date): Promise<void> {
  const ruleProfileId = demoId('rules Henan 2023');
  const classId = demoId('class');
  const launchYear = Number(yearFrom(now).startsOn.slice(0, 4));
  await db
    .insert(ruleProfile)
    .values({
      id: ruleProfileId,
      placeCode: '410000',
      classType: '补贴性职业技能培训',
      validFrom: '2023-01-01',
      validTo: '2099-12-31',
      sourceDocument: '河南省“人人持证、技能河南”建设工作方案（2023年）',
      parameters: {
        ...defaultParameters,
        catalogue_targets: { ...defaultParameters.catalogue_targets, launch_year: launchYear },
      },
    })
    .onConflictDoNothing();
  await db
    .insert(trainingClass)
    .values({
      id: classId,
      institutionId: demoInstitutions.school,
      title: '养老护理员演示班',
      courseVersionId: demoCourseVersionId,
      ruleProfileId,
      ...yearFrom(now),
      approvedAt: now,
      state: 'approved',
      placeCode: '410100',
      ...hours,
    })
    .onConflictDoNothing();
  await db
    .insert(trainingClass)
    .values({
      id: demoId('class without a roster'),
      institutionId: demoInstitutions.school,
      title: '养老护理员新班(名单待导入)',
      courseVersionId: demoCourseVersionId,
      ruleProfileId,
      ...yearFrom(now),
      placeCode: '410100',
      ...hours,
    })
    .onConflictDoNothing();
  const staff = await readPeople(db, 'teacher');
  await db
    .insert(classTeacher)
    .values(staff.map(({ id: teacherId }) => ({ classId, teacherId })))
    .onConflictDoNothing();
  const learners = await readPeople(db, 'learner');
  await db
    .insert(enrolment)
    .values(learners.map(({ id: learnerId }) => ({ learnerId, classId })))
    .onConflictDoNothing();
}

/** The demo's people of one role. */
async function readPeople(db: Db, role: 'learner' | 'teacher'): Promise<{ id: string }[]> {
  const phones = demoAccounts.filter((one) => one.role === role).map(({ phone }) => phone);
  return db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.role, role), inArray(person.phone, phones)));
}

/** From the first day of this month to the same day a year later, as the calendar stands in Shanghai. */
function yearFrom(now: Date): { startsOn: string; endsOn: string } {
  const [year, month] = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
  })
    .format(now)
    .split('-');
  return { startsOn: `${year}-${month}-01`, endsOn: `${Number(year) + 1}-${month}-01` };
}
