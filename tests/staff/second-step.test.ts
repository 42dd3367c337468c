import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirePerson } from '../../app/identity/guards.server.ts';
import { readSession } from '../../app/identity/read-session.server.ts';
import { beginSecondStep } from '../../app/identity/staff/begin-second-step.server.ts';
import { codeLimits } from '../../app/identity/staff/count-code-try.server.ts';
import {
  changePhone,
  passSecondStep,
  setUpSecondStep,
} from '../../app/identity/staff/pass-second-step.server.ts';
import {
  readSecondStepDay,
  requireSecondStepFrom,
} from '../../app/identity/staff/require-second-step.server.ts';
import { stepStaff } from '../../app/identity/staff/step-staff.server.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { enter, heads, openStaff, scanKey, settle } from './open-staff.ts';

// The second step of staff: a code once, few tries, recovery codes once, and no way round it.

let staff: Awaited<ReturnType<typeof openStaff>>;
beforeAll(async () => {
  staff = await openStaff();
});
afterAll(() => staff?.close());

const minute = 60_000;
/** Far from the wall clock of the machine, each test at an hour of its own. */
let hour = 0;
const nextHour = () => Date.UTC(2030, 0, 1, hour++) + 5_000;
const refuses = (code: string) => expect.objectContaining({ code });

describe('a member of staff sets it up', () => {
  it('is asked nothing without a policy, and a code at every sign-in once it is set up', async () => {
    const { house } = staff;
    const nowMs = nextHour();
    const { session, cookie } = await enter(house, fixtures.clerk.phone);
    expect(session.secondStep).toBeNull();
    expect(requirePerson(session)).toBe(session);
    const elsewhere = await enter(house, fixtures.clerk.phone);
    const show = await scanKey(house, session, nowMs);
    await expect(setUpSecondStep(house, session, '000000', nowMs)).rejects.toEqual(refuses('code_wrong'));
    const codes = await setUpSecondStep(house, session, show(nowMs), nowMs);
    expect(new Set(codes).size).toBe(10);
    expect(await beginSecondStep(house, session, nowMs)).toEqual({ state: 'set', recoveryLeft: 10 });
    expect(await readSession(house.sql, elsewhere.cookie, false), 'other browsers are out').toBeNull();
    expect((await readSession(house.sql, cookie, false))?.secondStep).toBeNull();

    const next = await enter(house, fixtures.clerk.phone);
    expect(next.session.secondStep).toBe('code');
    expect(() => requirePerson(next.session)).toThrow(refuses('second_step'));
    await passSecondStep(house, next.session, show(nowMs + minute), nowMs + minute);
    const passed = await readSession(house.sql, next.cookie, false);
    expect(passed && requirePerson(passed)).toMatchObject({ personId: fixtures.clerk.id });
    await expect(setUpSecondStep(house, next.session, show(nowMs + 2 * minute), nowMs)).rejects.toEqual(
      refuses('second_step_set'),
    );
  });

  it('keeps the key sealed and the recovery codes as digests', async () => {
    const { house, sql } = staff;
    const { session } = await enter(house, fixtures.author.phone);
    const nowMs = nextHour();
    const seen = await beginSecondStep(house, session, nowMs);
    if (seen.state !== 'set_up') throw new Error(seen.state);
    const show = await scanKey(house, session, nowMs);
    const codes = await setUpSecondStep(house, session, show(nowMs), nowMs);
    const rows = await sql<{ kept: string }[]>`
      select t::text || (select string_agg(c::text, ' ') from recovery_code c where c.person_id = t.person_id) as kept
      from staff_totp t where person_id = ${fixtures.author.id}`;
    const kept = rows[0]?.kept ?? '';
    expect(kept).toContain(fixtures.author.id);
    const secret = seen.groups.replaceAll(' ', '');
    for (const plain of [secret, ...codes, ...codes.map((code) => code.replace('-', ''))]) {
      expect(kept).not.toContain(plain);
      expect(kept).not.toContain(Buffer.from(plain).toString('hex'));
    }
  });

  it('cannot be led to a key that another session saw under the same password', async () => {
    const { house } = staff;
    const nowMs = nextHour();
    const thief = await enter(house, fixtures.teacher.phone);
    const thiefShows = await scanKey(house, thief.session, nowMs);
    const own = await enter(house, fixtures.teacher.phone);
    const show = await scanKey(house, own.session, nowMs);
    expect(show(nowMs)).not.toBe(thiefShows(nowMs));
    await expect(setUpSecondStep(house, own.session, thiefShows(nowMs), nowMs)).rejects.toEqual(
      refuses('code_wrong'),
    );
    await expect(setUpSecondStep(house, thief.session, show(nowMs), nowMs)).rejects.toEqual(
      refuses('code_wrong'),
    );
    await setUpSecondStep(house, own.session, show(nowMs), nowMs);
  });

  it('is nothing for learners', async () => {
    const { session } = await enter(staff.house, fixtureLearner(1).phone);
    expect(session.secondStep).toBeNull();
    await expect(beginSecondStep(staff.house, session, nextHour())).rejects.toEqual(refuses('forbidden'));
  });
});

