import type { SqlTx } from '../../../db/client.ts';
import type { CaseDecision } from '../face-state.ts';

type Hour = { enrolmentId: string; classHour: number };

/**
 * What a person's look at a photograph changes, under the caller's lock on the chain: hers after all fills its class
 * hour again; somebody else's leaves the hour, so that another photograph is drawn (P009). The machine's verdict stays
 * as it was.
 */
export async function settleSnapshot(
  tx: SqlTx,
  learnerId: string,
  demandId: string,
  decision: CaseDecision,
): Promise<void> {
  if (decision !== 'same_person' && decision !== 'other_person') return;
  const counts = decision === 'same_person';
  const [hour] = await tx<Hour[]>`
    update snapshot set counts = ${counts}
    where learner_id = ${learnerId} and id = ${demandId} and counts <> ${counts}
    returning enrolment_id as "enrolmentId", class_hour as "classHour"`;
  if (!hour) return;
  const { enrolmentId, classHour } = hour;
  if (counts)
    await tx`update enrolment_study set photographed_hours = array_append(photographed_hours, ${classHour}::int)
      where learner_id = ${learnerId} and enrolment_id = ${enrolmentId}`;
  else
    await tx`update enrolment_study e set face_doubt = true, photographed_hours =
        e.photographed_hours[:array_position(e.photographed_hours, ${classHour}::int) - 1]
        || e.photographed_hours[array_position(e.photographed_hours, ${classHour}::int) + 1:]
      where learner_id = ${learnerId} and enrolment_id = ${enrolmentId}
        and array_position(e.photographed_hours, ${classHour}::int) is not null`;
}
