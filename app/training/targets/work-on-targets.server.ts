import { z } from 'zod';
import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { FileRefused, fileLimits } from '../roster/file-fault.ts';
import { readTables } from '../roster/read-table.server.ts';
import type { SumTold } from './compare-sums.ts';
import { readBureau } from './read-bureau.server.ts';
import { readOccupations } from './read-occupations.server.ts';
import { readTargetRows, type RowFault, type TargetColumn } from './read-target-rows.ts';
import { liftTarget, setTargets } from './set-target.server.ts';
import { targetWire } from './targets.wire.ts';

/** A form around one file. */
export const targetFormBytesMax = fileLimits.bytesMax + 65_536;

/** What became of a form: how many were stored and what no longer adds up, or rows of a file to correct; then nothing was stored. */
export type TargetsDone = { stored: number; sums: SumTold[]; faults: RowFault[] };

const liftWire = z.object({ targetId: z.uuid() });

/** Does what a form of the page of targets asks. Throws refusals of the verbs, `target_file` (with `fault`), `bad_shape`. */
export async function workOnTargets(
  sql: Sql,
  session: Session,
  form: FormData,
  now: ClockReading,
): Promise<TargetsDone> {
  const none = { stored: 0, sums: [], faults: [] };
  const fields = Object.fromEntries(form);
  switch (form.get('intent')) {
    case 'set': {
      const read = targetWire.safeParse(fields);
      if (!read.success)
        throw new Refusal('bad_shape', { field: String(read.error.issues[0]?.path[0] ?? '') });
      return { ...none, ...(await setTargets(sql, session, [read.data], now)) };
    }
    case 'lift': {
      const read = liftWire.safeParse(fields);
      if (!read.success) throw new Refusal('bad_shape', { field: '' });
      await liftTarget(sql, session, read.data.targetId, now);
      return { ...none, stored: 1 };
    }
    case 'bring':
      // Nobody else’s file is opened.
      await readBureau(sql, session);
      return bringFile(sql, session, form.get('file'), now);
    default:
      throw new Refusal('bad_shape', { field: '' });
  }
}

async function bringFile(
  sql: Sql,
  session: Session,
  file: FormDataEntryValue | null,
  now: ClockReading,
): Promise<TargetsDone> {
  const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
  const tables = await readTables(bytes).catch((error: unknown) => {
    if (!(error instanceof FileRefused)) throw error;
    throw new Refusal('target_file', { field: 'file', fault: error.fault, row: error.row ?? 0 });
  });
  const read = readTargetRows(tables, await readOccupations(sql));
  if (read.kind !== 'rows') throw new Refusal('target_file', { field: 'file', fault: read.kind, row: 0 });
  if (read.faults.length > 0) return { stored: 0, sums: [], faults: read.faults };
  try {
    const done = await setTargets(
      sql,
      session,
      read.rows.map(({ typed }) => typed),
      now,
    );
    return { ...done, faults: [] };
  } catch (error) {
    if (!(error instanceof Refusal) || typeof error.facts['row'] !== 'number') throw error;
    const number = read.rows[error.facts['row']]?.number ?? 0;
    const column = (error.facts['field'] ?? 'people') as TargetColumn | 'scope';
    if (error.code === 'target_above') throw new Refusal('target_above', { field: 'file', row: number });
    return { stored: 0, sums: [], faults: [{ number, column: column === 'scope' ? 'place' : column }] };
  }
}
