import { afterAll, beforeAll, expect, it } from 'vitest';
import { readExport } from '../../app/evidence/read-export.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { judge } from '../cheats/tamper-export.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { readLedger } from '../cheats/read-ledger.ts';
import { admitAll, knock, owner, visitors, type Cookies, type Visitor } from './visitors.ts';

// F04: a learner has her own evidence, an inspector anybody's, nobody else any.

let school: School;
let cookies: Cookies;
const classmate = fixtureLearner(2);
beforeAll(async () => {
  school = await openSchool();
  cookies = await admitAll(school);
  await Promise.all(
    [1, 2].map(async (place) => {
      const window = await school.enter(place);
      await window.openLease();
      await window.studyHonestly(2_000, school.solve);
    }),
  );
});
afterAll(() => school?.close());

const ask = (visitor: Visitor, query = '') =>
  knock(`${school.server.url}/study/evidence${query}`, cookies[visitor]);

it('a learner gets her own, with and without naming herself, and it comes to her ledger', async () => {
  for (const query of ['', `?learner=${owner.id}`]) {
    const { status, text, headers } = await ask('owner', query);
    expect(status).toBe(200);
    const file = readExport(text);
    expect(file.learnerId).toBe(owner.id);
    const verdict = judge(file);
    expect(verdict.broken).toBeNull();
    const { provenMs, frontierMs } = await readLedger(school.sql, owner.id);
    expect([verdict.creditedMs, verdict.lessons[0]?.frontierMs]).toEqual([provenMs, frontierMs]);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="zhenxue-evidence-[0-9a-f]{8}\.jsonl"$/,
    );
    for (const secret of [classmate.id, fixtures.other.learner.id, owner.phone, owner.name])
      expect(text).not.toContain(secret);
  }
});

/** The own institution's head; inspectors and auditors that of everybody. */
const mayRead: Visitor[] = ['owner', 'inspector', 'auditor', 'head'];

it('nobody else gets it, whatever the query says', async () => {
  const queries = [
    `?learner=${owner.id}`,
    `?learner=${owner.id.toUpperCase()}`,
    `?learner=${classmate.id}&learner=${owner.id}`,
  ];
  for (const visitor of visitors.filter((one) => !mayRead.includes(one))) {
    for (const query of queries) {
      const { status, text } = await ask(visitor, query);
      if (visitor === 'classmate' && status === 200) expect(readExport(text).learnerId).toBe(classmate.id);
      // To another institution's head she is not there.
      else expect(visitor === 'otherHead' ? [404] : [401, 403], `${visitor} ${query}`).toContain(status);
      expect(text).not.toContain(`"learnerId\\":\\"${owner.id}`);
    }
  }
});

it('an inspector gets that of any learner, and only of learners; so does an auditor', async () => {
  for (const { id } of [owner, classmate]) {
    expect((await ask('auditor', `?learner=${id}`)).status).toBe(200);
    const { status, text } = await ask('inspector', `?learner=${id}`);
    expect(status).toBe(200);
    expect(readExport(text).learnerId).toBe(id);
  }
  for (const query of [
    '',
    '?learner=',
    '?learner=1',
    `?learner=${fixtures.clerk.id}`,
    "?learner=' or 1=1 --",
  ])
    expect((await ask('inspector', query)).status, query).toBe(404);
  // Reading is no event: the log of who was read is as it was.
  const before = await readLedger(school.sql, owner.id);
  await ask('inspector', `?learner=${owner.id}`);
  expect(await readLedger(school.sql, owner.id)).toEqual(before);
});

it('a part of the file cannot be asked for, and no shared cache may keep any of it', async () => {
  const answer = await fetch(`${school.server.url}/study/evidence`, {
    headers: { Cookie: cookies.owner ?? '', Range: 'bytes=0-10' },
  });
  expect(answer.status).toBe(200);
  expect((await answer.text()).length).toBeGreaterThan(100);
  expect((await knock(`${school.server.url}/evidence/public-key`, null)).text).toMatch(
    /"ed25519":"[A-Za-z0-9+/=]+"/,
  );
});
