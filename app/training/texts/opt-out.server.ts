import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';

/** Whether somebody said that she wants no text messages. */
export async function isOptedOut(sql: Sql, personId: string): Promise<boolean> {
  const rows = await sql`select 1 from sms_opt_out where person_id = ${personId}`;
  return rows.length === 1;
}

/** Stops or starts text messages to somebody; what waits is not sent either. */
export async function setOptOut(
  sql: Sql,
  personId: string,
  isOut: boolean,
  now: ClockReading,
): Promise<void> {
  if (isOut)
    await sql`insert into sms_opt_out (person_id, at) values (${personId}, ${new Date(now.wallMs)})
      on conflict do nothing`;
  else await sql`delete from sms_opt_out where person_id = ${personId}`;
}
