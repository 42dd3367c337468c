import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { seal } from '../../app/platform/seal.server.ts';
import { defaultParameters } from '../../app/training/rule-profile.ts';
import type { Db } from '../../db/client.ts';
import * as tables from '../../db/schema/index.ts';
import { noFaceCheck } from './face-check.ts';
import { fixtures, type FixtureLearner } from './fixtures.ts';
import { testMasterKey } from './test-house.ts';

/** Writes the fixture institutions, people, course and classes. Lessons are prepared separately. */
export async function seedFixtures(db: Db): Promise<void> {
  await seedPeople(db);
  await seedCourse(db);
  await seedClasses(db);
}

async function seedPeople(db: Db): Promise<void> {
  const { other, bureau, otherBureau } = fixtures;
  await db.insert(tables.institution).values([
    {
      id: fixtures.institutionId,
      name: '测试机构',
      phone: '037100000001',
      placeCode: '410100',
      totpRequiredFrom: null,
    },
    {
      id: other.institutionId,
      name: '外校机构',
      phone: '037100000002',
      placeCode: '410200',
      totpRequiredFrom: null,
    },
    {
      id: bureau.institutionId,
      name: '测试市人社局',
      phone: '037100000003',
      placeCode: '410100',
      kind: 'bureau',
      totpRequiredFrom: null,
    },
    {
      id: otherBureau.institutionId,
      name: '外市人社局',
      phone: '037100000004',
      placeCode: '410200',
      kind: 'bureau',
      totpRequiredFrom: null,
    },
  ]);
  const passwordHash = await hash(fixtures.password);
  const row = (
    institutionId: string,
    role: tables.Role,
    who: { id: string; name: string; phone: string },
  ) => ({
    id: who.id,
    institutionId,
    role,
    name: who.name,
    phone: who.phone,
    passwordHash,
  });
  await db
    .insert(tables.person)
    .values([
      ...fixtures.learners.map((one) => row(fixtures.institutionId, 'learner', one)),
      ...(
        ['clerk', 'head', 'teacher', 'author', 'reviewer', 'inspector', 'auditor', 'operator'] as const
      ).map((role) => row(fixtures.institutionId, role, fixtures[role])),
      row(other.institutionId, 'learner', other.learner),
      row(other.institutionId, 'clerk', other.clerk),
      row(other.institutionId, 'head', other.head),
      row(bureau.institutionId, 'bureau', bureau),
      row(otherBureau.institutionId, 'bureau', otherBureau),
    ]);
  const learners = [...fixtures.learners, other.learner];
  await db.insert(tables.learnerKey).values(
    learners.map(({ id }) => ({
      learnerId: id,
      wrappedKey: seal(testMasterKey, `learner-key:${id}`, randomBytes(32)),
    })),
  );
}

async function seedCourse(db: Db): Promise<void> {
  const { occupationId, courseId, courseVersionId } = fixtures;
  await db.insert(tables.occupation).values({ id: occupationId, name: '测试工种', code: '0-00-00-00' });
  await db.insert(tables.course).values({ id: courseId, occupationId, title: '测试课程', level: '五级' });
  await db.insert(tables.courseVersion).values({ id: courseVersionId, courseId, number: 1 });
  for (const { lessonId, ordinal, slug } of fixtures.lessons) {
    await db.insert(tables.lesson).values({ id: lessonId, occupationId, slug, title: `测试课${ordinal}` });
    await db
      .insert(tables.courseLesson)
      .values({ courseVersionId, ordinal, lessonId, moduleName: '测试模块' });
  }
}

async function seedClasses(db: Db): Promise<void> {
  const { ruleProfileId, courseVersionId, other } = fixtures;
  await db.insert(tables.ruleProfile).values({
    id: ruleProfileId,
    placeCode: '410000',
    classType: 'subsidised',
    validFrom: '2023-01-01',
    validTo: '2099-12-31',
    sourceDocument: '测试规则',
    parameters: { ...defaultParameters, ...noFaceCheck },
  });
  const dates = {
    startsOn: '2020-01-01',
    endsOn: '2099-12-31',
    approvedAt: new Date('2020-01-01T00:00:00Z'),
    state: 'approved' as const,
  };
  const group = (id: string, institutionId: string, title: string, placeCode: string) => ({
    ...dates,
    placeCode,
    id,
    institutionId,
    title,
    courseVersionId,
    ruleProfileId,
  });
  await db
    .insert(tables.trainingClass)
    .values([
      group(fixtures.classId, fixtures.institutionId, '测试班', '410100'),
      group(other.classId, other.institutionId, '外校班', '410200'),
    ]);
  const place = (classId: string) => (one: FixtureLearner) => ({
    id: one.enrolmentId,
    learnerId: one.id,
    classId,
  });
  await db
    .insert(tables.enrolment)
    .values([...fixtures.learners.map(place(fixtures.classId)), place(other.classId)(other.learner)]);
}
