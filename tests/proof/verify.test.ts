import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../../app/evidence/canonical.ts';
import { checkProof, checkProofLedger } from '../../app/evidence/check-proof.ts';
import { replayEvent } from '../../app/evidence/replay-event.ts';
import { emptyReplay } from '../../app/evidence/replay-state.ts';
import { publicKeyOf, signMessage } from '../../app/evidence/sign-checkpoint.server.ts';
import type { ProofBody, ProofFile } from '../../app/evidence/study-proof.ts';
import type { House } from '../../app/platform/house.server.ts';
import { decideHours } from '../../app/training/proof/decide-hours.server.ts';
import { issueProofs } from '../../app/training/proof/issue-proofs.server.ts';
import { readProofFileOf } from '../../app/training/proof/read-printed.server.ts';
import { revokeProof } from '../../app/training/proof/revoke-proof.server.ts';
import { setProfile } from '../cheats/open-school.ts';
import { runVerifier } from '../cheats/run-verifier.ts';
import {
  chainAnew,
  eventOf,
  judge,
  makeRow,
  readFileOf,
  verifierCrypto,
  writeExport,
} from '../cheats/tamper-export.ts';
import { houseOf } from '../face/store-face.ts';
import { noFaceCheck } from '../harness/face-check.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { bureau, clerk } from '../in-person/open-in-person.ts';
import { openProofGroup, practise, satisfy, type ProofGroup } from './open-proofs.ts';
import { shortHourMs, studyHour } from './study-hour.ts';

// I8: a proof is checked by a program that has the files and the public key, and names the row that was changed.

let base: TestDatabase;
let house: House;
let group: ProofGroup;
let file: ProofFile;
let folder = '';
const learnerId = () => group.learners[0]?.learnerId ?? '';
const key = publicKeyOf(testMasterKey);
/** After the class; its study is of today's clock. */
const now = () => ({ wallMs: Date.now(), monoMs: 0, boot: 'test' });

beforeAll(async () => {
  base = await openTestDatabase();
  house = houseOf(base);
  folder = mkdtempSync(join(tmpdir(), 'zhenxue-proof-'));
  await setProfile(base.sql, { ...noFaceCheck, class_hour_min_s: shortHourMs / 1000 });
  // Two class hours online in a genuine log, the second on a clerk's word; three of practice.
  group = await openProofGroup(base.sql, 1, 1, { state: 'approved', online: 2, theory: 0, practice: 3 });
  const [learner] = group.learners;
  if (!learner) throw new Error('no learner');
  await studyHour(base.sql, learner, 1, 'not_asked');
  await studyHour(base.sql, learner, 2, 'witnessed');
  await practise(base.sql, group, 3);
  await satisfy(base.sql, group);
  const decision = { enrolmentId: learner.enrolmentId, numbers: [2], isAccepted: true, reason: '看过签到' };
  await decideHours(base.sql, bureau, group.classId, decision, now());
  await issueProofs(house, clerk, group.classId, 'ready', now());
  const found = await readProofFileOf(house, learnerId());
  if (!found) throw new Error('no proof');
  file = found.file;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await base?.close();
});

const bodyOf = () => JSON.parse(file.body) as ProofBody;
/** A proof with something changed, signed anew by the real key: what only the server itself could make. */
const resign = (change: Partial<ProofBody>): ProofFile => {
  const body = canonical({ ...bodyOf(), ...change });
  return { ...file, body, signature: signMessage(testMasterKey, body).toString('base64') };
};
const why = (changed: ProofFile) => checkProof(changed, key, verifierCrypto).why;

async function verify(text: string, proof: ProofFile = file): Promise<{ code: number; said: string }> {
  const path = join(folder, 'proof.json');
  writeFileSync(path, JSON.stringify(proof));
  return runVerifier(text, '--proof', path, '--key', key);
}

describe('a proof by itself', () => {
  it('holds as it was issued; its number, name, hours and basis cannot be changed', () => {
    expect(why(file)).toBeNull();
    const body = bodyOf();
    expect(body).toMatchObject({
      hours: { onlineTheory: 2, practice: 3 },
      basis: { ledger: { onlineHours: [1, 2] } },
    });
    const changed = canonical({ ...body, hours: { ...body.hours, onlineTheory: 3 } });
    expect(why({ ...file, body: changed })).toBe('its signature is not by this key');
    expect(checkProof(file, publicKeyOf(Buffer.alloc(32)), verifierCrypto).why).toBe(
      'its signature is not by this key',
    );
    expect(
      why({
        ...file,
        body: ` ${file.body}`,
        signature: signMessage(testMasterKey, ` ${file.body}`).toString('base64'),
      }),
    ).toBe('it is no study proof');
  });

  it('even signed by the real key it is judged by integers: share, practice, basis, number (P001, P033)', () => {
    const body = bodyOf();
    expect(why(resign({ hours: { ...body.hours, onlineTheory: 3 } }))).toContain('P001');
    expect(why(resign({ hours: { onlineTheory: 2, inPersonTheory: 1, practice: 2 } }))).toContain('P033');
    expect(why(resign({ hours: { onlineTheory: 2, inPersonTheory: 0, practice: 4 } }))).toContain(
      'in person',
    );
    expect(why(resign({ hours: { onlineTheory: 1, inPersonTheory: 0, practice: 3 } }))).toContain(
      'fewer than the plan',
    );
    expect(why(resign({ basisSha256: '0'.repeat(64) }))).toContain('basis');
    expect(why(resign({ number: 'ZX-410100-2026-0000001-1' }))).toContain('check character');
  });
});

