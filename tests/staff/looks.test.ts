import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLooks, readOwnLooks, type LookFilter } from '../../app/identity/looks/read-looks.server.ts';
import { readPost } from '../../app/identity/staff/read-post.server.ts';
import routes from '../../app/routes.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { signIn } from '../harness/sign-in.ts';
import { knock } from '../access/visitors.ts';

// One log of every look at personal data: each page of a named learner writes it, nobody rewrites it, she reads it.

let school: School;
const learner = fixtureLearner(1);
const everything: LookFilter = { q: '', kind: null, role: null, from: null, to: null, before: null };
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

/** Opens a page as somebody and answers the looks that it left. */
async function lookAs(who: { phone: string }, path: string, more = ''): Promise<Record<string, unknown>[]> {
  const { sql, server } = school;
  const [{ last } = { last: 0 }] = await sql<{ last: number }[]>`
    select coalesce(max(seq), 0)::int as last from data_view`;
  const cookie = await signIn(school.database.db, who.phone);
  const { status } = await knock(server.url + path, [cookie, more].filter(Boolean).join('; '));
  expect(status).toBe(200);
  return sql`
    select viewer_id as viewer, viewer_role as role, kind, learner_id as learner, class_id as class,
      institution_id as institution, count, reason
    from data_view where seq > ${last} order by seq`;
}

const { classId, institutionId } = fixtures;
const inClass = (page: string) => `/desk/classes/${classId}${page}`;
const many = { learner: null, class: classId, institution: institutionId, count: 12, reason: null };
const one = { learner: learner.id, institution: institutionId, count: 1, reason: null };

describe('every page with a learner’s data writes one row', () => {
  it.each([
    ['a board', fixtures.clerk, inClass('/board'), { kind: 'board', ...many }],
    ['its file', fixtures.bureau, inClass('/board.xlsx'), { kind: 'board_file', ...many }],
    ['an application', fixtures.bureau, inClass('/application'), { kind: 'application', ...many }],
    ['hours in person', fixtures.head, inClass('/sessions'), { kind: 'attendance', ...many }],
    ['a roster', fixtures.clerk, inClass('/roster'), { kind: 'roster', ...many }],
    ['a roster to its head', fixtures.head, inClass('/roster'), { kind: 'roster', ...many }],
    ['questionnaires', fixtures.clerk, inClass('/questionnaire'), { kind: 'questionnaire', ...many }],
    ['slips', fixtures.clerk, inClass('/sheet'), { kind: 'sheet', ...many }],
    ['the end', fixtures.head, inClass('/ending'), { kind: 'ending', ...many }],
    ['the results', fixtures.auditor, inClass('/tests'), { kind: 'tests', ...many }],
    [
      'one of a class',
      fixtures.auditor,
      inClass(`/learners/${learner.enrolmentId}`),
      { kind: 'class_learner', ...one, class: classId },
    ],
    ['a person', fixtures.head, `/desk/people/${learner.id}`, { kind: 'person', ...one, class: null }],
    [
      'evidence',
      fixtures.inspector,
      `/study/evidence?learner=${learner.id}`,
      { kind: 'evidence', ...one, class: null },
    ],
    ['the own list', fixtures.clerk, '/desk', { ...many, kind: 'learner_list', class: null }],
    [
      'the list of all',
      fixtures.inspector,
      '/desk',
      { ...many, kind: 'learner_list', class: null, institution: null, count: 13 },
    ],
  ])('%s', async (_, who, path, expected) => {
    const role = Object.entries(fixtures).find(([, value]) => value === who)?.[0];
    expect(await lookAs(who, path)).toEqual([{ viewer: who.id, role, ...expected }]);
  });

  it('pages without a learner’s data write none, refused ones neither', async () => {
    for (const [who, path] of [
      [fixtures.clerk, inClass('')],
      [fixtures.clerk, '/desk/classes'],
      [fixtures.operator, '/desk/health'],
      [fixtures.head, '/desk/staff'],
      [fixtures.head, '/desk/views'],
      [learner, '/looked'],
      [learner, '/study/evidence'],
    ] as const)
      expect(await lookAs(who, path), path).toEqual([]);
    const cookie = await signIn(school.database.db, fixtures.other.clerk.phone);
    const before = await school.sql`select count(*) from data_view`;
    expect((await knock(`${school.server.url}/desk/people/${learner.id}`, cookie)).status).toBe(404);
    expect(await school.sql`select count(*) from data_view`).toEqual(before);
  });

  it('a reason that was said in this visit stands with it', async () => {
    const { server } = school;
    const cookie = await signIn(school.database.db, fixtures.auditor.phone);
    const said = await knock(`${server.url}/desk/view-reason`, cookie, {
      method: 'POST',
      body: new URLSearchParams({ 'view-reason': '年度抽查', back: '/desk' }),
    });
    const kept = said.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await knock(`${server.url}/desk/people/${learner.id}`, `${cookie}; ${kept}`)).status).toBe(200);
    const [row] = await school.sql`select kind, reason from data_view order by seq desc limit 1`;
    expect(row).toEqual({ kind: 'person', reason: '年度抽查' });
  });
});

