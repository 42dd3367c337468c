import type { Sql } from '../../../db/client.ts';
import type { Role } from '../../../db/schema/identity.ts';
import { chinaDay, chinaTime } from '../../training/class-day.ts';
import { maskPhone } from '../mask-phone.ts';
import { mayManage, reachesOf, type Post } from './may-manage.ts';
import { managedBy } from './read-post.server.ts';
import type { StaffStepKind } from './staff-steps.ts';

/** One account as whoever looks after it sees it. */
export type StaffListed = {
  id: string;
  name: string;
  role: Role;
  institution: string;
  maskedPhone: string;
  isSuspended: boolean;
  hasSecondStep: boolean;
};
export type StaffOpen = StaffListed & {
  steps: { id: string; step: StaffStepKind; actor: string; reason: string; at: string }[];
};
export type InvitationListed = {
  id: string;
  name: string;
  role: Role;
  institution: string;
  maskedPhone: string;
  day: string;
  until: string;
  state: 'open' | 'accepted' | 'revoked' | 'expired' | 'closed';
};

/** A post into which somebody may be invited. */
export type PostOffered = { role: Role; institutionId: string; institution: string };
/** More need a name in the search. */
const offersShown = 300;

/** A place in the list: what was on the last row. */
export type StaffPlace = { name: string; id: string };
export const staffShown = 50;

/** The accounts that this post looks after, by name; `after` goes on where the last page ended. */
export async function readStaff(
  sql: Sql,
  actor: Post,
  { q, after }: { q: string; after: StaffPlace | null },
): Promise<StaffListed[]> {
  const rows = await sql<(Omit<StaffListed, 'maskedPhone'> & { phone: string })[]>`
    select p.id, p.name, p.role, p.phone, i.name as institution, p.suspended_at is not null as "isSuspended",
      exists (select 1 from staff_totp t where t.person_id = p.id and t.confirmed_at is not null) as "hasSecondStep"
    from person p join institution i on i.id = p.institution_id
    where (${managedBy(sql, actor, 'p.role')})
      and (${q} = '' or strpos(p.name, ${q}) > 0 or strpos(i.name, ${q}) > 0)
      and (${after === null} or (p.name, p.id) > (${after?.name ?? ''}, ${after?.id ?? null}::uuid))
    order by p.name, p.id limit ${staffShown + 1}`;
  return rows.map(({ phone, ...row }) => ({ ...row, maskedPhone: maskPhone(phone) }));
}

/** One of them with everything that was done with the account; null: not looked after by this post. */
export async function readOneStaff(sql: Sql, actor: Post, id: string): Promise<StaffOpen | null> {
  const [one] = await sql<(Omit<StaffListed, 'maskedPhone'> & { phone: string })[]>`
    select p.id, p.name, p.role, p.phone, i.name as institution, p.suspended_at is not null as "isSuspended",
      exists (select 1 from staff_totp t where t.person_id = p.id and t.confirmed_at is not null) as "hasSecondStep"
    from person p join institution i on i.id = p.institution_id
    where p.id::text = ${id} and (${managedBy(sql, actor, 'p.role')})`;
  if (!one) return null;
  const steps = await sql<(Omit<StaffOpen['steps'][number], 'at'> & { at: Date })[]>`
    select s.id, s.step, i.name || ' ' || a.name as actor, s.reason, s.at
    from staff_step s join person a on a.id = s.actor_id join institution i on i.id = a.institution_id
    where s.person_id = ${one.id} order by s.seq desc limit 50`;
  const { phone, ...shown } = one;
  return {
    ...shown,
    maskedPhone: maskPhone(phone),
    steps: steps.map(({ at, ...step }) => ({
      ...step,
      at: `${chinaDay(at.getTime())} ${chinaTime(at.getTime())}`,
    })),
  };
}

/** The newest invitations into posts that this one looks after. */
export async function readInvitations(sql: Sql, actor: Post, nowMs: number): Promise<InvitationListed[]> {
  type Row = Omit<InvitationListed, 'day' | 'until' | 'maskedPhone'> & {
    phone: string;
    at: Date;
    expiresAt: Date;
  };
  const rows = await sql<Row[]>`
    select v.id, v.name, v.role, v.phone, i.name as institution, v.created_at as at, v.expires_at as "expiresAt",
      case when v.accepted_at is not null then 'accepted' when v.revoked_at is not null then 'revoked'
        when v.expires_at <= ${new Date(nowMs)} then 'expired' when v.tries >= 10 then 'closed' else 'open' end as state
    from staff_invitation v join institution i on i.id = v.institution_id
    where ${managedBy(sql, actor, 'v.role')}
    order by v.seq desc limit 50`;
  return rows.map(({ phone, at, expiresAt, ...row }) => ({
    ...row,
    maskedPhone: maskPhone(phone),
    day: chinaDay(at.getTime()),
    until: chinaDay(expiresAt.getTime()),
  }));
}

/** The posts into which this one may invite, those of houses whose name holds `q`. */
export async function readOffers(sql: Sql, actor: Post, q: string): Promise<PostOffered[]> {
  type House = Omit<Post, 'role'> & { name: string };
  const houses = await sql<House[]>`
    select i.id as "institutionId", i.name, i.kind, i.place_code as "placeCode" from institution i
    where (${managedBy(sql, actor, null)}) and (${q} = '' or i.id = ${actor.institutionId} or strpos(i.name, ${q}) > 0)
    order by i.kind, i.name, i.id limit ${offersShown}`;
  const reached = [...new Set(reachesOf(actor).flatMap(({ roles }) => roles))];
  return houses.flatMap(({ name, ...house }) =>
    reached
      .filter((role) => mayManage(actor, { role, ...house }))
      .map((role) => ({ role, institutionId: house.institutionId, institution: name })),
  );
}
