import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { maskIdNumber } from '../../identity/mask-id-number.ts';
import { maskPhone } from '../../identity/mask-phone.ts';
import { unseal } from '../../platform/seal.server.ts';
import type { LearnerCategory } from '../learner-category.ts';
import { mayOwn } from '../own-class.server.ts';

/** A learner of a class as its roster shows her. */
export type RosterLearner = {
  enrolmentId: string;
  name: string;
  maskedIdNumber: string | null;
  maskedPhone: string;
  category: LearnerCategory | null;
  employer: string | null;
  hasSignedIn: boolean;
};

/** The learners of a class that concerns the session, in the order they came. */
export async function readRoster(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  session: Session,
  classId: string,
): Promise<RosterLearner[]> {
  type Row = Omit<RosterLearner, 'maskedIdNumber' | 'maskedPhone'> & {
    personId: string;
    sealed: Buffer | null;
    phone: string;
  };
  const rows = await sql<Row[]>`
    select e.id as "enrolmentId", p.id as "personId", p.name, p.phone, p.id_number_sealed as sealed,
      n.category, n.employer, p.password_hash is not null as "hasSignedIn"
    from enrolment e join training_class c on c.id = e.class_id join person p on p.id = e.learner_id
      left join intake n on n.enrolment_id = e.id
    where e.class_id = ${classId} and ${mayOwn(sql, session)}
    order by e.enrolled_at, p.name, e.id`;
  return rows.map(({ sealed, phone, personId, ...row }) => ({
    ...row,
    maskedPhone: maskPhone(phone),
    maskedIdNumber:
      sealed && maskIdNumber(unseal(masterKey, `id-number:${personId}`, sealed).toString('utf8')),
  }));
}
