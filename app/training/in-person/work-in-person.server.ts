import type { z } from 'zod';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readWhole } from '../plan/read-whole.ts';
import { confirmDeviceFile } from './confirm-device-file.server.ts';
import { deviceWire, sessionWire, timetableWire } from './in-person.wire.ts';
import { cancelSession, changeSession, planSession } from './plan-session.server.ts';
import { attendanceStates } from './attendance-state.ts';
import { registerRecording } from './record-session.server.ts';
import { dropDeviceFile, storeDeviceFile } from './store-device-file.server.ts';
import { liftSubsidy } from './subsidy.server.ts';
import { answerSheet, takeAttendance, type Mark } from './take-attendance.server.ts';

function read<Shape extends z.ZodType>(wire: Shape, form: FormData): z.output<Shape> {
  const found = wire.safeParse(Object.fromEntries(form));
  if (found.success) return found.data;
  throw new Refusal('bad_shape', { field: String(found.error.issues[0]?.path[0] ?? '') });
}

/** Does what a form of the timetable asks. Throws refusals of the verbs, `bad_shape`. */
export async function workOnTimetable(
  { sql }: Pick<House, 'sql'>,
  session: Session,
  classId: string,
  form: FormData,
  now: ClockReading,
): Promise<void> {
  const work = read(timetableWire, form);
  if (work.intent === 'lift') return liftSubsidy(sql, session, classId, work.reason, now);
  return planSession(sql, session, classId, work, now);
}

/** Does what a form of one session asks. Throws refusals of the verbs, `bad_shape`. */
export async function workOnSession(
  { sql }: Pick<House, 'sql'>,
  session: Session,
  classId: string,
  sessionId: string,
  form: FormData,
  now: ClockReading,
): Promise<void> {
  const work = read(sessionWire, form);
  switch (work.intent) {
    case 'change':
      return changeSession(sql, session, classId, { ...work, id: sessionId }, now);
    case 'cancel':
      return cancelSession(sql, session, classId, { ...work, id: sessionId }, now);
    case 'attend':
      return takeAttendance(sql, session, classId, sessionId, { ...work, marks: readMarks(form) }, now);
    case 'witness':
      return answerSheet(sql, session, classId, work, now);
    case 'record':
      return registerRecording(sql, session, classId, sessionId, work, now);
    case 'make-up': {
      const enrolmentIds = form.getAll('learners').map(String).slice(0, 80);
      return planSession(
        sql,
        session,
        classId,
        { ...work, makeUp: { sessionId, enrolmentIds, reason: work.reason } },
        now,
      );
    }
  }
}

/** Everybody whom the form marks. Throws `bad_shape`. */
function readMarks(form: FormData): Mark[] {
  const marks: Mark[] = [];
  for (const [name, value] of form) {
    if (!name.startsWith('state-')) continue;
    const enrolmentId = name.slice('state-'.length);
    const state = attendanceStates.find((one) => one === value);
    const typed = form.get(`late-${enrolmentId}`);
    const lateMinutes = state === 'late' ? readWhole(typeof typed === 'string' ? typed : '') : 0;
    if (!state || lateMinutes === null) throw new Refusal('bad_shape', { field: 'late' });
    marks.push({ enrolmentId, state, lateMinutes });
  }
  return marks;
}

/** Does what a form around a device's file asks; a confirmation answers how many entries came in. */
export async function workOnDeviceFile(
  house: House,
  session: Session,
  classId: string,
  form: FormData,
  now: ClockReading,
): Promise<{ imported: number | null }> {
  const work = read(deviceWire, form);
  if (work.intent === 'confirm')
    return { imported: (await confirmDeviceFile(house, session, classId, work, now)).count };
  if (work.intent === 'drop') await dropDeviceFile(house.sql, session, classId);
  else {
    const file = form.get('file');
    const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
    await storeDeviceFile(house, session, classId, bytes, now);
  }
  return { imported: null };
}
