import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetSignIns } from '../../app/identity/forget-sign-ins.server.ts';
import { readSession } from '../../app/identity/read-session.server.ts';
import { signIn } from '../../app/identity/sign-in.server.ts';
import {
  acceptInvitation,
  invitationTries,
  readInvitation,
} from '../../app/identity/staff/accept-invitation.server.ts';
import { inviteStaff, revokeInvitation } from '../../app/identity/staff/invite-staff.server.ts';
import { readPost } from '../../app/identity/staff/read-post.server.ts';
import { readOneStaff } from '../../app/identity/staff/read-staff.server.ts';
import { stepStaff } from '../../app/identity/staff/step-staff.server.ts';
import { sweepNotices } from '../../app/training/notices/sweep-notices.server.ts';
import type { Role } from '../../db/schema/identity.ts';
import { fixtures } from '../harness/fixtures.ts';
import { enter, heads, office, openStaff, settle } from './open-staff.ts';

// Invitations and suspensions: nobody above or outside of themselves, everything once, nothing forgotten.

let staff: Awaited<ReturnType<typeof openStaff>>;
beforeAll(async () => {
  staff = await openStaff();
});
afterAll(() => staff?.close());

const refuses = (code: string) => expect.objectContaining({ code });
const password = '春风又绿江南岸边';
let lastPhone = 13_700_000_000;
const invite = (role: Role, who = heads.own, institutionId?: string, phone = String(++lastPhone)) =>
  inviteStaff(staff.house, who, { role, name: '新同事', phone, institutionId }, Date.now()).then((made) => ({
    ...made,
    phone,
  }));
const accept = (
  made: { token: string; code: string; phone: string },
  more: object = {},
  nowMs = Date.now(),
) => acceptInvitation(staff.house, { ...made, password, ...more }, nowMs);
const tryToSignIn = (phone: string, secret: string = password) =>
  signIn(staff.house.db, {
    ...{ phone, password: secret, address: '10.0.0.9', userAgent: 'test', nowMs: Date.now() },
  });

