import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../app/platform/house.server.ts';
import { decideHours } from '../../app/training/proof/decide-hours.server.ts';
import { issueProofs, type ProofsAsked } from '../../app/training/proof/issue-proofs.server.ts';
import { showPublicly } from '../../app/training/proof/find-proof.server.ts';
import { mendProof } from '../../app/training/proof/mend-proof.server.ts';
import { readProofs } from '../../app/training/proof/read-proof.server.ts';
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

  it('once its bureau found the cause mended it is issued again under a new number; the old one stays void and names it', async () => {
    const group = await openReady(base.sql, 60, 2);
    const { classId, learners } = group;
    const [first, second] = learners;
    await issue(group);
    const old = (await rowOf(group)).proof?.number ?? '';
    const untouched = (await rowOf(group, 1)).proof?.number ?? '';
    const mend = (by = bureau, number = old, id = classId) =>
      mendProof(base.sql, by, id, { number, reason: '补上了课' }, now);
    const again = (by = clerk) =>
      issueProofs(house, by, classId, { enrolmentId: first?.enrolmentId ?? '' }, now);
    // What is not void is not mended, and nobody but the bureau of the class says that it is.
    expect(await why(mend())).toBe('not_found');
    await revokeProof(base.sql, bureau, classId, { number: old, reason: '课时查不实' }, now);
    for (const by of [clerk, teacher, inspector]) expect(await why(mend(by))).toBe('forbidden');
    expect(await why(mend(otherBureau))).toBe('not_found');
    const other = await openReady(base.sql, 65, 1);
    expect(await why(mend(bureau, old, other.classId))).toBe('not_found');
    expect(await why(again())).toBe('proof_void');
    // Past the pages, into the tables.
    const forge = (number: string, by: string) =>
      why(
        base.sql`insert into proof_mended (number, reason, decided_by, decided_at)
          values (${number}, '补', ${by}, now())`.execute(),
      );
    expect(await forge(old, clerk.personId)).not.toBe('done');
    expect(await forge(untouched, bureau.personId)).not.toBe('done');
    const copy = (replaces: string | null, enrolmentId = first?.enrolmentId ?? '') =>
      why(
        base.sql`insert into study_proof select 'ZX-410100-2026-0009999-X', learner_id, ${enrolmentId}, class_id, body,
          signature, key_version, online_hours, in_person_theory_hours, practice_hours, online_theory_max_pct,
          practical_min_pct, issued_by, issued_at, ${replaces} from study_proof where number = ${old}`.execute(),
      );
    expect(await copy(null)).not.toBe('done');
    expect(await copy(old)).not.toBe('done');

    await Promise.all([mend(), mend()]);
    for (const by of [bureau, teacher, inspector]) expect(await why(again(by))).toBe('forbidden');
    // Hours are computed anew: what is no longer there is not stated again.
    await base.sql`update enrolment_study set photographed_hours = '{}' where learner_id = ${first?.learnerId ?? ''}`;
    expect(await why(again())).toBe('proof_hours');
    const { photographed = [] } =
      (
        await base.sql<{ photographed: number[] }[]>`
        select photographed_hours as photographed from enrolment_study where learner_id = ${second?.learnerId ?? ''}`
      )[0] ?? {};
    await base.sql`update enrolment_study set photographed_hours = ${photographed}
      where learner_id = ${first?.learnerId ?? ''}`;
    const pressed = await Promise.all([again(), again(), issue(group)]);
    expect(pressed.map(({ issued }) => issued).sort()).toEqual([0, 0, 1]);
    const row = await rowOf(group);
    expect(row.proof).toMatchObject({ replaces: old, revokedMs: null });
    const fresh = row.proof?.number ?? '';
    expect(fresh).not.toBe(old);
    expect((await rowOf(group, 1)).proof?.number).toBe(untouched);
    const [stored] = await readProofs(base.sql, house.masterKey, { number: old });
    expect(stored && showPublicly(stored)).toMatchObject({ state: 'void', replacedBy: fresh });
    const [standing] = await readProofs(base.sql, house.masterKey, { number: fresh });
    expect(standing && showPublicly(standing)).toMatchObject({ state: 'valid', replacedBy: null });
    expect(standing?.body.replaces).toBe(old);
    // One void proof is replaced once, by one of its own learner.
    expect(await copy(old)).not.toBe('done');
    expect(await why(base.sql`delete from proof_mended`)).not.toBe('done');
    expect(await issue(group)).toEqual({ issued: 0 });
    // The day's comparison does not come back to the old one for ever.
    for (const day of ['2026-07-04', '2026-07-06', '2026-07-06'])
      await sweepProofs(house, clock(day, '10:00'));
    expect(await sweepProofs(house, clock('2026-07-06', '11:00'))).toBe(0);
    // And again, if it has to be.
    await revokeProof(base.sql, bureau, classId, { number: fresh, reason: '又查不实' }, now);
    expect(await why(again())).toBe('proof_void');
    await mend(bureau, fresh);
    expect(await again()).toEqual({ issued: 1 });
    expect((await rowOf(group)).proof?.replaces).toBe(fresh);
  });
});
