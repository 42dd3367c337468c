import type { Sql, SqlTx } from '../../../db/client.ts';
import { isTold, type Told } from './told.server.ts';

/** Tells whoever invited somebody that the invitation was accepted. No name: the list of staff says whom. */
export async function tellJoined(tx: Sql | SqlTx, told: Told): Promise<void> {
  await tx`
    insert into notice (recipient_id, kind, subject, facts, at)
    select v.invited_by, 'staff_joined', v.id::text, jsonb_build_object('institution', i.name), v.accepted_at
    from staff_invitation v join institution i on i.id = v.institution_id
    where v.accepted_at is not null and ${isTold(tx, told, 'v.id', 'v.accepted_at')}
    on conflict do nothing`;
}

/** Tells whoever invited somebody that the invitation was not accepted in its time. */
export async function tellExpired(sql: Sql, since: Date, nowMs: number): Promise<void> {
  await sql`
    insert into notice (recipient_id, kind, subject, facts, at)
    select v.invited_by, 'invitation_expired', v.id::text, jsonb_build_object('institution', i.name), v.expires_at
    from staff_invitation v join institution i on i.id = v.institution_id
    where v.accepted_at is null and v.revoked_at is null and v.expires_at >= ${since}
      and v.expires_at <= ${new Date(nowMs)}
    on conflict do nothing`;
}
