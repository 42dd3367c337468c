import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { decideHours } from './decide-hours.server.ts';
import { issueProofs } from './issue-proofs.server.ts';
import { mendProof } from './mend-proof.server.ts';
import { proofWorkWire } from './proof.wire.ts';
import { revokeProof } from './revoke-proof.server.ts';

/** Does what a form of the page asks; answers how many proofs were issued. Throws refusals of the verbs, `bad_shape`, `reason_missing`. */
export async function workOnProofs(
  house: Pick<House, 'sql' | 'masterKey'>,
  session: Session,
  classId: string,
  form: FormData,
  now: ClockReading,
): Promise<{ issued: number | null }> {
  const read = proofWorkWire.safeParse(Object.fromEntries(form));
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0] ?? '');
    const place = `${String(form.get('enrolmentId') ?? '')}/${String(form.get('number') ?? '')}`;
    if (field === 'reason') throw new Refusal('reason_missing', { field: `reason ${place}` });
    throw new Refusal('bad_shape', { field });
  }
  const work = read.data;
  switch (work.intent) {
    case 'issue':
      return issueProofs(house, session, classId, { enrolmentId: work.enrolmentId }, now);
    case 'issue-all':
      return issueProofs(house, session, classId, 'ready', now);
    case 'decide': {
      const { enrolmentId, number, word, reason } = work;
      const decision = { enrolmentId, numbers: [number], isAccepted: word === 'accept', reason };
      await decideHours(house.sql, session, classId, decision, now);
      return { issued: null };
    }
    case 'mend':
      await mendProof(house.sql, session, classId, work, now);
      return { issued: null };
    case 'revoke':
      await revokeProof(house.sql, session, classId, work, now);
      return { issued: null };
  }
}
