import type { SqlTx } from '../../../db/client.ts';
import { appendEvidence, lockChains, type ChainHead } from '../../evidence/append.server.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { requireOwnClass } from '../own-class.server.ts';
import { requireSatisfied } from '../survey/read-lock.server.ts';
import { readRounds } from '../survey/read-rounds.server.ts';
import { makeProof, readProofClass } from './make-proof.server.ts';
import {
  isDue,
  isReady,
  readRecognised,
  type Recognised,
  type RecognisedRow,
} from './read-recognised.server.ts';

/** Whose proofs are issued: one learner's, or everybody's who is ready. */
export type ProofsAsked = { enrolmentId: string } | 'ready';

/** The rows that are asked for and have no proof yet. Throws `not_found`, and for one: `proof_void`, `proof_hours`, `proof_test`. */
function pick({ rows }: Recognised, asked: ProofsAsked): RecognisedRow[] {
  if (asked === 'ready') return rows.filter(isReady);
  const row = rows.find(({ enrolmentId }) => enrolmentId === asked.enrolmentId);
  if (!row) throw new Refusal('not_found');
  if (row.proof && row.proof.revokedMs === null) return [];
  if (!isDue(row.proof)) throw new Refusal('proof_void');
  if (!row.hours.isComplete) throw new Refusal('proof_hours');
  if (row.finalTest === 'open') throw new Refusal('proof_test');
  return [row];
}

/**
 * Issues study proofs: hours are computed here and nowhere typed. The shares of the plan are asked again on delivered hours
 * (P001, P033, P034), the class is approved (P019) and satisfied (P057), its final test passed where it has one. Asked once
 * before, and again under the lock of the class and of every chain; a second press issues nothing. A void one is issued again, under
 * a new number, once its bureau found the cause mended. Answers how many. Throws
 * `not_found`, `forbidden`, `class_step`, `survey_due`, `assessment_locked`, `proof_hours`, `proof_test`, `proof_void`.
 */
export async function issueProofs(
  { sql, masterKey }: Pick<House, 'sql' | 'masterKey'>,
  session: Session,
  classId: string,
  asked: ProofsAsked,
  now: ClockReading,
): Promise<{ issued: number }> {
  if (session.role !== 'clerk') throw new Refusal('forbidden');
  const seen = await requireOwnClass(sql, session, classId);
  if (pick(await readRecognised(sql, seen.id), asked).length === 0) return { issued: 0 };
  return sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    if (own.state !== 'approved' && own.state !== 'closed')
      throw new Refusal('class_step', { state: own.state });
    await requireSatisfied(tx, own.id, now.wallMs);
    const everybody = await tx<
      { id: string }[]
    >`select learner_id as id from enrolment where class_id = ${own.id}`;
    const heads = await lockChains(
      tx,
      everybody.map(({ id }) => id),
    );
    const recognised = await readRecognised(tx, own.id);
    const rows = pick(recognised, asked);
    const proofClass = await readProofClass(tx, own.id);
    const survey = await readSurvey(tx, own.id, now.wallMs);
    for (const row of rows) {
      const head = heads.get(row.learnerId);
      if (!head) throw new Error('chain is not locked');
      const basis = basisOf(recognised, row, head, survey);
      const { onlineTheory, inPersonTheory, practice } = row.hours;
      const hours = { onlineTheory, inPersonTheory, practice };
      const replaces = row.proof?.number ?? null;
      const stated = { hours, basis, replaces, issuedOn: chinaDay(now.wallMs), issuedAtMs: now.wallMs };
      const { number, body, bodySha256, signature, keyVersion } = await makeProof(
        ...([tx, masterKey, proofClass, row, stated] as const),
      );
      const { learnerId, enrolmentId } = row;
      const { onlineTheoryMaxPct, practicalMinPct } = basis.rules;
      await tx`
        insert into study_proof (number, learner_id, enrolment_id, class_id, body, signature, key_version, online_hours,
          in_person_theory_hours, practice_hours, online_theory_max_pct, practical_min_pct, issued_by, issued_at,
          replaces)
        values (${number}, ${learnerId}, ${enrolmentId}, ${own.id}, ${body}, ${signature}, ${keyVersion}, ${onlineTheory},
          ${inPersonTheory}, ${practice}, ${onlineTheoryMaxPct}, ${practicalMinPct}, ${session.personId},
          ${new Date(now.wallMs)}, ${replaces})`;
      const event = {
        kind: 'proof_issued',
        fence: 0,
        enrolmentId,
        number,
        onlineHours: onlineTheory,
      } as const;
      await appendEvidence(tx, [
        { head, at: now, events: [{ ...event, bodySha256, issuedBy: session.personId }] },
      ]);
    }
    return { issued: rows.length };
  });
}

function basisOf(
  { plan, parameters }: Recognised,
  { onlineHours, inPerson, finalTest }: RecognisedRow,
  { seq, hash }: ChainHead,
  survey: { roundId: string; sharePct: number } | null,
) {
  return {
    ledger: { seq, hash: hash.toString('hex'), onlineHours },
    inPerson,
    plan,
    rules: {
      onlineTheoryMaxPct: parameters.online_theory_max_pct,
      practicalMinPct: parameters.practical_min_pct,
      classHourS: parameters.class_hour_min_s,
    },
    survey,
    finalTest: finalTest === 'passed' ? finalTest : null,
  };
}

async function readSurvey(tx: SqlTx, classId: string, nowMs: number) {
  const passed = (await readRounds(tx, classId, nowMs)).find(({ standing }) => standing.state === 'passed');
  if (passed?.standing.state !== 'passed') return null;
  return { roundId: passed.id, sharePct: passed.standing.sharePct };
}