/** Somebody whose second step was set up at this time. */
async function settled(phone: string, nowMs: number) {
  const { house } = staff;
  await house.sql`delete from staff_totp where person_id = (select id from person where phone = ${phone})`;
  const { session } = await enter(house, phone);
  const show = await scanKey(house, session, nowMs);
  return { show, codes: await setUpSecondStep(house, session, show(nowMs), nowMs) };
}

describe('a code', () => {
  it('lets in once: of three browsers that send it at once, one', async () => {
    const { house } = staff;
    const nowMs = nextHour();
    const { show } = await settled(fixtures.inspector.phone, nowMs);
    const later = nowMs + 2 * minute;
    const code = show(later);
    const three = await Promise.all([1, 2, 3].map(() => enter(house, fixtures.inspector.phone)));
    const told = await settle(three.map(({ session }) => passSecondStep(house, session, code, later)));
    expect(told).toEqual({ kept: 1, refused: ['code_wrong', 'code_wrong'] });
    const open = await Promise.all(three.map(({ cookie }) => readSession(house.sql, cookie, false)));
    expect(open.filter((one) => one?.secondStep === null)).toHaveLength(1);
    // Nor is the one before it taken afterwards, though its time is not over.
    const { session } = await enter(house, fixtures.inspector.phone);
    await expect(passSecondStep(house, session, show(later - 30_000), later)).rejects.toEqual(
      refuses('code_wrong'),
    );
    // Positive control: the next one is.
    await passSecondStep(house, session, show(later + 30_000), later + 30_000);
  });

  it('is guessed five times, then waits, in however many browsers and at once', async () => {
    const { house } = staff;
    const nowMs = nextHour();
    const { show } = await settled(fixtures.head.phone, nowMs);
    const at = nowMs + 10 * minute;
    const many = await Promise.all(Array.from({ length: 8 }, () => enter(house, fixtures.head.phone)));
    const told = await settle(many.map(({ session }) => passSecondStep(house, session, '000000', at)));
    expect(told.refused.sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'code_wait'),
      ...Array.from({ length: 5 }, () => 'code_wrong'),
    ]);
    const [{ session } = { session: null }] = many;
    if (!session) throw new Error('no session');
    await expect(passSecondStep(house, session, show(at), at + minute), 'the right one too').rejects.toEqual(
      refuses('code_wait'),
    );
    const free = at + codeLimits[0].windowMs + 1_000;
    await passSecondStep(house, session, show(free), free);
  });

  it('of recovery is taken once, and told from others by nothing', async () => {
    const { house } = staff;
    const nowMs = nextHour();
    const { codes } = await settled(fixtures.auditor.phone, nowMs);
    const [first = '', second = ''] = codes;
    const two = await Promise.all([1, 2].map(() => enter(house, fixtures.auditor.phone)));
    const typed = first.toUpperCase().replace('-', ' ');
    const told = await settle(
      two.map(({ session }) => passSecondStep(house, session, typed, nowMs + minute)),
    );
    expect(told).toEqual({ kept: 1, refused: ['code_wrong'] });
    const { session } = await enter(house, fixtures.auditor.phone);
    await expect(changePhone(house, session, second, nowMs + 2 * minute)).rejects.toEqual(
      refuses('second_step'),
    );
    await passSecondStep(house, session, second, nowMs + 3 * minute);
    expect(await beginSecondStep(house, session, nowMs)).toMatchObject({ state: 'code' });
  });

  it('of the old phone leads to a new one, whose key is another', async () => {
    const { house } = staff;
    const nowMs = nextHour();
    const { show } = await settled(fixtures.operator.phone, nowMs);
    const { cookie, session } = await enter(house, fixtures.operator.phone);
    await passSecondStep(house, session, show(nowMs + minute), nowMs + minute);
    const passed = await readSession(house.sql, cookie, false);
    if (!passed) throw new Error('no session');
    await expect(changePhone(house, passed, '000000', nowMs + 2 * minute)).rejects.toEqual(
      refuses('code_wrong'),
    );
    await changePhone(house, passed, show(nowMs + 2 * minute), nowMs + 2 * minute);
    const showNew = await scanKey(house, passed, nowMs);
    expect(showNew(nowMs)).not.toBe(show(nowMs));
  });
});

