import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import routes from '../../app/routes.ts';
import { fixtureLesson, fixtures } from '../harness/fixtures.ts';
import { all, desks, learners, out, type Expected } from './answers.ts';
import { bureauPages } from './bureau-pages.ts';
import { classPages } from './class-pages.ts';
import { staffPages } from './staff-pages.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { enterSession, inPersonPages } from './in-person-pages.ts';
import { admitAll, knock, marks, owner, visitors, type Cookies, type Visitor } from './visitors.ts';

// H10, O5: every role at every page of app/routes.ts. A page without a line in this table fails.

const pages: Record<string, Expected> = {
  ...classPages,
  ...bureauPages,
  ...inPersonPages,
  '/': {
    path: '/',
    get: all('/desk', {
      ...{ ...learners(200), nobody: '/sign-in', newcomer: '/set-password', halfway: '/second-step' },
    }),
    post: all(405),
  },
  // Who is signed in is led home, whatever was posted.
  '/sign-in': { path: '/sign-in', get: all('/', { nobody: 200 }), post: all('/', { nobody: 422 }) },
  '/set-password': {
    path: '/set-password',
    get: all('/', { newcomer: 200, nobody: out('/set-password').nobody }),
    // A password that is set is not set again: everybody else is led on, and nothing changes.
    post: all('/desk', { ...learners('/'), newcomer: 422, nobody: out('/set-password').nobody }),
  },
  '/sign-out': { path: '/sign-out', get: all('/'), post: all('/sign-in') },
  '/lessons/:ordinal': {
    path: '/lessons/1',
    get: all(403, { ...learners(200), ...out('/lessons/1') }),
    post: all(405),
  },
  // Her own class's test; the page draws no paper.
  '/test/:classId': {
    path: `/test/${fixtures.classId}`,
    get: all(403, { owner: 200, classmate: 200, outsider: 403, ...out(`/test/${fixtures.classId}`) }),
    post: all(405),
  },
  '/progress': {
    path: '/progress',
    get: all(403, { ...learners(200), ...out('/progress') }),
    post: all(405),
  },
  '/consent': {
    path: '/consent',
    get: all(403, { ...learners(200), ...out('/consent') }),
    // A form that says nothing changes nothing.
    post: all(403, { ...learners('/consent'), ...out('/consent') }),
  },
  '/device-check': {
    path: '/device-check',
    get: all(403, { ...learners(200), ...out('/device-check') }),
    post: all(405),
  },
  // Nothing is taken before she has agreed.
  '/face': {
    path: '/face',
    get: all(403, { ...learners('/consent'), ...out('/face') }),
    post: all(405),
  },
  '/photos': {
    path: '/photos',
    get: all(403, { ...learners(200), ...out('/photos') }),
    // It names no photograph of hers.
    post: all(403, { ...learners(404), ...out('/photos') }),
  },
  // No class of theirs asks anybody.
  '/survey/:classId': {
    path: `/survey/${fixtures.classId}`,
    get: all(403, { ...learners(404), ...out(`/survey/${fixtures.classId}`) }),
    post: all(403, { ...learners(422), ...out(`/survey/${fixtures.classId}`) }),
  },
  // A form that marks nothing changes nothing.
  '/notices': {
    path: '/notices',
    get: all(403, { ...learners(200), ...out('/notices') }),
    post: all(403, { ...learners(422), ...out('/notices') }),
  },
  '/my-proof': {
    path: '/my-proof',
    get: all(403, { ...learners(200), ...out('/my-proof') }),
    post: all(405),
  },
  // Nobody has one yet.
  '/my-proof/file': {
    path: '/my-proof/file',
    get: all(403, { ...learners(404), ...out('/my-proof/file') }),
    post: all(405),
  },
  // Open to everybody; the form asks about no proof.
  '/proof/:number?': { path: '/proof', get: all(200), post: all(422) },
  '/help': { path: '/help', get: all(200), post: all(405) },
  // Teachers come for classes, bureaus for what waits in their area, operators for the machines.
  '/desk': {
    path: '/desk',
    get: all(200, {
      ...{ ...learners(403), teacher: '/desk/classes', bureau: '/desk/bureau', otherBureau: '/desk/bureau' },
      operator: '/desk/health',
      ...out('/desk'),
    }),
    post: all(405),
  },
  '/desk/notices': {
    path: '/desk/notices',
    get: all(200, { ...learners(403), ...out('/desk/notices') }),
    post: all(422, { ...learners(403), ...out('/desk/notices') }),
  },
  // Her own institution's clerks, the bureau and inspectors; POST names no case, no form, nothing to enter.
  '/desk/reviews/:caseId?': {
    path: '/desk/reviews',
    get: all(403, { ...desks(200), ...out('/desk/reviews') }),
    post: all(403, { ...desks(404), auditor: 403, ...out('/desk/reviews') }),
  },
  // Reviewers decide, authors see their own, inspectors read; POST names nothing to decide.
  '/desk/approvals/:versionId?': {
    path: '/desk/approvals',
    get: all(403, {
      ...{ author: 200, reviewer: 200, inspector: 200, auditor: 200 },
      ...out('/desk/approvals'),
    }),
    post: all(403, { author: 422, reviewer: 422, ...out('/desk/approvals') }),
  },
  '/desk/people/:id': {
    path: `/desk/people/${owner.id}`,
    get: all(403, {
      ...{ clerk: 200, head: 200, inspector: 200, auditor: 200, otherClerk: 404, otherHead: 404 },
      ...out(`/desk/people/${owner.id}`),
    }),
    post: all(403, { clerk: 422, otherClerk: 404, ...out(`/desk/people/${owner.id}`) }),
  },
  '/desk/face-data': {
    path: '/desk/face-data',
    get: all(403, { reviewer: 200, inspector: 200, auditor: 200, ...out('/desk/face-data') }),
    post: all(403, { reviewer: 422, ...out('/desk/face-data') }),
  },
  '/desk/face-data/filing': {
    path: '/desk/face-data/filing',
    get: all(403, { reviewer: 200, inspector: 200, auditor: 200, ...out('/desk/face-data/filing') }),
    post: all(405),
  },
  // This lesson and this version belong to no institution of these authors.
  '/desk/lessons/:lessonId': {
    path: `/desk/lessons/${fixtureLesson(1).lessonId}`,
    get: all(403, { author: 404, ...out(`/desk/lessons/${fixtureLesson(1).lessonId}`) }),
    post: all(403, { author: 404, ...out(`/desk/lessons/${fixtureLesson(1).lessonId}`) }),
  },
  '/desk/versions/:versionId': {
    path: `/desk/versions/${fixtureLesson(1).videoVersionId}`,
    get: all(403, { author: 404, ...out(`/desk/versions/${fixtureLesson(1).videoVersionId}`) }),
    post: all(403, { author: 404, ...out(`/desk/versions/${fixtureLesson(1).videoVersionId}`) }),
  },
  '/desk/view-reason': {
    path: '/desk/view-reason',
    get: all('/desk'),
    post: all(403, { ...desks(422), ...out('/desk/view-reason') }),
  },
  ...staffPages,
  // Authors only; the form names nothing to enter, and the fixture course is nobody's.
  '/desk/courses': {
    path: '/desk/courses',
    get: all(403, { author: 200, ...out('/desk/courses') }),
    post: all(403, { author: 422, ...out('/desk/courses') }),
  },
  '/desk/courses/:courseId': {
    path: `/desk/courses/${fixtures.courseId}`,
    get: all(403, { author: 200, ...out(`/desk/courses/${fixtures.courseId}`) }),
    post: all(403, { author: 404, ...out(`/desk/courses/${fixtures.courseId}`) }),
  },
  // Open to everybody: what is approved and published.
  '/catalogue': { path: '/catalogue', get: all(200), post: all(405) },
  '/catalogue/:occupationId': { path: '/catalogue/test', get: all(200), post: all(405) },
  '/text-size': { path: '/text-size', get: all('/'), post: all('/') },
  '/language': { path: '/language', get: all('/'), post: all('/') },
  // Built in development only: this server is the one that is shipped.
  '/gallery': { path: '/gallery', get: all(404), post: all(404) },
  '/*': { path: '/nothing/here', get: all(404), post: all(404) },
};

