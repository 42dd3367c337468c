import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { mayOwn } from '../own-class.server.ts';
import type { BatchState } from './batch-life.ts';

export const voucherStates = ['issued', 'redeemed', 'void'] as const;
export type VoucherState = (typeof voucherStates)[number];

/** How a learner's voucher and subsidy stand; null: none. */
export type LearnerSupport = {
  enrolmentId: string;
  voucher: { number: string; state: VoucherState } | null;
  subsidy: BatchState | 'struck' | null;
};

/**
 * How voucher `v` stands, with its enrolment `e`, person `p` and result `a`: told by the certificate and by whose it is,
 * stored nowhere, so that it is never something else (以证换券、无证无价, P083).
 */
const voucherState = (sql: Sql) => sql`
  case when e.id is null or p.id_number_digest is distinct from v.id_number_digest then 'void'
    when a.is_passed and a.certificate_number is not null then 'redeemed' else 'issued' end`;

/** The vouchers of a learner, the newest first: hers alone. */
export async function readOwnVouchers(
  sql: Sql,
  learnerId: string,
): Promise<{ number: string; state: VoucherState; classTitle: string }[]> {
  return sql`
    select v.number, ${voucherState(sql)} as state, c.title as "classTitle"
    from voucher v join training_class c on c.id = v.class_id join person p on p.id = v.learner_id
      left join enrolment e on e.id = v.enrolment_id left join assessment_result a on a.enrolment_id = e.id
    where v.learner_id = ${learnerId} order by v.issued_at desc, v.id`;
}

/** Vouchers and subsidies of the learners of a class that concerns the session: its own learners and nobody else's. */
export async function readSupport(sql: Sql, session: Session, classId: string): Promise<LearnerSupport[]> {
  type Row = Pick<LearnerSupport, 'enrolmentId' | 'subsidy'> & { number: string | null; state: VoucherState };
  const rows = await sql<Row[]>`
    select e.id as "enrolmentId", v.number, ${voucherState(sql)} as state,
      case when s.struck_at is not null then 'struck' else b.state end as subsidy
    from training_class c join enrolment e on e.class_id = c.id join person p on p.id = e.learner_id
      left join voucher v on v.enrolment_id = e.id left join assessment_result a on a.enrolment_id = e.id
      left join subsidy_entry s on s.enrolment_id = e.id left join subsidy_batch b on b.id = s.batch_id
    where c.id = ${classId} and ${mayOwn(sql, session)}`;
  return rows.map(({ enrolmentId, number, state, subsidy }) => ({
    enrolmentId,
    voucher: number === null ? null : { number, state },
    subsidy,
  }));
}

/** Vouchers issued and redeemed in a year (China) in the area of a bureau; null: everywhere (P084). */
export async function countVouchers(
  sql: Sql,
  bureauId: string | null,
  year: string,
): Promise<{ issued: number; redeemed: number }> {
  const from = `${year}-01-01 00:00 Asia/Shanghai`;
  const to = `${Number(year) + 1}-01-01 00:00 Asia/Shanghai`;
  const [counted] = await sql<{ issued: number; redeemed: number }[]>`
    select count(*) filter (where v.issued_at >= ${from}::text::timestamptz and v.issued_at < ${to}::text::timestamptz)::int as issued,
      count(*) filter (where ${voucherState(sql)} = 'redeemed' and a.recorded_at >= ${from}::text::timestamptz
        and a.recorded_at < ${to}::text::timestamptz)::int as redeemed
    from voucher v join training_class c on c.id = v.class_id join person p on p.id = v.learner_id
      left join enrolment e on e.id = v.enrolment_id left join assessment_result a on a.enrolment_id = e.id
    where ${
      bureauId === null
        ? sql`true`
        : sql`starts_with(c.place_code, (
      select regexp_replace(b.place_code, '(00){1,2}$', '') from institution b where b.id = ${bureauId} and b.kind = 'bureau'))`
    }`;
  return counted ?? { issued: 0, redeemed: 0 };
}

/** The vouchers of the people of a list, by enrolment. The list is the caller's own. */
export async function readVoucherNumbers(sql: Sql, batchId: string): Promise<Map<string, string>> {
  const rows = await sql<{ enrolmentId: string; number: string }[]>`
    select v.enrolment_id as "enrolmentId", v.number from voucher v join subsidy_entry s on s.enrolment_id = v.enrolment_id
    where s.batch_id = ${batchId}`;
  return new Map(rows.map(({ enrolmentId, number }) => [enrolmentId, number]));
}