it('nobody rewrites it', async () => {
  for (const change of [
    school.sql`update data_view set reason = 'x'`,
    school.sql`delete from data_view`,
    school.sql`truncate data_view`,
  ])
    await expect(change).rejects.toThrow(/append-only/);
});

describe('who reads it', () => {
  const readAs = async (personId: string, filter: Partial<LookFilter> = {}) =>
    readLooks(school.sql, await readPost(school.sql, personId), { ...everything, ...filter });

  it('a head the own institution, a bureau its area, an auditor all, nobody else anything', async () => {
    await lookAs(fixtures.other.clerk, '/desk');
    const from = async (id: string) => new Set((await readAs(id)).map((row) => row.viewer));
    expect(await from(fixtures.head.id)).toContain(fixtures.bureau.name);
    expect(await from(fixtures.head.id)).not.toContain(fixtures.other.clerk.name);
    expect(await from(fixtures.other.head.id)).toEqual(new Set([fixtures.other.clerk.name]));
    expect(await from(fixtures.bureau.id)).toContain(fixtures.auditor.name);
    expect(await from(fixtures.bureau.id)).not.toContain(fixtures.other.clerk.name);
    expect(await from(fixtures.otherBureau.id)).toEqual(new Set([fixtures.other.clerk.name]));
    const all = await from(fixtures.auditor.id);
    expect(all).toContain(fixtures.other.clerk.name);
    expect(all).toContain(fixtures.clerk.name);
    for (const { id } of [fixtures.clerk, fixtures.teacher, fixtures.reviewer, fixtures.operator, learner])
      expect(await readAs(id)).toEqual([]);
  });

  it('narrows by what, who, whose and when', async () => {
    const kinds = async (filter: Partial<LookFilter>) =>
      (await readAs(fixtures.auditor.id, filter)).map(({ kind, role, learner: whose }) => [
        kind,
        role,
        whose,
      ]);
    expect(await kinds({ kind: 'evidence' })).toEqual([['evidence', 'inspector', learner.name]]);
    expect(new Set((await kinds({ role: 'bureau' })).map(([, role]) => role))).toEqual(new Set(['bureau']));
    for (const [, , whose] of await kinds({ q: learner.name })) expect(whose).toBe(learner.name);
    expect((await kinds({ q: fixtures.bureau.name })).length).toBe(2);
    expect(await kinds({ q: '没有这个人' })).toEqual([]);
    expect(await kinds({ to: '2020-01-01' })).toEqual([]);
    expect((await kinds({ from: '2020-01-01' })).length).toBeGreaterThan(5);
  });

  it('page by page, without a gap or a double', async () => {
    await school.sql`
      insert into data_view (viewer_id, viewer_role, viewer_institution_id, kind, learner_id, institution_id, at)
      select ${fixtures.clerk.id}, 'clerk', ${institutionId}, 'person', ${learner.id}, ${institutionId}, now()
      from generate_series(1, 120)`;
    const seen: number[] = [];
    for (let before: number | null = null; ;) {
      const rows = await readAs(fixtures.head.id, { before });
      const page = rows.slice(0, 50).map(({ seq }) => seq);
      seen.push(...page);
      if (rows.length <= 50) break;
      before = page.at(-1) ?? null;
    }
    const [{ n } = { n: 0 }] = await school.sql<{ n: number }[]>`
      select count(*)::int as n from data_view where institution_id = ${institutionId}`;
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
    expect(seen).toHaveLength(n);
  });

  it('the learner herself: what was hers alone, of her class and of her institution, and nothing of others', async () => {
    const [newest] = await school.sql<{ seq: number }[]>`select max(seq)::int as seq from data_view`;
    await lookAs(fixtures.inspector, `/study/evidence?learner=${learner.id}`);
    await lookAs(fixtures.clerk, inClass('/board'));
    await lookAs(fixtures.other.clerk, '/desk');
    await lookAs(fixtures.clerk, '/desk');
    await lookAs(fixtures.clerk, `/desk/people/${fixtureLearner(2).id}`);
    await lookAs(fixtures.auditor, '/desk');
    const since = (rows: Awaited<ReturnType<typeof readOwnLooks>>) =>
      rows.filter(({ seq }) => seq > (newest?.seq ?? 0)).map(({ kind, role }) => `${kind} ${role}`);
    expect(since(await readOwnLooks(school.sql, learner.id, null))).toEqual([
      ...['learner_list auditor', 'learner_list clerk', 'board clerk', 'evidence inspector'],
    ]);
    expect(since(await readOwnLooks(school.sql, fixtures.other.learner.id, null))).toEqual([
      ...['learner_list auditor', 'learner_list clerk'],
    ]);
    const cookie = await signIn(school.database.db, learner.phone);
    const { text } = await knock(`${school.server.url}/looked`, cookie);
    expect(text).toContain('检查人(检查人)看了学习凭证文件');
    expect(text).toContain('教务(教务)看了班级进度,共 12 人');
  });
});

