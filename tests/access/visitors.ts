import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { signIn } from '../harness/sign-in.ts';
import type { School } from '../cheats/open-school.ts';

/** Everybody who may knock: all roles, with and without a place in the class, and nobody. */
export const visitors = [
  'nobody',
  'newcomer',
  'owner',
  'classmate',
  'outsider',
  'clerk',
  'otherClerk',
  'head',
  'otherHead',
  'teacher',
  'author',
  'bureau',
  'otherBureau',
  'reviewer',
  'inspector',
  'auditor',
  'operator',
] as const;
export type Visitor = (typeof visitors)[number];
export type Cookies = Record<Visitor, string | null>;

/** The learner whose things the others try to reach. */
export const owner = fixtureLearner(1);
const newcomer = fixtureLearner(3);

/** Signs everybody in. The newcomer came with the institution's code and has no password yet. */
export async function admitAll({ database: { db, sql } }: School): Promise<Cookies> {
  await sql`update person set password_hash = null, first_sign_in_code_hash = 'x' where id = ${newcomer.id}`;
  const phones: Record<Exclude<Visitor, 'nobody'>, string> = {
    newcomer: newcomer.phone,
    owner: owner.phone,
    classmate: fixtureLearner(2).phone,
    outsider: fixtures.other.learner.phone,
    clerk: fixtures.clerk.phone,
    otherClerk: fixtures.other.clerk.phone,
    head: fixtures.head.phone,
    otherHead: fixtures.other.head.phone,
    teacher: fixtures.teacher.phone,
    author: fixtures.author.phone,
    bureau: fixtures.bureau.phone,
    otherBureau: fixtures.otherBureau.phone,
    reviewer: fixtures.reviewer.phone,
    inspector: fixtures.inspector.phone,
    auditor: fixtures.auditor.phone,
    operator: fixtures.operator.phone,
  };
  const cookies: Cookies = { nobody: null } as Cookies;
  for (const [visitor, phone] of Object.entries(phones))
    cookies[visitor as Visitor] = await signIn(db, phone);
  return cookies;
}

/** One request as a visitor; redirects are not followed. */
export async function knock(url: string, cookie: string | null, init: RequestInit = {}) {
  const headers = {
    Origin: new URL(url).origin,
    ...(cookie ? { Cookie: cookie } : {}),
    ...(init.headers as object),
  };
  const answer = await fetch(url, { redirect: 'manual', ...init, headers });
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
  return { status: answer.status, location: answer.headers.get('Location'), headers: answer.headers, text };
}

/** What tells the owner: whoever may not see her must see none of these. */
export const marks = [owner.phone, owner.id, owner.enrolmentId];
