import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { intakeQuestions, type IntakeAnswer } from './read-questionnaire.ts';
import { requireEditable } from './require-editable.server.ts';

/**
 * Stores answers of the questionnaire while the class may change (P020); learners of other classes are left alone. What
 * the clerk did not change on her screen is not written, so that two clerks may work on one class. Throws `not_found`,
 * `forbidden`, `class_fixed`.
 */
export async function answerIntake(
  sql: Sql,
  session: Session,
  classId: string,
  answers: readonly IntakeAnswer[],
  now: ClockReading,
): Promise<{ learners: number }> {
  return sql.begin(async (tx) => {
    const own = await requireEditable(tx, session, classId);
    const enrolled = await tx<{ id: string }[]>`
      select id from enrolment where class_id = ${own.id} and id = any(${answers.map(({ enrolmentId }) => enrolmentId)}::uuid[])`;
    const mine = new Set(enrolled.map(({ id }) => id));
    const touched = new Set<string>();
    for (const { enrolmentId, question, answer } of answers) {
      if (!mine.has(enrolmentId)) continue;
      touched.add(enrolmentId);
      await tx`insert into intake (enrolment_id, category) values (${enrolmentId}, 'other') on conflict do nothing`;
      await tx`update intake set ${tx({ [intakeQuestions[question]]: answer })} where enrolment_id = ${enrolmentId}`;
    }
    await tx`
      update intake set answered_at = ${new Date(now.wallMs)} where enrolment_id = any(${[...touched]}::uuid[])
        and wants_training is not null and wants_job is not null and is_able is not null`;
    return { learners: touched.size };
  });
}
