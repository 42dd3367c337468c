import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { readConsent } from '../identity/read-consent.server.ts';
import { readEnrolments } from '../study/read-enrolment.server.ts';
import { requireFace } from './require-face.server.ts';
import { needOfRefusal, type FaceNeed } from './face-need.ts';

/** What stands between this learner and her lessons, as the lease would refuse it (P007); null: nothing of her face. */
export async function readFaceNeed(
  { sql }: Pick<House, 'sql'>,
  session: { personId: string; tokenHash: Buffer },
  nowMs: number,
): Promise<FaceNeed | null> {
  const { personId: learnerId, tokenHash: sessionHash } = session;
  const [enrolment] = await readEnrolments(sql, learnerId);
  if (!enrolment) return null;
  try {
    await requireFace(sql, { learnerId, sessionHash }, enrolment.profile, nowMs);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const need = needOfRefusal(error.code);
    if (need !== 'consent') return need;
    const { standing } = await readConsent(sql, learnerId);
    return standing === 'declined' || standing === 'withdrawn' ? 'classroom' : 'consent';
  }
}
