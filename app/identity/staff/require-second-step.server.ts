import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay, startOfChinaDay } from '../../training/class-day.ts';
import type { Session } from '../read-session.server.ts';
import { readPost } from './read-post.server.ts';

/** The day may lie this far ahead, so that everybody has a telephone by then. */
const aheadDaysMax = 30;

/**
 * From this day on the staff of the head's institution signs in with a second step. It can be drawn forward, never put
 * off or taken back. Throws `forbidden`, `bad_shape` for a day that is past or too far.
 */
export async function requireSecondStepFrom(
  { sql }: Pick<House, 'sql'>,
  session: Session,
  day: string,
  nowMs: number,
): Promise<void> {
  const last = chinaDay(nowMs + aheadDaysMax * 86_400_000);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(day) ||
    day < chinaDay(nowMs) ||
    day > last ||
    Number.isNaN(Date.parse(day))
  )
    throw new Refusal('bad_shape', { field: 'day' });
  await sql.begin(async (tx) => {
    const { role, institutionId } = await readPost(tx, session.personId, { lock: true });
    if (role !== 'head') throw new Refusal('forbidden');
    const from = new Date(startOfChinaDay(day));
    await tx`update institution set totp_required_from = least(totp_required_from, ${from}) where id = ${institutionId}`;
  });
}

/** The China day from which the second step is required; null: not decided. */
export async function readSecondStepDay(sql: House['sql'], institutionId: string): Promise<string | null> {
  const [row] = await sql<{ from: Date | null }[]>`
    select totp_required_from as "from" from institution where id = ${institutionId}`;
  return row?.from ? chinaDay(row.from.getTime()) : null;
}