let school: School;
let cookies: Cookies;
beforeAll(async () => {
  school = await openSchool();
  await enterSession(school.database.sql);
  cookies = await admitAll(school);
  const window = await school.enter(1);
  await window.openLease();
  await window.studyHonestly(1_500, school.solve);
});
afterAll(() => school?.close());

/** Who may read the owner's telephone number, masked or not, by role: her own institution, the bureau of her class and the inspector. */
const mayKnowHer: Visitor[] = ['owner', 'clerk', 'head', 'bureau', 'inspector', 'auditor'];

it('the table names exactly the pages of app/routes.ts', () => {
  const paths = routes.map((route) => `/${route.path ?? ''}`);
  expect([...paths].sort()).toEqual(Object.keys(pages).sort());
});

describe.each(Object.entries(pages))('%s', (_, { path, get, post }) => {
  it.each(visitors)('GET as %s', async (visitor) => {
    const { status, location, text, headers } = await knock(school.server.url + path, cookies[visitor]);
    const expected = get[visitor];
    expect(typeof expected === 'string' ? location : status, text.slice(0, 300)).toBe(expected);
    // An address that a visitor has typed may be said back; nothing else of hers.
    const secret = marks.filter((mark) => !path.includes(mark));
    if (!mayKnowHer.includes(visitor)) expect(secret.filter((mark) => text.includes(mark))).toEqual([]);
    expect(headers.get('cache-control')).toMatch(/no-store/);
    // The same page as data, as the browser's own navigation asks for it.
    const data = await knock(`${school.server.url}${path === '/' ? '/_root' : path}.data`, cookies[visitor]);
    if (!mayKnowHer.includes(visitor)) expect(secret.filter((mark) => data.text.includes(mark))).toEqual([]);
    if (expected === 403 || expected === 404) expect(data.text).not.toContain(owner.name);
    if (expected === 403) expect(data.text).not.toContain('测试课1');
  });

  it.each(visitors)('POST as %s', async (visitor) => {
    // Each sign-out ends a session of its own, so that the others stay.
    const own = path === '/sign-out' ? await admitAll(school) : cookies;
    const form = {
      method: 'POST',
      body: new URLSearchParams({ password: '1', role: 'inspector', personId: owner.id }),
    };
    const { status, location, text } = await knock(school.server.url + path, own[visitor], form);
    const expected = post[visitor];
    expect(typeof expected === 'string' ? location : status, text.slice(0, 300)).toBe(expected);
  });
});