/** Pages of the desk that write no look, and why: each is read by a person before it stands here. */
const noLook: Record<string, string> = {
  'desk-approvals': 'versions of videos; no learner',
  'desk-face-data': 'how many faces are stored; no person',
  'desk-filing': 'how many faces are stored; no person',
  'desk-lesson': 'a lesson; no learner',
  'desk-version': 'a version of a video; no learner',
  'desk-view-reason': 'stores a reason and leads back; shows nothing',
  'desk-classes': 'classes and how many wait in each; no learner',
  'desk-class-plan': 'hours, places and teachers of a class; no learner',
  'desk-notices': 'notices name a class and a count; no learner',
  'desk-supervision': 'kinds and hashes of records; whom they name is not shown',
  'desk-exports': 'names of kinds of files and when they were asked for; the file itself is a look',
  'desk-subsidies': 'months, counts and sums; the list itself is a look',
  'desk-institutions': 'institutions; no learner',
  'desk-bureau': 'classes and counts; no learner',
  'desk-quotas': 'places by year and occupation; no learner',
  'desk-targets': 'counts; no learner',
  'desk-targets-file': 'counts; no learner',
  'desk-reports': 'counts; no learner',
  'desk-reports-file': 'counts; no learner',
  'desk-staff': 'staff; no learner',
  'desk-views': 'the log of looks itself',
  'desk-health': 'figures of the machines; no person',
  'desk-courses': 'courses; no learner',
  'desk-course': 'a course; no learner',
};

it('each page of the desk writes a look or has a reason why not', () => {
  const files = routes.flatMap(({ path = '', file }) => (/^desk(\/|$)/.test(path) ? [file] : []));
  expect(files.length).toBeGreaterThan(40);
  const without = files.filter((file) => !readFileSync(`app/${file}`, 'utf8').includes('await noteLook('));
  const names = without.map((file) => file.replace(/^routes\/|\.tsx?$/g, '')).sort();
  expect(names, 'write `await noteLook(…)` in it, or say in `noLook` why it shows nobody').toEqual(
    Object.keys(noLook).sort(),
  );
});