describe('an invitation', () => {
  it('makes one account of its role in its house, with the chosen password', async () => {
    const made = await invite('clerk');
    expect(await readInvitation(staff.sql, made.token, Date.now())).toEqual({
      ...{ name: '新同事', role: 'clerk', institution: '测试机构' },
    });
    expect(await accept(made)).toBeNull();
    expect(await tryToSignIn(made.phone)).toMatchObject({ ok: true, role: 'clerk', mustSetPassword: false });
    const [row] = await staff.sql`
      select p.institution_id, s.step, s.actor_id from person p join staff_step s on s.person_id = p.id
      where p.phone = ${made.phone}`;
    expect(row).toEqual({
      ...{ institution_id: fixtures.institutionId, step: 'joined', actor_id: fixtures.head.id },
    });
    const told = await staff.sql`
      select kind, recipient_id as who, facts from notice where subject = ${made.id}`;
    expect(told).toEqual([
      { kind: 'staff_joined', who: fixtures.head.id, facts: { institution: '测试机构' } },
    ]);
  });

  it('that nobody accepted is told once to whoever sent it, one that was taken back is not', async () => {
    const [kept, gone] = [await invite('clerk'), await invite('clerk')];
    await revokeInvitation(staff.house, heads.own, gone.id, Date.now());
    const told = () =>
      staff.sql<{ kind: string; who: string }[]>`
        select kind, recipient_id as who from notice where subject in (${kept.id}, ${gone.id})`;
    const after = (days: number) => ({ wallMs: Date.now() + days * 86_400_000, monoMs: 0, boot: 't' });
    await sweepNotices(staff.sql, after(6));
    expect(await told()).toEqual([]);
    for (const days of [8, 9]) await sweepNotices(staff.sql, after(days));
    expect(await told()).toEqual([{ kind: 'invitation_expired', who: fixtures.head.id }]);
  });

  it('is used once: sent eight times at once it makes one account', async () => {
    const made = await invite('teacher');
    const told = await settle(Array.from({ length: 8 }, () => accept(made)));
    expect(told.kept).toBe(1);
    expect(new Set(told.refused)).toEqual(new Set(['invitation_gone']));
    await expect(accept(made)).rejects.toEqual(refuses('invitation_gone'));
    const rows = await staff.sql`select 1 from person where phone = ${made.phone}`;
    expect(rows).toHaveLength(1);
  });

  it('needs link, code and telephone together, and closes after ten wrong ones', async () => {
    const made = await invite('author');
    const wrong = String((Number(made.code) + 1) % 1_000_000).padStart(6, '0');
    await expect(accept(made, { code: wrong })).rejects.toEqual(refuses('invitation_wrong'));
    await expect(accept(made, { phone: '13700999999' })).rejects.toEqual(refuses('invitation_wrong'));
    await expect(accept({ ...made, token: 'a'.repeat(43) })).rejects.toEqual(refuses('invitation_gone'));
    expect(await accept(made, { password: '12345678' }), 'a weak password uses no try up').toBe('too_easy');
    const told = await settle(Array.from({ length: invitationTries }, () => accept(made, { code: wrong })));
    expect(told.refused.filter((code) => code === 'invitation_wrong')).toHaveLength(invitationTries - 2);
    await expect(accept(made), 'the right code too').rejects.toEqual(refuses('invitation_gone'));
  });

  it('ends after seven days, when it is taken back, and when a newer one goes out', async () => {
    const old = await invite('clerk');
    const week = 7 * 86_400_000;
    await expect(accept(old, {}, Date.now() + week)).rejects.toEqual(refuses('invitation_gone'));
    const back = await invite('clerk');
    await expect(revokeInvitation(staff.house, heads.other, back.id, Date.now())).rejects.toEqual(
      refuses('not_found'),
    );
    await revokeInvitation(staff.house, heads.own, back.id, Date.now());
    await expect(accept(back)).rejects.toEqual(refuses('invitation_gone'));
    const first = await invite('clerk');
    const second = await invite('clerk', heads.own, undefined, first.phone);
    await expect(accept(first)).rejects.toEqual(refuses('invitation_gone'));
    expect(await accept(second)).toBeNull();
    await expect(revokeInvitation(staff.house, heads.own, second.id, Date.now())).rejects.toEqual(
      refuses('staff_step'),
    );
    // Positive control: a day before its end the first one would still have been good.
    expect(await accept(old, {}, Date.now() + week - 86_400_000)).toBeNull();
  });

  it('is stored as digests: neither link nor code is in the table', async () => {
    const made = await invite('clerk');
    const [row] = await staff.sql<{ kept: string }[]>`
      select v::text as kept from staff_invitation v where id = ${made.id}`;
    expect(row?.kept).toContain(made.phone);
    expect(row?.kept).not.toContain(made.token);
    expect(row?.kept).not.toContain(made.code);
  });

  it('is forgotten three months after its end, unless it became an account', async () => {
    const [lost, kept] = [await invite('clerk'), await invite('clerk')];
    expect(await accept(kept)).toBeNull();
    const left = async (afterDays: number) => {
      await forgetSignIns(staff.house.db, Date.now() + afterDays * 86_400_000);
      const rows = await staff.sql<{ id: string }[]>`
        select id from staff_invitation where id = any(${[lost.id, kept.id]}::uuid[])`;
      return rows.map(({ id }) => id).sort();
    };
    expect(await left(96)).toEqual([lost.id, kept.id].sort());
    expect(await left(98)).toEqual([kept.id]);
  });

  it('of a telephone that staff has is refused; a learner may have it too', async () => {
    await expect(invite('clerk', heads.own, undefined, fixtures.other.clerk.phone)).rejects.toEqual(
      refuses('phone_taken'),
    );
    await invite('clerk', heads.own, undefined, fixtures.learners[4]?.phone);
  });

  it('never reaches above or outside of whoever invites', async () => {
    const { institutionId, other, bureau, otherBureau } = fixtures;
    const tries: [typeof heads.own, Role, string][] = [
      ...(['head', 'bureau', 'reviewer', 'inspector', 'auditor', 'operator', 'learner'] as const).map(
        (role): [typeof heads.own, Role, string] => [heads.own, role, institutionId],
      ),
      [heads.own, 'clerk', other.institutionId],
      [heads.own, 'clerk', bureau.institutionId],
      [heads.bureau, 'head', other.institutionId],
      [heads.bureau, 'clerk', institutionId],
      [heads.bureau, 'bureau', bureau.institutionId],
      [heads.bureau, 'head', bureau.institutionId],
      [heads.office, 'reviewer', office.institutionId],
      [heads.office, 'operator', office.institutionId],
      [heads.office, 'clerk', institutionId],
      [heads.office, 'bureau', institutionId],
      [heads.own, 'clerk', '00000000-0000-4000-8000-00000000ffff'],
    ];
    for (const [who, role, where] of tries)
      await expect(invite(role, who, where), `${who.role} ${role}`).rejects.toEqual(refuses('not_found'));
    // A clerk whose session claims to be a head's is still a clerk.
    const liar = { ...heads.own, personId: fixtures.clerk.id };
    await expect(invite('clerk', liar)).rejects.toEqual(refuses('not_found'));
    // Positive control: what each may.
    for (const [who, role, where] of [
      [heads.bureau, 'head', institutionId],
      [heads.office, 'head', other.institutionId],
      [heads.office, 'bureau', otherBureau.institutionId],
      [heads.office, 'auditor', office.institutionId],
      [heads.office, 'inspector', office.institutionId],
    ] as const)
      expect((await invite(role, who, where)).code).toMatch(/^\d{6}$/);
  });
});

