import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { PartsWritten, StatementsSigned } from './application.wire.ts';
import { readApplication } from './read-application.server.ts';
import { requireEditable } from './require-editable.server.ts';
import { currentVersion, statementKinds } from './statements.ts';

/** Stores what the clerk writes of an application. Throws `not_found`, `forbidden`, `class_fixed`. */
export async function writeParts(
  sql: Sql,
  session: Session,
  classId: string,
  { textbooks, assessmentOn, assessor, assessmentManner, consentNumber }: PartsWritten,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireEditable(tx, session, classId);
    await tx`
      insert into class_application
        (class_id, textbooks, assessment_on, assessor, assessment_manner, consent_number, updated_by, updated_at)
      values (${own.id}, ${textbooks}, ${assessmentOn}, ${assessor}, ${assessmentManner}, ${consentNumber},
        ${session.personId}, ${new Date(now.wallMs)})
      on conflict (class_id) do update set textbooks = excluded.textbooks, assessment_on = excluded.assessment_on,
        assessor = excluded.assessor, assessment_manner = excluded.assessment_manner,
        consent_number = excluded.consent_number, updated_by = excluded.updated_by, updated_at = excluded.updated_at`;
  });
}

/**
 * Signs both statements for exactly the parts and the words that were on the screen; whatever changes later needs new
 * signatures (P019). Throws `not_found`, `forbidden`, `class_fixed`, `application_changed`.
 */
export async function signStatements(
  sql: Sql,
  session: Session,
  classId: string,
  signed: StatementsSigned,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireEditable(tx, session, classId);
    const { application } = await readApplication(tx, session, own);
    const isSeen =
      application.partsSha256 === signed.seenSha256 &&
      statementKinds.every((kind) => signed[kind] === currentVersion(kind));
    if (!isSeen) throw new Refusal('application_changed');
    for (const kind of statementKinds)
      await tx`
        insert into class_statement (class_id, kind, words_version, signed_name, signed_by, signed_at, parts_sha256)
        values (${own.id}, ${kind}, ${signed[kind]}, ${signed.signedName}, ${session.personId},
          ${new Date(now.wallMs)}, ${application.partsSha256})`;
  });
}
