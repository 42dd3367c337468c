import { Secret, TOTP } from 'otpauth';
import { readSession, type Session } from '../../app/identity/read-session.server.ts';
import { beginSecondStep } from '../../app/identity/staff/begin-second-step.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { sessionOf, houseOf } from '../face/store-face.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase } from '../harness/open-test-database.ts';
import { signIn } from '../harness/sign-in.ts';

export const office = {
  institutionId: '00000000-0000-4000-8000-0000000000f1',
  reviewer: { id: '00000000-0000-4000-8000-0000000000f2', phone: '13900000091' },
};

/** Who somebody of the fixtures is once signed in, for verbs that are called without a request. */
export const heads = {
  own: sessionOf(fixtures.head.id, 'head'),
  other: sessionOf(fixtures.other.head.id, 'head', fixtures.other.institutionId),
  bureau: sessionOf(fixtures.bureau.id, 'bureau', fixtures.bureau.institutionId),
  otherBureau: sessionOf(fixtures.otherBureau.id, 'bureau', fixtures.otherBureau.institutionId),
  office: sessionOf(office.reviewer.id, 'reviewer', office.institutionId),
};

/** A database with the fixtures and a provincial office with one reviewer. */
export async function openStaff() {
  const database = await openTestDatabase();
  const house = houseOf(database);
  const { sql } = database;
  await sql`insert into institution (id, name, phone, place_code, kind, totp_required_from)
    values (${office.institutionId}, '省办公室', '037100000009', '410000', 'office', null)`;
  await sql`insert into person (id, institution_id, role, name, phone, password_hash)
    select ${office.reviewer.id}, ${office.institutionId}, 'reviewer', '省审核人', ${office.reviewer.phone}, password_hash
    from person where id = ${fixtures.reviewer.id}`;
  return { house, sql, close: database.close };
}

/** Signs somebody in as a browser would and answers the session that the server reads. */
export async function enter(house: House, phone: string): Promise<{ session: Session; cookie: string }> {
  const cookie = await signIn(house.db, phone);
  const session = await readSession(house.sql, cookie, false);
  if (!session) throw new Error(`${phone} has no session`);
  return { session, cookie };
}

/** An authenticator that has scanned the key of this session's page. */
export async function scanKey(house: House, session: Session, nowMs = Date.now()) {
  const seen = await beginSecondStep(house, session, nowMs);
  if (seen.state !== 'set_up') throw new Error(`the second step is ${seen.state}`);
  const totp = new TOTP({
    ...{ algorithm: 'SHA1', digits: 6, period: 30 },
    secret: Secret.fromBase32(seen.groups.replaceAll(' ', '')),
  });
  return (atMs: number) => totp.generate({ timestamp: atMs });
}

/** How many of these promises were kept, and with which refusals the others were broken. */
export async function settle(work: Promise<unknown>[]): Promise<{ kept: number; refused: string[] }> {
  const done = await Promise.allSettled(work);
  return {
    kept: done.filter(({ status }) => status === 'fulfilled').length,
    refused: done.flatMap((one) =>
      one.status === 'rejected' ? [String((one.reason as { code?: string }).code ?? one.reason)] : [],
    ),
  };
}