describe('a suspension', () => {
  const why = { step: 'suspended', reason: '离岗,待核查' } as const;
  const back = { step: 'returned', reason: '核查清楚了' } as const;
  const step = (who: typeof heads.own, personId: string, what: typeof why | typeof back) =>
    stepStaff(staff.house, who, personId, what, Date.now());

  it('ends every session in the middle, and the door says whom to ask, only to the right password', async () => {
    const { house, sql } = staff;
    const before = await Promise.all([1, 2].map(() => enter(house, fixtures.clerk.phone)));
    await step(heads.own, fixtures.clerk.id, why);
    for (const { cookie } of before) expect(await readSession(sql, cookie, false)).toBeNull();
    expect(await tryToSignIn(fixtures.clerk.phone, fixtures.password)).toEqual({
      ...{ ok: false, code: 'account_suspended', ask: { name: '测试机构', phone: '037100000001' } },
    });
    expect(await tryToSignIn(fixtures.clerk.phone, 'not the one')).toEqual({
      ok: false,
      code: 'sign_in_wrong',
    });
    // A session that was being opened at that moment is none either.
    await sql`insert into session (token_hash, person_id, user_agent, expires_at)
      values (sha256('x'), ${fixtures.clerk.id}, 'test', now() + interval '1 hour')`;
    const planted = await enter(house, fixtures.clerk.phone).catch((error: Error) => error.message);
    expect(planted).toContain('has no session');
    await expect(step(heads.own, fixtures.clerk.id, why)).rejects.toEqual(refuses('staff_step'));
    await step(heads.own, fixtures.clerk.id, back);
    expect(await tryToSignIn(fixtures.clerk.phone, fixtures.password)).toMatchObject({ ok: true });
  });

  it('needs a reason, is nobody’s own, and reaches no further than the post', async () => {
    await expect(step(heads.own, fixtures.clerk.id, { ...why, reason: ' 因  ' } as never)).rejects.toEqual(
      refuses('reason_missing'),
    );
    for (const who of [heads.own, heads.bureau, heads.office])
      await expect(step(who, who.personId, why)).rejects.toEqual(refuses('staff_self'));
    for (const [who, whom] of [
      [heads.own, fixtures.other.clerk.id],
      [heads.own, fixtures.bureau.id],
      [heads.own, fixtures.inspector.id],
      [heads.own, fixtures.learners[0]?.id ?? ''],
      [heads.bureau, fixtures.clerk.id],
      [heads.bureau, fixtures.other.head.id],
      [heads.otherBureau, fixtures.head.id],
      [heads.office, fixtures.clerk.id],
    ] as const)
      await expect(step(who, whom, why), `${who.role} ${whom}`).rejects.toEqual(refuses('not_found'));
    await expect(
      staff.sql`update person set suspended_at = now() where id = ${fixtures.learners[0]?.id ?? ''}`,
      'the database itself suspends no learner',
    ).rejects.toThrow();
  });

  it('never takes the last head, of two at once neither both', async () => {
    const { sql } = staff;
    await expect(step(heads.bureau, fixtures.head.id, why)).rejects.toEqual(refuses('staff_last_head'));
    const made = await invite('head', heads.bureau, fixtures.institutionId);
    expect(await accept(made)).toBeNull();
    const [second] = await sql<{ id: string }[]>`select id from person where phone = ${made.phone}`;
    const both = [fixtures.head.id, second?.id ?? ''];
    const told = await settle(both.map((id) => step(heads.bureau, id, why)));
    expect(told).toEqual({ kept: 1, refused: ['staff_last_head'] });
    const [{ id: gone } = { id: '' }] = await sql<{ id: string }[]>`
      select id from person where id = any(${both}::uuid[]) and suspended_at is not null`;
    const ask = { name: '测试市人社局', phone: '037100000003' };
    const phone = gone === fixtures.head.id ? fixtures.head.phone : made.phone;
    const secret = gone === fixtures.head.id ? fixtures.password : password;
    expect(await tryToSignIn(phone, secret)).toEqual({ ok: false, code: 'account_suspended', ask });
    await step(heads.bureau, gone, back);
  });

  it('takes back what the suspended person had sent out, and lets none of it through', async () => {
    const { sql } = staff;
    const made = await invite('clerk');
    const late = await invite('clerk');
    const second = await invite('head', heads.bureau, fixtures.institutionId);
    expect(await accept(second)).toBeNull();
    await step(heads.bureau, fixtures.head.id, why);
    await expect(accept(made)).rejects.toEqual(refuses('invitation_gone'));
    // Even one that was not taken back: whoever sent it holds no post.
    await sql`update staff_invitation set revoked_at = null where id = ${late.id}`;
    await expect(accept(late)).rejects.toEqual(refuses('invitation_gone'));
    await expect(invite('clerk')).rejects.toEqual(refuses('signed_out'));
    await step(heads.bureau, fixtures.head.id, back);
    expect(await accept(late)).toBeNull();
  });

  it('stays in the history for good', async () => {
    await expect(staff.sql`update staff_step set reason = 'x'`).rejects.toThrow();
    await expect(staff.sql`delete from staff_step`).rejects.toThrow();
    const actor = await readPost(staff.sql, fixtures.head.id);
    const one = await readOneStaff(staff.sql, actor, fixtures.clerk.id);
    expect(one?.steps.map(({ step: what, reason }) => `${what} ${reason}`)).toEqual([
      ...['returned 核查清楚了', 'suspended 离岗,待核查'],
    ]);
  });
});
