import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { BenchHouse, BenchLearner } from './open-house.ts';

const pieceSize = 10_000;
/** What a learner with an open lease has, and which columns of it are hers alone. */
const copied: [table: string, owner: string, own: string][] = [
  ['person', 'id', `'id', v.id, 'phone', v.phone`],
  ['enrolment', 'learner_id', `'id', v.enrolment, 'learner_id', v.id`],
  ['enrolment_study', 'learner_id', `'learner_id', v.id, 'enrolment_id', v.enrolment`],
  ['lease', 'learner_id', `'learner_id', v.id, 'enrolment_id', v.enrolment`],
  // No control within ten hours: nobody answers it.
  [
    'lesson_progress',
    'learner_id',
    `'learner_id', v.id, 'enrolment_id', v.enrolment, 'control_gap_ms', 36000000`,
  ],
  ['chain_head', 'learner_id', `'learner_id', v.id`],
  ['session', 'person_id', `'person_id', v.id, 'token_hash', v.token`],
];

/**
 * Enters `count` more learners, each as `template` stands who has opened a lease and not played yet: her rows with other
 * names, and sign-ins of their own. They have no log of their own: only learners who opened their leases themselves
 * can be verified.
 */
export async function growCrowd(
  { sql }: Pick<BenchHouse, 'sql'>,
  template: BenchLearner,
  count: number,
): Promise<BenchLearner[]> {
  const grown: BenchLearner[] = [];
  while (grown.length < count) {
    const piece = Array.from({ length: Math.min(pieceSize, count - grown.length) }, () => {
      const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')];
      return { id, enrolment: randomUUID(), token, phone: `2${id.slice(0, 8)}` };
    });
    const tokenHash = (token: string) => `\\x${createHash('sha256').update(token).digest('hex')}`;
    const lists = [
      piece.map(({ id }) => id),
      piece.map(({ enrolment }) => enrolment),
      piece.map(({ phone }) => phone),
      piece.map(({ token }) => tokenHash(token)),
    ];
    await sql.begin(async (tx) => {
      // Rows that are right already: no trigger looks at them, which for one class so large would count it for each.
      await tx`set local session_replication_role = replica`;
      for (const [table, owner, own] of copied) {
        await tx.unsafe(
          `insert into ${table} select r.* from ${table} t,
            unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) as v(id, enrolment, phone, token),
            lateral jsonb_populate_record(t, jsonb_build_object(${own})) r where t.${owner} = $1::uuid`,
          [template.id, ...lists],
        );
      }
    });
    // Plans that were made while a table was small read all of it for every row.
    await sql`analyze`;
    const { fence } = template;
    for (const { id, token } of piece) grown.push({ id, fence, cookie: `zhenxue_session=${token}` });
  }
  return grown;
}

/** Puts so many stored spans before the ends of these learners' chains, spread over all of them. */
export async function growSpans(
  { sql }: Pick<BenchHouse, 'sql'>,
  learners: BenchLearner[],
  count: number,
): Promise<void> {
  const each = Math.ceil(count / learners.length);
  for (let i = 0; i < learners.length; i += pieceSize) {
    const ids = learners.slice(i, i + pieceSize).map(({ id }) => id);
    await sql`
      insert into evidence_event (learner_id, seq, body, hash)
      select learner_id, h.seq + n, b.body, sha256(b.body::bytea) from chain_head h, generate_series(1, ${each}) n,
        lateral (select concat('{"at":{"boot":"', ${randomUUID()}::text, '","monoMs":', n, '},"fence":1,"firstSeq":', n, ',"kind":"played","learnerId":"',
          h.learner_id, '","prev":"', encode(h.hash, 'hex'), '","seq":', h.seq + n, ',"steps":[', repeat('15003,2,', 17), '15003,2],"v":1}') as body) b
      where h.learner_id = any(${ids}::uuid[]) order by learner_id, n`;
    await sql`update chain_head set seq = seq + ${each}, rev = rev + 1 where learner_id = any(${ids}::uuid[])`;
  }
}
