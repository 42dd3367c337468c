import type { Sql } from '../../../db/client.ts';
import type { PictureKind } from '../../presence/face-state.ts';
import type { Session } from '../read-session.server.ts';
import type { LookKind } from './look-kinds.ts';

/** One look at personal data: of one learner, of a class, or of `count` learners of an institution (null: of all). */
export type Look = {
  kind: LookKind;
  learnerId?: string;
  classId?: string;
  institutionId?: string | null;
  count?: number;
  picture?: { kind: PictureKind; id: string };
  /** What the viewer said in this visit; null: the ordinary work of the role. */
  reason: string | null;
};

/** Puts a look of staff on record (P049); what is looked at goes out afterwards, never before. */
export async function logLook(
  sql: Sql,
  { personId, role, institutionId }: Session,
  look: Look,
  nowMs: number,
): Promise<void> {
  const { kind, learnerId = null, classId = null, count = null, picture, reason } = look;
  await sql`
    insert into data_view (viewer_id, viewer_role, viewer_institution_id, kind, learner_id, class_id, institution_id,
      count, picture_kind, picture_id, reason, at)
    values (${personId}, ${role}, ${institutionId}, ${kind}, ${learnerId}, ${classId},
      coalesce(${look.institutionId ?? null}::uuid, (select institution_id from person where id = ${learnerId}),
        (select institution_id from training_class where id = ${classId})),
      coalesce(${count}::int, case when ${learnerId}::uuid is null and ${classId}::uuid is not null
        then (select count(*) from enrolment where class_id = ${classId}) else 1 end), ${picture?.kind ?? null}, ${picture?.id ?? null}, ${reason}, ${new Date(nowMs)})`;
}
