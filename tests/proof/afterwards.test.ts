import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../app/platform/house.server.ts';
import { decideHours } from '../../app/training/proof/decide-hours.server.ts';
import { issueProofs, type ProofsAsked } from '../../app/training/proof/issue-proofs.server.ts';
import { readRecognised } from '../../app/training/proof/read-recognised.server.ts';
import { revokeProof } from '../../app/training/proof/revoke-proof.server.ts';
import { sweepProofs } from '../../app/training/proof/sweep-proofs.server.ts';
import { why } from '../application/open-application.ts';
import { houseOf } from '../face/store-face.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { bureau, clerk, clock, inspector, otherBureau, teacher } from '../in-person/open-in-person.ts';
import { openReady, type ProofGroup } from './open-proofs.ts';

// A proof that was issued stays as it is; what changes behind it is told, and only the bureau declares it void.

let base: TestDatabase;
let house: House;
beforeAll(async () => {
  base = await openTestDatabase();
  house = houseOf(base);
});
afterAll(() => base?.close());

const now = clock('2026-07-02', '10:00');
const issue = ({ classId }: ProofGroup, asked: ProofsAsked = 'ready') =>
  issueProofs(house, clerk, classId, asked, now);
const rowOf = async ({ classId, learners }: ProofGroup, place = 0) => {
  const { rows } = await readRecognised(base.sql, classId);
  const found = rows.find(({ enrolmentId }) => enrolmentId === learners[place]?.enrolmentId);
  if (!found) throw new Error('she is not in the class');
  return found;
};

describe('afterwards', () => {
  it('an hour that is void later is told to the desk by the sweep; more hours are no fault', async () => {
    const group = await openReady(base.sql, 70);
    await issue(group);
    const [first, second] = group.learners;
    await sweepProofs(house, now);
    expect((await rowOf(group)).proof?.fault).toBeNull();
    await base.sql`update enrolment_study set photographed_hours = '{0,1,3}' where learner_id = ${first?.learnerId ?? ''}`;
    await base.sql`update lesson_progress set proven_ms = proven_ms + 2400000, frontier_ms = frontier_ms + 2400000,
      duration_ms = duration_ms + 2400000 where learner_id = ${second?.learnerId ?? ''}`;
    await sweepProofs(house, clock('2026-07-04', '10:00'));
    expect((await rowOf(group, 0)).proof?.fault).toBe('hours');
    expect((await rowOf(group, 1)).proof?.fault).toBeNull();
  });

  it('a row of the log that was replaced is told too', async () => {
    const group = await openReady(base.sql, 80, 1);
    const [learner] = group.learners;
    const { learnerId = '', enrolmentId = '' } = learner ?? {};
    await base.sql`update enrolment_study set witnessed_hours = '{0}' where learner_id = ${learnerId}`;
    await decideHours(
      base.sql,
      bureau,
      group.classId,
      { enrolmentId, numbers: [1], isAccepted: true, reason: '看过' },
      now,
    );
    await issue(group);
    await sweepProofs(house, clock('2026-07-04', '10:00'));
    expect((await rowOf(group)).proof?.fault).toBeNull();
    await base.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update evidence_event set hash = sha256('x') where learner_id = ${learnerId} and seq = 1`;
    });
    await sweepProofs(house, clock('2026-07-06', '10:00'));
    expect((await rowOf(group)).proof?.fault).toBe('ledger');
  });

  it('the bureau of the class declares one void, once and for good; it is not issued again', async () => {
    const group = await openReady(base.sql, 90, 1);
    await issue(group);
    const number = (await rowOf(group)).proof?.number ?? '';
    const revoke = (by = bureau) =>
      revokeProof(base.sql, by, group.classId, { number, reason: '查实代学' }, now);
    for (const by of [clerk, teacher, inspector]) expect(await why(revoke(by))).toBe('forbidden');
    expect(await why(revoke(otherBureau))).toBe('not_found');
    const other = await openReady(base.sql, 95, 1);
    expect(await why(revokeProof(base.sql, bureau, other.classId, { number, reason: '查实代学' }, now))).toBe(
      'not_found',
    );
    await Promise.all([revoke(), revoke()]);
    expect((await rowOf(group)).proof?.revokedMs).toBe(now.wallMs);
    const { enrolmentId = '' } = group.learners[0] ?? {};
    expect(await why(issue(group, { enrolmentId }))).toBe('proof_void');
    expect(await issue(group)).toEqual({ issued: 0 });
    expect(await why(base.sql`delete from proof_revocation`)).not.toBe('done');
  });
});
