import { z } from 'zod';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { checkRoster } from './check-roster.server.ts';
import type { CheckedRow } from './check-rows.ts';
import { confirmImport } from './confirm-import.server.ts';
import { FileRefused, fileLimits } from './file-fault.ts';
import { readRows } from './read-rows.ts';
import { readTables } from './read-table.server.ts';
import { removeLearner } from './remove-learner.server.ts';
import {
  correctRow,
  dropImport,
  leaveOutRow,
  readImport,
  requireOpenRoster,
  storeImport,
  type RosterImport,
} from './store-import.server.ts';

const number = z.coerce.number().int().positive();
const workWire = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('bring') }),
  z.looseObject({ intent: z.literal('correct'), number }),
  z.object({ intent: z.literal('leave-out'), number }),
  z.object({ intent: z.literal('drop') }),
  z.object({ intent: z.literal('remove'), enrolmentId: z.uuid() }),
  z.object({
    intent: z.literal('confirm'),
    importId: z.uuid(),
    revision: z.coerce.number().int().nonnegative(),
    numbers: z
      .string()
      .max(600)
      .transform((text) => text.split(',').map(Number)),
  }),
]);

/** A form around one file: its boundaries and the other fields. */
export const rosterFormBytesMax = fileLimits.bytesMax + 65_536;

/** A file that is too large for its form. */
export const fileTooLarge = () => new Refusal('roster_file', { fault: 'too_large', row: 0 });

/** Does what a form of the roster page asks; a confirmation answers how many came in. Throws refusals of the verbs, `bad_shape`. */
export async function workOnRoster(
  { sql, masterKey }: House,
  session: Session,
  classId: string,
  form: FormData,
  now: ClockReading,
): Promise<{ imported: number | null }> {
  const read = workWire.safeParse(Object.fromEntries(form));
  if (!read.success) throw new Refusal('bad_shape', { field: String(read.error.issues[0]?.path[0] ?? '') });
  const work = read.data;
  const none = { imported: null };
  switch (work.intent) {
    case 'bring': {
      await requireOpenRoster(sql, session, classId);
      const file = form.get('file');
      const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
      await storeImport(sql, masterKey, session, classId, await readFile(bytes), now);
      return none;
    }
    case 'correct':
      await correctRow(sql, masterKey, session, classId, work.number, work);
      return none;
    case 'leave-out':
      await leaveOutRow(sql, masterKey, session, classId, work.number);
      return none;
    case 'drop':
      await dropImport(sql, session, classId);
      return none;
    case 'remove':
      await removeLearner(sql, session, classId, work.enrolmentId);
      return none;
    case 'confirm':
      return { imported: (await confirmImport(sql, masterKey, session, classId, work, now)).count };
  }
}

async function readFile(bytes: Buffer) {
  try {
    return readRows(await readTables(bytes));
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw new Refusal('roster_file', { fault: error.fault, row: error.row ?? 0 });
  }
}

/** The clerk's open roster with everything that was found, checked as of now; null without one. */
export async function readChecked(
  { sql, masterKey }: Pick<House, 'sql' | 'masterKey'>,
  session: Session,
  classId: string,
): Promise<{ open: RosterImport; checked: CheckedRow[] } | null> {
  const open = await readImport(sql, masterKey, session, classId);
  return open && { open, checked: await checkRoster(sql, masterKey, classId, open.rows) };
}
