import { randomUUID } from 'node:crypto';
import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { chinaDay } from '../class-day.ts';
import { findProfile } from './find-profile.server.ts';
import { requireContent } from './list-contents.server.ts';
import type { NewClass } from './plan.wire.ts';
import { requireStanding } from './read-standing.server.ts';

/**
 * Makes a class of the clerk's institution, a draft without hours, under the rules of its place, type and first day.
 * Throws `institution_barred` (P044), `rules_missing`, `content_gone` (P011).
 */
export async function createClass(
  sql: Sql,
  session: Session,
  made: NewClass,
  now: ClockReading,
): Promise<{ classId: string }> {
  return sql.begin(async (tx) => {
    const { institutionId } = session;
    if (made.isSubsidised) await requireStanding(tx, institutionId, chinaDay(now.wallMs));
    await requireContent(tx, institutionId, made.courseVersionId);
    const { id: profileId } = await findProfile(tx, made);
    const classId = randomUUID();
    await tx`
      insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on,
        place_code, is_subsidised)
      values (${classId}, ${institutionId}, ${made.title}, ${made.courseVersionId}, ${profileId}, ${made.startsOn},
        ${made.endsOn}, ${made.placeCode}, ${made.isSubsidised})`;
    return { classId };
  });
}
