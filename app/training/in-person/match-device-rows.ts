import { clipSpans, joinSpans, type Span } from './count-hours.ts';
import { pairPunches, sessionsOfPunch, type Punch, type Stay } from './pair-punches.ts';
import { readDeviceTime, type DeviceRow } from './read-device-rows.ts';
import type { AttendanceState } from './attendance-state.ts';

/** What keeps a line from being taken; the sentences are in in-person-words.ts. */
export type DeviceFault =
  | 'who_missing'
  | 'who_unknown'
  | 'who_other'
  | 'number_unknown'
  | 'time_wrong'
  | 'time_order'
  | 'time_ahead'
  | 'no_session'
  | 'not_named'
  | 'session_waits'
  | 'punch_alone';

/** A learner as a device may name her; the key of her ID number is compared, never the number. */
export type DeviceLearner = { enrolmentId: string; name: string; phone: string; idKey: string | null };
/** A session that the lines may belong to. `named`: of a make-up lesson, else null. */
export type DeviceSession = {
  id: string;
  day: string;
  fromS: number;
  toS: number;
  isWaiting: boolean;
  named: readonly string[] | null;
};

/** A line with whom it names, what is wrong with it, and the sessions it belongs to; the span of a punch is one moment. */
export type MatchedRow = {
  number: number;
  name: string;
  enrolmentId: string | null;
  day: string | null;
  span: Span | null;
  sessionIds: string[];
  fault: DeviceFault | null;
};

/** What a file says of one learner at one session. */
export type DeviceEntry = { sessionId: string; enrolmentId: string; state: AttendanceState; spans: Span[] };

/** A minute of grace: a queue before the device is not being late. */
const graceS = 59;

/** Matches the lines of a device to learners and sessions; pure. `idKeys`: by row, of the ID number that it names. */
export function matchDeviceRows(
  rows: readonly DeviceRow[],
  idKeys: ReadonlyMap<number, string>,
  learners: readonly DeviceLearner[],
  numbers: ReadonlyMap<string, string>,
  sessions: readonly DeviceSession[],
  now: { day: string; second: number },
): { rows: MatchedRow[]; entries: DeviceEntry[]; learnt: Map<string, string> } {
  const learnt = learnNumbers(rows, idKeys, learners, numbers);
  const known = new Map([...learnt, ...numbers]);
  const matched = rows.map((row): MatchedRow => {
    const who = findLearner(row, idKeys.get(row.number), learners, known);
    const punch = isPunch(row);
    const from = readDeviceTime(punch ? row.cells.at : row.cells.in, row.cells.day);
    const to = punch ? from : readDeviceTime(row.cells.out, row.cells.day);
    const one: MatchedRow = {
      number: row.number,
      name: who.learner?.name ?? (row.cells.name || row.cells.number),
      enrolmentId: who.learner?.enrolmentId ?? null,
      day: from?.day ?? null,
      ...{ span: null, sessionIds: [], fault: who.fault },
    };
    if (one.fault) return one;
    if (!from || !to) return { ...one, fault: 'time_wrong' };
    if (!punch && (from.day !== to.day || from.second >= to.second)) return { ...one, fault: 'time_order' };
    if (to.day > now.day || (to.day === now.day && to.second > now.second))
      return { ...one, fault: 'time_ahead' };
    const span: Span = [from.second, to.second];
    const met = punch
      ? sessionsOfPunch(from, sessions)
      : sessions.filter((s) => s.day === from.day && clipSpans([span], [s.fromS, s.toS]).length > 0);
    if (met.length === 0) return { ...one, span, fault: 'no_session' };
    const hers = met.filter(({ named }) => named === null || named.includes(one.enrolmentId ?? ''));
    if (hers.length === 0) return { ...one, span, fault: 'not_named' };
    // What is not over yet is brought again when it is.
    const over = hers.filter((s) => s.day < now.day || s.toS <= now.second);
    if (over.length === 0) return { ...one, span, fault: 'time_ahead' };
    if (over.some(({ isWaiting }) => isWaiting)) return { ...one, span, fault: 'session_waits' };
    return { ...one, span, sessionIds: over.map(({ id }) => id) };
  });
  const ofPunches = new Set(rows.filter(isPunch).map(({ number }) => number));
  const { stays, alone } = pairPunches(readPunches(matched, ofPunches), sessions);
  const spans = matched.filter(({ number }) => !ofPunches.has(number));
  const told = matched.map((one): MatchedRow =>
    alone.has(one.number) ? { ...one, sessionIds: [], fault: 'punch_alone' } : one,
  );
  return { rows: told, entries: gather([...spans, ...stays], sessions), learnt };
}

