import { createHash } from 'node:crypto';
import type { SqlTx } from '../../../db/client.ts';
import { canonical } from '../../evidence/canonical.ts';
import { writeProofNumber } from '../../evidence/proof-number.ts';
import { keyVersion, signMessage } from '../../evidence/sign-checkpoint.server.ts';
import type { ProofBasis, ProofBody } from '../../evidence/study-proof.ts';
import { unseal } from '../../platform/seal.server.ts';
import { maskName } from '../../identity/mask-name.ts';
import { maskToLastFour } from './mask-holder.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What a class prints on its proofs. */
export type ProofClass = Pick<
  ProofBody,
  'classId' | 'institution' | 'occupation' | 'course' | 'level' | 'startsOn' | 'endsOn'
> & { placeCode: string };

export async function readProofClass(tx: SqlTx, classId: string): Promise<ProofClass> {
  const [row] = await tx<ProofClass[]>`
    select c.id as "classId", i.name as institution, o.name as occupation, k.title as course, k.level,
      c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.place_code as "placeCode"
    from training_class c join institution i on i.id = c.institution_id
      join course_version v on v.id = c.course_version_id join course k on k.id = v.course_id
      join occupation o on o.id = k.occupation_id
    where c.id = ${classId}`;
  if (!row) throw new Error(`class ${classId} was read a moment ago`);
  return row;
}

/** The ID number of a learner, opened; null: there is none. It leaves this area masked. */
export async function openIdNumber(sql: SqlTx, masterKey: Buffer, learnerId: string): Promise<string | null> {
  const [found] = await sql<{ sealed: Buffer | null }[]>`
    select id_number_sealed as sealed from person where id = ${learnerId}`;
  if (!found?.sealed) return null;
  return unseal(masterKey, `id-number:${learnerId}`, found.sealed).toString('utf8');
}

/** The next number of a place and year; two that are issued at once never get the same. */
async function nextNumber(tx: SqlTx, placeCode: string, year: number): Promise<string> {
  const [row] = await tx<{ last: number }[]>`
    insert into proof_serial (place_code, year, last) values (${placeCode}, ${year}, 1)
    on conflict (place_code, year) do update set last = proof_serial.last + 1 returning last`;
  return writeProofNumber({ placeCode, year, serial: row?.last ?? 0 });
}

/** Signs a proof, with its number and its holder masked; `body` is exactly the text that was signed. */
export async function makeProof(
  tx: SqlTx,
  masterKey: Buffer,
  { placeCode, ...own }: ProofClass,
  learner: { learnerId: string; enrolmentId: string; name: string },
  {
    replaces,
    ...stated
  }: {
    hours: ProofBody['hours'];
    basis: ProofBasis;
    issuedOn: string;
    issuedAtMs: number;
    replaces: string | null;
  },
): Promise<{ number: string; body: string; bodySha256: string; signature: Buffer; keyVersion: number }> {
  const { learnerId, enrolmentId, name } = learner;
  const number = await nextNumber(tx, placeCode, Number(stated.issuedOn.slice(0, 4)));
  const body: ProofBody = {
    ...{ zhenxue: 'study-proof', v: 1, number, learnerId, enrolmentId, ...own },
    holder: { name: maskName(name), idNumber: maskToLastFour(await openIdNumber(tx, masterKey, learnerId)) },
    ...stated,
    ...(replaces === null ? {} : { replaces }),
    basisSha256: sha256(canonical(stated.basis)),
    keyVersion,
  };
  const text = canonical(body);
  return {
    number,
    body: text,
    bodySha256: sha256(text),
    signature: signMessage(masterKey, text),
    keyVersion,
  };
}
