import { randomBytes } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { person, session, signInFailure, type Role } from '../../db/schema/identity.ts';
import { countTry, type SignInTry } from './count-try.server.ts';
import { groupAddress } from './group-address.ts';
import { verifySecret } from './hash-secret.server.ts';
import { hashToken } from './hash-token.server.ts';
import { queueSignIn } from './queue-sign-ins.server.ts';
import { readPhone } from './read-phone.ts';
import { whomToAsk, type Asked } from './staff/whom-to-ask.server.ts';

/** Facts of one request. `previousToken` is what the browser's cookie held; `address` is the socket's or a trusted proxy's. */
export type SignInRequest = {
  phone: string;
  password: string;
  /** Who of those who share the telephone, where two chose the same password. */
  personId?: string;
  address: string;
  userAgent: string;
  previousToken?: string | null;
  nowMs: number;
};

export type SignInAnswer =
  | { ok: true; token: string; personId: string; role: Role; mustSetPassword: boolean }
  | { ok: false; code: 'sign_in_wrong' | 'sign_in_wait'; retryAfterS?: number }
  | { ok: false; code: 'account_suspended'; ask: Asked }
  | { ok: false; code: 'sign_in_who'; people: { personId: string; name: string }[] };

type Account = {
  id: string;
  name: string;
  role: Role;
  passwordHash: string | null;
  codeHash: string | null;
};

const sessionLifeMs = 12 * 3_600_000;
/** How long an ended session still tells a known browser from a stranger's. */
const knownForMs = 30 * 86_400_000;
const lineFullWaitS = 5;
const wrong = { ok: false, code: 'sign_in_wrong' } as const;

/**
 * Signs a browser in with phone number and password, or, before there is a password, with the institution's code.
 * Unknown and known accounts get one answer for the same work: two queries, one count, one argon2 (H09); only a telephone
 * that a family shares takes one argon2 for each of them, at most six. Whose password it is, is who signs in.
 * A sign-in ends the session that the browser held before, whoever's it was (B08).
 */
export async function signIn(db: Db, request: SignInRequest): Promise<SignInAnswer> {
  return (await queueSignIn(() => tryToSignIn(db, request))) ?? waitFor(lineFullWaitS);
}

async function tryToSignIn(db: Db, request: SignInRequest): Promise<SignInAnswer> {
  const phone = readPhone(request.phone) ?? noNumber(request.phone);
  const accounts = await findAccounts(db, phone);
  const attempt = await findPlace(db, request, phone, accounts);
  const waitMs = await countTry(db, attempt);
  if (waitMs > 0) return waitFor(Math.ceil(waitMs / 1000));
  const { personId: who } = request;
  const asked = who === undefined ? accounts : accounts.filter(({ id }) => id === who);
  const right = await findRight(asked, request.password);
  const [account] = right;
  if (!account) return wrong;
  if (right.length > 1) {
    await takeBackFailures(db, attempt);
    const people = right.map(({ id: personId, name }) => ({ personId, name }));
    return { ok: false, code: 'sign_in_who', people };
  }
  return db.transaction((tx) => openSession(tx, request, account, attempt));
}

/** Whose password or code this is; nobody's costs the same as somebody's. */
async function findRight(accounts: Account[], password: string): Promise<Account[]> {
  if (accounts.length === 0) await verifySecret(null, password);
  const right: Account[] = [];
  for (const account of accounts)
    if (await verifySecret(account.passwordHash ?? account.codeHash, password)) right.push(account);
  return right;
}

/** Those who have this telephone, in the order in which they were entered. */
async function findAccounts(db: Db, phone: string): Promise<Account[]> {
  const { id, name, role, passwordHash, firstSignInCodeHash: codeHash } = person;
  return db
    .select({ id, name, role, passwordHash, codeHash })
    .from(person)
    .where(eq(person.phone, phone))
    .orderBy(person.createdAt, person.id);
}

/**
 * Where the try is counted. A browser that this person signed in with before is a place of its own: nobody else can
 * use up its tries, so a stranger who hammers on the number does not keep its owner out (H09). On a shared telephone no
 * browser is: whoever has one of its accounts would get a new place, and new guesses at another's, with every sign-in.
 */
async function findPlace(
  db: Db,
  request: SignInRequest,
  phone: string,
  accounts: Account[],
): Promise<SignInTry> {
  const tokenHash = hashToken(request.previousToken ?? '');
  const [before] = await db
    .select({ personId: session.personId })
    .from(session)
    .where(eq(session.tokenHash, tokenHash));
  const knownBrowser = accounts.length === 1 && accounts[0]?.id === before?.personId;
  const place = knownBrowser ? `browser:${tokenHash.toString('base64url')}` : groupAddress(request.address);
  return { phone, place, knownBrowser, isShared: accounts.length > 1, nowMs: request.nowMs };
}

/** Swaps the browser's old session for a new one, unless the secret was changed since it was looked at. */
async function openSession(
  tx: Tx,
  request: SignInRequest,
  account: Account,
  attempt: SignInTry,
): Promise<SignInAnswer> {
  const [now] = await tx
    .select({
      passwordHash: person.passwordHash,
      codeHash: person.firstSignInCodeHash,
      suspendedAt: person.suspendedAt,
    })
    .from(person)
    .where(eq(person.id, account.id))
    .for('share');
  if (now?.passwordHash !== account.passwordHash || now.codeHash !== account.codeHash) return wrong;
  // Said only to who has the password: to everybody else the account is like any other.
  if (now.suspendedAt) return { ok: false, code: 'account_suspended', ask: await whomToAsk(tx, account.id) };
  const token = randomBytes(32).toString('base64url');
  const { nowMs } = request;
  await takeBackFailures(tx, attempt);
  await tx.delete(session).where(eq(session.tokenHash, hashToken(request.previousToken ?? '')));
  await tx
    .delete(session)
    .where(and(eq(session.personId, account.id), lt(session.expiresAt, new Date(nowMs - knownForMs))));
  await tx.insert(session).values({
    tokenHash: hashToken(token),
    personId: account.id,
    userAgent: request.userAgent.slice(0, 300),
    createdAt: new Date(nowMs),
    expiresAt: new Date(nowMs + sessionLifeMs),
  });
  return {
    ok: true,
    token,
    personId: account.id,
    role: account.role,
    mustSetPassword: account.passwordHash === null,
  };
}

/**
 * A right sign-in takes its failures back; of a shared telephone only its own, or one of the family could go on guessing
 * another's password by signing in between (H09).
 */
async function takeBackFailures(tx: Db | Tx, { phone, place, isShared, nowMs }: SignInTry): Promise<void> {
  await tx
    .delete(signInFailure)
    .where(
      and(
        eq(signInFailure.phone, phone),
        eq(signInFailure.address, place),
        isShared ? eq(signInFailure.at, new Date(nowMs)) : undefined,
      ),
    );
}

/** What was typed instead of a phone number, as nobody's number: it is counted like any other. */
function noNumber(typed: string): string {
  return `?${typed.replaceAll('\0', '').slice(0, 20)}`;
}

function waitFor(retryAfterS: number): SignInAnswer {
  return { ok: false, code: 'sign_in_wait', retryAfterS };
}
