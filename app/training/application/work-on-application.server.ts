import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { applicationWire } from './application.wire.ts';
import { applyClass } from './apply-class.server.ts';
import { closeClass, enterReference } from './close-class.server.ts';
import { decideClass } from './decide-class.server.ts';
import { inspectClass } from './inspect-class.server.ts';
import { signStatements, writeParts } from './write-parts.server.ts';

/** Does what a form of the application page asks. Throws refusals of the verbs, `bad_shape`. */
export async function workOnApplication(
  sql: Sql,
  session: Session,
  classId: string,
  form: FormData,
  now: ClockReading,
): Promise<void> {
  const read = applicationWire.safeParse(Object.fromEntries(form));
  if (!read.success) throw new Refusal('bad_shape', { field: String(read.error.issues[0]?.path[0] ?? '') });
  const work = read.data;
  switch (work.intent) {
    case 'parts':
      return writeParts(sql, session, classId, work, now);
    case 'sign':
      return signStatements(sql, session, classId, work, now);
    case 'inspect':
      return inspectClass(sql, session, classId, work, now);
    case 'apply':
      return applyClass(sql, session, classId, work.seenSha256, now);
    case 'decide': {
      await decideClass(sql, session, classId, { ...work, posts: readPosts(form) }, now);
      return;
    }
    case 'reference':
      return enterReference(sql, session, classId, work.reference, now);
    case 'close':
      return closeClass(sql, session, classId, now);
  }
}

/** Why each post that does not match is accepted, by enrolment; the verb asks for those that it needs. */
function readPosts(form: FormData): Record<string, string> {
  const posts: Record<string, string> = {};
  for (const [name, value] of form)
    if (name.startsWith('post-') && typeof value === 'string')
      posts[name.slice('post-'.length)] = value.slice(0, 200);
  return posts;
}