it('nobody became anybody else by asking', async () => {
  const rows = await school.sql<{ id: string; role: string; set: boolean }[]>`
    select id, role, password_hash is not null as set from person where id = any(${[owner.id, fixtures.clerk.id]}::uuid[])`;
  expect(new Set(rows.map(({ role, set }) => `${role} ${set}`))).toEqual(
    new Set(['learner true', 'clerk true']),
  );
});

describe('the desk', () => {
  it('shows a clerk the learners of the own institution, an inspector all, an author none', async () => {
    const desk = async (visitor: Visitor) =>
      (await knock(`${school.server.url}/desk`, cookies[visitor])).text;
    const outsiderName = fixtures.other.learner.name;
    expect(await desk('clerk')).toContain(owner.name);
    expect(await desk('clerk')).not.toContain(outsiderName);
    expect(await desk('otherClerk')).toContain(outsiderName);
    expect(await desk('otherClerk')).not.toContain(`>${owner.name}<`);
    expect(await desk('inspector')).toContain(owner.name);
    expect(await desk('inspector')).toContain(outsiderName);
    expect(await desk('head')).toContain(owner.name);
    expect(await desk('head')).not.toContain(outsiderName);
    expect(await desk('auditor')).toContain(outsiderName);
    for (const visitor of ['author', 'reviewer', 'operator'] as const) {
      expect(await desk(visitor)).not.toContain(owner.name);
      expect(await desk(visitor)).not.toContain(outsiderName);
    }
  });
});
