import type { Sql, SqlTx } from '../../../db/client.ts';
import { readProofNumber } from '../../evidence/proof-number.ts';
import type { ProofBody } from '../../evidence/study-proof.ts';
import { groupAddress } from '../../identity/group-address.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { limitProofTries, proofTryLimits } from './limit-proof-tries.ts';
import { openIdNumber } from './make-proof.server.ts';
import { readLastFour } from './mask-holder.ts';
import { isProofToken } from './proof-link.server.ts';
import { readProofs, type StoredProof } from './read-proof.server.ts';

/** All that the public is told of a proof: masked, and no id. `revokedOn`: the day it became void; `replacedBy`: the number in its stead. */
export type PublicProof = Pick<
  ProofBody,
  | 'number'
  | 'holder'
  | 'institution'
  | 'occupation'
  | 'course'
  | 'level'
  | 'startsOn'
  | 'endsOn'
  | 'issuedOn'
  | 'hours'
  | 'basisSha256'
> & { state: 'valid' | 'checking' | 'void'; revokedOn: string | null; replacedBy: string | null };

/** A stored proof as the public sees it. */
export function showPublicly({ body, revokedMs, replacedBy, fault }: StoredProof): PublicProof {
  const { number, holder, institution, occupation, course, level } = body;
  const { startsOn, endsOn, issuedOn, hours, basisSha256 } = body;
  const state = revokedMs !== null ? 'void' : fault !== null ? 'checking' : 'valid';
  return {
    ...{ number, holder, institution, occupation, course, level, startsOn, endsOn, issuedOn, hours },
    ...{ basisSha256, state, revokedOn: revokedMs === null ? null : chinaDay(revokedMs), replacedBy },
  };
}

/** The proof behind a printed code. Throws `proof_unknown`: for a number that never was, and for a wrong code, alike. */
export async function openProof(
  { sql, masterKey }: Pick<House, 'sql' | 'masterKey'>,
  { number: typed, token }: { number: string; token: string },
): Promise<PublicProof> {
  const number = readProofNumber(typed);
  if (number === null || !isProofToken(masterKey, number, token)) throw new Refusal('proof_unknown');
  const [proof] = await readProofs(sql, masterKey, { number });
  if (!proof) throw new Refusal('proof_unknown');
  return showPublicly(proof);
}

/**
 * The proof of whoever types its number and the last four of the ID number. Every question is counted before it is looked
 * at (H09); a number that never was and a wrong ending are told alike. Throws `proof_unknown`, `proof_wait` (with seconds).
 */
export async function askProof(
  { sql, masterKey }: Pick<House, 'sql' | 'masterKey'>,
  asked: { number: string; lastFour: string },
  address: string,
  nowMs: number,
): Promise<PublicProof> {
  const number = readProofNumber(asked.number);
  const lastFour = readLastFour(asked.lastFour);
  if (number === null || lastFour === null)
    throw new Refusal('proof_unknown', { field: number ? 'lastFour' : 'number' });
  const waitMs = await countProofTry(sql, number, groupAddress(address), nowMs);
  if (waitMs > 0) throw new Refusal('proof_wait', { seconds: Math.ceil(waitMs / 1000) });
  const [proof] = await readProofs(sql, masterKey, { number });
  const idNumber = proof ? await sql.begin((tx) => openIdNumber(tx, masterKey, proof.body.learnerId)) : null;
  if (!proof || idNumber?.slice(14) !== lastFour) throw new Refusal('proof_unknown');
  return showPublicly(proof);
}

/** Counts a question; answers the wait in ms, 0: counted, go on. A hundred at once are counted one after the other. */
async function countProofTry(sql: Sql, number: string, address: string, nowMs: number): Promise<number> {
  return sql.begin(async (tx) => {
    for (const name of [`number ${number}`, `address ${address}`])
      await tx`select pg_advisory_xact_lock(hashtextextended(${`proof ${name}`}, 0))`;
    const newest = (column: 'number' | 'address', value: string) =>
      readTries(tx, column, value, nowMs - proofTryLimits[column].windowMs, proofTryLimits[column].tries);
    const tries = { number: await newest('number', number), address: await newest('address', address) };
    const waitMs = limitProofTries(tries, nowMs);
    if (waitMs === 0)
      await tx`insert into proof_try (number, address, at) values (${number}, ${address}, ${new Date(nowMs)})`;
    return waitMs;
  });
}

async function readTries(
  tx: SqlTx,
  column: 'number' | 'address',
  value: string,
  sinceMs: number,
  most: number,
): Promise<number[]> {
  const rows = await tx<{ at: Date }[]>`
    select at from proof_try where ${tx(column)} = ${value} and at > ${new Date(sinceMs)} order by at desc limit ${most}`;
  return rows.map(({ at }) => at.getTime());
}
