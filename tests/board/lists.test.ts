import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLearners } from '../../app/reporting/read-learners.server.ts';
import { readTasks } from '../../app/reporting/read-tasks.server.ts';
import { countBoard } from '../../app/training/board/arrange-board.ts';
import { countClasses } from '../../app/training/board/count-classes.server.ts';
import { readBoard } from '../../app/training/board/read-board.server.ts';
import { requireOwnClass } from '../../app/training/own-class.server.ts';
import { classesOnPage, readClasses } from '../../app/training/read-classes.server.ts';
import { storeImport } from '../../app/training/roster/store-import.server.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { addClass, people } from '../roster/open-class.ts';
import { proveSome } from './prove-some.ts';

// Long lists, page by page: everybody once, nobody of another tenant, whatever cursor is sent (H10).

let base: TestDatabase;
const now = { wallMs: Date.now(), monoMs: 0, boot: 'test' };
const clerk = sessionOf(fixtures.clerk.id, 'clerk');
const otherClerk = sessionOf(fixtures.other.clerk.id, 'clerk', fixtures.other.institutionId);
const inspector = sessionOf(fixtures.inspector.id, 'inspector');
const bureau = sessionOf(fixtures.bureau.id, 'bureau', fixtures.bureau.institutionId);
const otherBureau = sessionOf(fixtures.otherBureau.id, 'bureau', fixtures.otherBureau.institutionId);

beforeAll(async () => {
  base = await openTestDatabase();
  // Many bear one name; a cursor stands on the name and the person.
  await base.sql`insert into person (institution_id, role, name, phone)
    select ${fixtures.institutionId}, 'learner', case when n % 3 = 0 then '王芳' else '李' || n end, '177' || lpad(n::text, 8, '0')
    from generate_series(1, 130) n`;
  await base.sql`
    insert into training_class (institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on, place_code)
    select ${fixtures.institutionId}, '班 ' || n, ${fixtures.courseVersionId}, ${fixtures.ruleProfileId},
      date '2026-01-01' + n / 4, '2026-12-31', '410100' from generate_series(1, 120) n`;
});
afterAll(() => base?.close());

/** Every page of learners, one after the other. */
async function walkLearners(find = '', session: typeof clerk = clerk) {
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readLearners>> = await readLearners(base.sql, session, {
      find,
      after,
    });
    pages.push(page.learners.map(({ id }) => id));
    after = page.next;
  } while (after !== null && pages.length < 20);
  return pages;
}

describe('learners', () => {
  it('come page by page, everybody once', async () => {
    const pages = await walkLearners();
    const all = pages.flat();
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 42]);
    expect(new Set(all).size).toBe(all.length);
    const [row] = await base.sql<{ n: number }[]>`
      select count(*)::int as n from person where role = 'learner' and institution_id = ${fixtures.institutionId}`;
    expect(all).toHaveLength(row?.n ?? -1);
  });

  it('are found by how a name begins and by the end of a telephone; nothing typed is a pattern', async () => {
    expect((await walkLearners('王芳')).flat()).toHaveLength(43);
    expect((await walkLearners('0130')).flat()).toHaveLength(1);
    expect((await walkLearners('17700000130')).flat()).toHaveLength(1);
    for (const typed of ['%', '_芳', '王%', "'", '\\', '0%30'])
      expect((await walkLearners(typed)).flat()).toEqual([]);
  });

  it('of another institution stay away, whatever cursor is sent', async () => {
    const own = await walkLearners('', otherClerk);
    expect(own.flat()).toEqual([fixtures.other.learner.id]);
    const [first] = (await readLearners(base.sql, clerk)).learners;
    for (const after of [`${first?.id}.${first?.name}`, `${first?.id}.`, 'x', '', "1'; --"]) {
      const { learners } = await readLearners(base.sql, otherClerk, { find: '', after });
      expect(learners.map(({ id }) => id).filter((id) => id !== fixtures.other.learner.id)).toEqual([]);
    }
    expect((await walkLearners('', inspector)).flat()).toContain(fixtures.other.learner.id);
  });
});

