import { institution } from './schema/index.ts';
import { seedClass } from './seed/demo-class.ts';
import { seedCourse, type SeedHouse } from './seed/demo-course.ts';
import { demoInstitutions, seedPeople } from './seed/demo-people.ts';
import { seedRunningClass } from './seed/demo-running-class.ts';
import { enterOutline } from './seed/outline.ts';
import { enterPlatform, platformInstitutionId } from './seed/platform.ts';

/**
 * Enters the demo: people, course, class, the outlines of the launch catalogue. Adds only what is missing. Accounts with printed passwords never enter a
 * database where a real institution works: then it does nothing and answers false.
 */
export async function seedDemo(house: SeedHouse): Promise<boolean> {
  const { db, sql, masterKey } = house;
  const rows = await db.select({ id: institution.id }).from(institution);
  const institutions = rows.filter(({ id }) => id !== platformInstitutionId);
  if (institutions.length > 0 && !institutions.some(({ id }) => id === demoInstitutions.school)) return false;
  await sql.begin((tx) => enterPlatform(tx, true));
  await seedPeople(db, masterKey);
  await seedCourse(house);
  await enterOutline(house);
  await seedClass(db, new Date());
  await seedRunningClass(house, Date.now());
  return true;
}