describe('the policy of an institution', () => {
  const day = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

  it('is decided by its head, within 30 days, and only ever drawn forward', async () => {
    const { house } = staff;
    const nowMs = Date.now();
    const ahead = (days: number) => day(nowMs + days * 86_400_000);
    const decide = (from: string, who = heads.own) => requireSecondStepFrom(house, who, from, nowMs);
    for (const wrong of [ahead(-1), ahead(31), '2026-02-30', 'soon', ''])
      await expect(decide(wrong)).rejects.toEqual(refuses('bad_shape'));
    await expect(decide(ahead(0), heads.bureau)).rejects.toEqual(refuses('forbidden'));
    await decide(ahead(20));
    await decide(ahead(30));
    expect(await readSecondStepDay(house.sql, fixtures.institutionId), 'never put off').toBe(ahead(20));
    const before = await enter(house, fixtures.reviewer.phone);
    expect(before.session.secondStep).toBeNull();
    await decide(ahead(0));
    // A session that stands already is asked as well.
    const now = await readSession(house.sql, before.cookie, false);
    expect(now?.secondStep).toBe('set_up');
    expect(() => requirePerson(now)).toThrow(refuses('second_step'));
    expect((await enter(house, fixtures.other.clerk.phone)).session.secondStep, 'not of others').toBeNull();
    expect((await enter(house, fixtureLearner(2).phone)).session.secondStep, 'never of learners').toBeNull();
  });

  it('stands from the first day in an institution that is entered now', async () => {
    const { house, sql } = staff;
    await sql`insert into institution (id, name, phone, place_code)
      values ('00000000-0000-4000-8000-0000000000e1', '新机构', '0', '410100')`;
    await sql`insert into person (institution_id, role, name, phone, password_hash)
      values ('00000000-0000-4000-8000-0000000000e1', 'clerk', '新教务', '13900000081', 'x')`;
    expect((await enter(house, '13900000081')).session.secondStep).toBe('set_up');
  });
});

it('a head gives a new beginning with a reason on record, and everybody of that account is out', async () => {
  const { house, sql } = staff;
  const nowMs = nextHour();
  const { show } = await settled(fixtures.clerk.phone, nowMs);
  const { cookie } = await enter(house, fixtures.clerk.phone);
  const reset = { step: 'second_step_reset', reason: '手机丢了,本人来过' } as const;
  for (const stranger of [heads.other, heads.bureau, heads.office])
    await expect(stepStaff(house, stranger, fixtures.clerk.id, reset, nowMs)).rejects.toEqual(
      refuses('not_found'),
    );
  await stepStaff(house, heads.own, fixtures.clerk.id, reset, nowMs);
  expect(await readSession(sql, cookie, false)).toBeNull();
  const { session } = await enter(house, fixtures.clerk.phone);
  const shown = await beginSecondStep(house, session, nowMs);
  expect(shown.state).toBe('set_up');
  await expect(passSecondStep(house, session, show(nowMs + minute), nowMs + minute)).rejects.toEqual(
    refuses('code_wrong'),
  );
  const steps =
    await sql`select step, actor_id, reason from staff_step where person_id = ${fixtures.clerk.id}`;
  expect([...steps]).toEqual([
    { step: 'second_step_reset', actor_id: fixtures.head.id, reason: '手机丢了,本人来过' },
  ]);
});