const isPunch = ({ cells }: DeviceRow) => cells.in === '' && cells.out === '' && Boolean(cells.at);

/** The punches among the lines that can be taken. */
function readPunches(matched: readonly MatchedRow[], ofPunches: ReadonlySet<number>): Punch[] {
  return matched.flatMap(({ number, enrolmentId, span, sessionIds, fault }): Punch[] =>
    ofPunches.has(number) && fault === null && enrolmentId !== null && span !== null
      ? [{ number, enrolmentId, second: span[0], sessionIds }]
      : [],
  );
}

type Found = { learner: DeviceLearner | null; fault: DeviceFault | null };

function findLearner(
  { cells }: DeviceRow,
  idKey: string | undefined,
  learners: readonly DeviceLearner[],
  numbers: ReadonlyMap<string, string>,
): Found {
  const numbered = cells.number === '' ? undefined : numbers.get(cells.number);
  if (cells.idNumber !== '' || (cells.name !== '' && cells.phone !== '')) {
    const learner = learners.find((one) =>
      cells.idNumber === ''
        ? one.phone === cells.phone && one.name === cells.name
        : one.idKey !== null && one.idKey === idKey,
    );
    if (!learner) return { learner: null, fault: 'who_unknown' };
    const isOther =
      (cells.idNumber !== '' && cells.name !== '' && cells.name !== learner.name) ||
      (numbered !== undefined && numbered !== learner.enrolmentId);
    return { learner, fault: isOther ? 'who_other' : null };
  }
  if (cells.number === '') return { learner: null, fault: 'who_missing' };
  const learner = learners.find(({ enrolmentId }) => enrolmentId === numbered) ?? null;
  if (!learner) return { learner: null, fault: 'number_unknown' };
  return { learner, fault: cells.name !== '' && cells.name !== learner.name ? 'who_other' : null };
}

/** Numbers of the device whose owner another cell of the row names; one that names two is nobody's. */
function learnNumbers(
  rows: readonly DeviceRow[],
  idKeys: ReadonlyMap<number, string>,
  learners: readonly DeviceLearner[],
  numbers: ReadonlyMap<string, string>,
): Map<string, string> {
  const learnt = new Map<string, string | null>();
  for (const row of rows) {
    const { number } = row.cells;
    if (number === '' || numbers.has(number)) continue;
    const { learner } = findLearner(row, idKeys.get(row.number), learners, new Map());
    if (!learner) continue;
    const before = learnt.get(number);
    learnt.set(number, before === undefined || before === learner.enrolmentId ? learner.enrolmentId : null);
  }
  return new Map([...learnt].filter((one): one is [string, string] => one[1] !== null));
}

/** All lines of a learner at a session as one entry; the order of the lines changes nothing. */
function gather(rows: readonly (MatchedRow | Stay)[], sessions: readonly DeviceSession[]): DeviceEntry[] {
  const entries: DeviceEntry[] = [];
  for (const { id, fromS, toS } of sessions) {
    const there = new Map<string, Span[]>();
    for (const { enrolmentId, span, sessionIds } of rows)
      if (enrolmentId !== null && span !== null && sessionIds.includes(id))
        there.set(enrolmentId, [...(there.get(enrolmentId) ?? []), span]);
    for (const [enrolmentId, spans] of there) {
      const inside = joinSpans(clipSpans(spans, [fromS, toS]));
      const isLate = (inside[0]?.[0] ?? toS) > fromS + graceS;
      entries.push({ sessionId: id, enrolmentId, state: isLate ? 'late' : 'present', spans: inside });
    }
  }
  return entries;
}