describe('classes', () => {
  it('come page by page, the newest first, everyone once, to whom they concern', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    let turns = 0;
    do {
      const page: Awaited<ReturnType<typeof readClasses>> = await readClasses(base.sql, clerk, after);
      expect(page.classes.length).toBeLessThanOrEqual(classesOnPage);
      seen.push(...page.classes.map(({ id }) => id));
      after = page.next;
    } while (after !== null && ++turns < 10);
    expect(new Set(seen).size).toBe(seen.length);
    const [row] = await base.sql<{ n: number }[]>`
      select count(*)::int as n from training_class where institution_id = ${fixtures.institutionId}`;
    expect(seen).toHaveLength(row?.n ?? -1);
    const [middle] = (await readClasses(base.sql, clerk)).classes;
    const foreign = await readClasses(base.sql, otherClerk, `${middle?.startsOn}.${middle?.id}`);
    expect(foreign.classes.every(({ id }) => !seen.includes(id))).toBe(true);
  });

  it('a bureau has what waits for it apart; a bureau of elsewhere has nothing of it', async () => {
    await base.sql`update training_class set state = 'applied' where title in ('班 3', '班 118')`;
    const { waiting, classes } = await readClasses(base.sql, bureau);
    expect(waiting.map(({ title }) => title)).toEqual(['班 118', '班 3']);
    expect(classes.every(({ state }) => state !== 'applied' && state !== 'draft')).toBe(true);
    const elsewhere = await readClasses(base.sql, otherBureau);
    expect(elsewhere.waiting).toEqual([]);
    expect(elsewhere.classes.map(({ institution }) => institution)).not.toContain('测试机构');
  });
});

describe('what waits', () => {
  it('a class is counted as its board shows it, and what is over is not counted', async () => {
    await proveSome(base.sql, fixtureLearner(2).id, fixtureLearner(2).enrolmentId, 61_000);
    expect(await countClasses(base.sql, now)).toBeGreaterThan(0);
    const own = await requireOwnClass(base.sql, clerk, fixtures.classId);
    const board = countBoard(await readBoard(base.sql, own, now.wallMs));
    const of = (state: string) => board.find((one) => one.state === state)?.count ?? 0;
    const [counted] =
      await base.sql`select stuck, behind, never, on_plan, finished from class_count where class_id = ${own.id}`;
    expect(counted).toEqual({
      ...{ stuck: of('stuck'), behind: of('behind'), never: of('never') },
      ...{ on_plan: of('on_plan'), finished: of('finished') },
    });
    expect(of('never') + of('behind') + of('stuck')).toBeGreaterThan(0);
    const later = { ...now, wallMs: Date.parse('2100-02-01T00:00:00Z') };
    expect(await countClasses(base.sql, later)).toBe(0);
    expect(await base.sql`select from class_count`).toHaveLength(0);
    await countClasses(base.sql, now);
  });

  it('is told to the clerk with the way to do it, and to nobody of another institution', async () => {
    const group = await addClass(base);
    await storeImport(base.sql, testMasterKey, clerk, group, people(1, 3), now);
    const tasks = await readTasks(base.sql, clerk, now);
    expect(tasks).toContainEqual({ kind: 'rows', count: 3, to: `/desk/classes/${group}/roster` });
    const never = tasks.find(({ kind }) => kind === 'never');
    expect(never?.to).toBe(`/desk/classes/${fixtures.classId}/board?show=never`);
    expect(never?.count).toBeGreaterThan(0);
    const foreign = await readTasks(base.sql, otherClerk, now);
    expect(foreign.filter(({ to }) => to.includes(group) || to.includes(fixtures.classId))).toEqual([]);
    expect(foreign.some(({ kind }) => kind === 'rows')).toBe(false);
    // Whoever does not teach the class has nothing to do in it.
    expect(await readTasks(base.sql, sessionOf(fixtures.teacher.id, 'teacher'), now)).toEqual([]);
    expect(await readTasks(base.sql, inspector, now)).toEqual([]);
  });

  it('a class that is over and was not asked is to be asked', async () => {
    await base.sql`update training_class set starts_on = '2025-01-01', ends_on = '2025-03-01' where id = ${fixtures.classId}`;
    const tasks = await readTasks(base.sql, clerk, now);
    expect(tasks).toContainEqual({
      kind: 'survey',
      count: 1,
      to: `/desk/classes/${fixtures.classId}/ending`,
    });
  });
});