describe('against its log, offline', () => {
  it('holds to the row it rests on, and says what it cannot know', async () => {
    const text = await writeExport(base.sql, learnerId());
    const { code, said } = await verify(text);
    expect(said).toContain('seen by a clerk: accepted by the bureau');
    expect(said).toContain('class hours online 2, theory in person 0, practice 3');
    expect(said).toContain('证明与日志一致');
    expect(said).toContain('not in this log');
    expect(code).toBe(0);
  });

  it('a row that was replaced is named', async () => {
    const { rows } = await readFileOf(base.sql, learnerId());
    const index = rows.findIndex((row) => eventOf(row).kind === 'earned');
    const text = await writeExport(base.sql, learnerId());
    const [old, changed] = [rows[index], makeRow({ ...eventOf(rows[index] as never), at: now() } as never)];
    const { code, said } = await verify(text.replace(JSON.stringify(old), JSON.stringify(changed)));
    expect(code).toBe(1);
    expect(said).toContain(`BROKEN at row ${index + 1}`);
  });

  it('a log that was written anew by whoever has the key is not the one that the proof rests on', async () => {
    const whole = await readFileOf(base.sql, learnerId());
    const rows = chainAnew(whole.rows.filter((row) => eventOf(row).kind !== 'control_asked'));
    expect(rows.at(-1)?.hash).not.toBe(whole.rows.at(-1)?.hash);
    const told = checkProofLedger(
      ...([bodyOf(), verifierCrypto.sha256(file.body), { ...whole, rows }, verifierCrypto.sha256] as const),
    );
    expect(told.broken?.row).toBeGreaterThan(0);
    expect(told.broken?.why).toMatch(/rests on|issue/);
  });

  it('a proof of somebody else, and one that states another hour, are told', async () => {
    const text = await writeExport(base.sql, learnerId());
    const other = await verify(text, resign({ learnerId: group.classId }));
    expect(other.said).toContain('belongs to another learner');
    const body = bodyOf();
    const basis = { ...body.basis, ledger: { ...body.basis.ledger, onlineHours: [1, 3] } };
    const more = await verify(text, resign({ basis, basisSha256: verifierCrypto.sha256(canonical(basis)) }));
    expect(more.code).toBe(1);
    expect(more.said).toContain('it is not the issue of this proof');
  });

  it('an hour that the bureau refused, or never saw, makes no proof: the log itself says so', async () => {
    const whole = await readFileOf(base.sql, learnerId());
    const without = chainAnew(whole.rows.filter((row) => eventOf(row).kind !== 'hour_decided'));
    const issued = without.findIndex((row) => eventOf(row).kind === 'proof_issued') + 1;
    expect(judge({ ...whole, rows: without, checkpoints: [] }).broken).not.toBeNull();
    const replay = emptyReplay();
    const told = without.map((row) => replayEvent(replay, eventOf(row), verifierCrypto.sha256));
    expect(told[issued - 1]).toContain('states 2 class hours online, the log proves 1');
    // Positive control: with the decision every row holds.
    const honest = emptyReplay();
    expect(
      whole.rows.map((row) => replayEvent(honest, eventOf(row), verifierCrypto.sha256)).filter(Boolean),
    ).toEqual([]);
  });

  it('a row that was removed from the database is missed; a void proof is told', async () => {
    const number = bodyOf().number;
    await revokeProof(base.sql, bureau, group.classId, { number, reason: '查实代学' }, now());
    const { code, said } = await verify(await writeExport(base.sql, learnerId()));
    expect(said).toContain('这份证明后来作废了');
    expect(said).not.toContain('代学');
    expect(code).toBe(1);
    await pastGuards(base.sql, async (tx) => {
      await tx`delete from evidence_event where learner_id = ${learnerId()} and body like '%"kind":"proof_revoked"%'`;
    });
    const cut = await verify(await writeExport(base.sql, learnerId()));
    expect(cut.code).toBe(1);
    expect(cut.said).toContain('missing');
  });
});
