import type { Sql, SqlTx } from '../../../db/client.ts';
import type { SmsTemplate } from '../../platform/sms/sms-gateway.ts';

/** Which learners of a class are sent what, and for which occasion. */
export type TextToLearners = {
  classId: string;
  template: SmsTemplate;
  /** One for each occasion of this class: the same again sends nothing. */
  subject: string;
  /** Nobody else of the class; all, when it is left out. */
  learnerIds?: string[];
  at: Date;
};

/**
 * Puts text messages to learners in line, in the transaction of what they tell of. One for each telephone, however many of
 * a family it serves; to whoever never signed in it says how to. None to a telephone that wants none.
 */
export async function textLearners(
  tx: Sql | SqlTx,
  { classId, template, subject, learnerIds, at }: TextToLearners,
): Promise<void> {
  await tx`
    with chosen as (
      select distinct on (p.phone) p.id, p.phone, p.password_hash is null as "isNew", c.title
      from enrolment e join person p on p.id = e.learner_id join training_class c on c.id = e.class_id
      where e.class_id = ${classId} and (${learnerIds ?? null}::uuid[] is null or p.id = any(${learnerIds ?? null}::uuid[]))
        and p.phone ~ '^1[0-9]{10}$' and not exists (
          select from sms_opt_out o join person q on q.id = o.person_id where q.phone = p.phone)
      order by p.phone, p.password_hash is null desc, p.id),
    queued as (
      insert into sms (key, person_id, template, params, created_at)
      select ${`${classId} ${subject} `}::text || encode(sha256(convert_to(${`${classId} ${subject} `}::text || phone, 'UTF8')), 'hex'),
        id, case when "isNew" then 'first_sign_in' else ${template}::text end,
        jsonb_build_object('class', title, 'page', case when "isNew" then '/sign-in' else ${pages[template]}::text end), ${at}
      from chosen on conflict (key) do nothing returning id)
    insert into job (kind, subject, payload, run_after) select 'send_sms', id::text, '{}', ${at} from queued
    on conflict do nothing`;
}

const pages: Record<SmsTemplate, string> = {
  first_sign_in: '/sign-in',
  class_approved: '/',
  class_begins: '/',
  behind: '/',
  survey_opened: '/notices',
};
