import {
  hoursPresent,
  hoursRecorded,
  type SessionKind,
  type Span,
  type TimedSession,
} from './count-hours.ts';

/** Why hours of a session do not count: she was not there, a second person has not confirmed, it was not recorded in full. */
export const withheldReasons = ['absent', 'witness', 'recording'] as const;
export type WithheldReason = (typeof withheldReasons)[number];
export type WithheldHours = {
  sessionId: string;
  day: string;
  kind: SessionKind;
  hours: number;
  reason: WithheldReason;
};

/** What a learner's hours in person come to; `attendancePct` whole percent, null before the first session was held. */
export type InPersonHours = {
  theoryHours: number;
  practiceHours: number;
  withheld: WithheldHours[];
  attendancePct: number | null;
};

/** A session that is not cancelled, with what is registered of it. */
export type SessionHeld = TimedSession & {
  id: string;
  day: string;
  /** The session that it makes up for. */
  makesUp: string | null;
  recordings: readonly Span[];
  /** Somebody took attendance and it stands: confirmed by a second person, or from a device. */
  isHeld: boolean;
};

/** One learner at one session: when she was there; `waiting`: on a sheet that nobody has confirmed yet; `isNamed`: for this make-up. */
export type Presence = { spans: readonly Span[]; waiting: readonly Span[]; isNamed: boolean };

const nowhere: Presence = { spans: [], waiting: [], isNamed: false };
const count = (hours: readonly boolean[]) => hours.filter(Boolean).length;

/**
 * A learner's hours, from what was recorded and nothing else: an hour counts that she was there for and that was recorded
 * (P051, P052). A make-up lesson that was recorded in full gives back what she missed of its session, never more (P055).
 */
export function sumHours(
  sessions: readonly SessionHeld[],
  presences: ReadonlyMap<string, Presence>,
  classHourS: number,
): InPersonHours {
  const sum: InPersonHours = { theoryHours: 0, practiceHours: 0, withheld: [], attendancePct: null };
  let due = 0;
  let attended = 0;
  for (const session of sessions.filter(({ makesUp }) => makesUp === null)) {
    const made = madeUp(session, sessions, presences, classHourS);
    const own = judge(session, presences, classHourS);
    const { id: sessionId, day, kind, hours } = session;
    const withhold = (withheldHours: number, reason: WithheldReason) => {
      if (withheldHours > 0) sum.withheld.push({ sessionId, day, kind, hours: withheldHours, reason });
    };
    withhold(own.waiting, 'witness');
    if (!session.isHeld) continue;
    const there = Math.min(hours, own.present + made.present);
    const counted = Math.min(hours, own.recorded + made.recorded);
    due += hours;
    attended += Math.min(hours, own.present + made.recorded);
    sum[kind === 'theory' ? 'theoryHours' : 'practiceHours'] += counted;
    withhold(there - counted, 'recording');
    withhold(Math.max(0, hours - there - own.waiting), 'absent');
  }
  if (due > 0) sum.attendancePct = (attended * 100 - ((attended * 100) % due)) / due;
  return sum;
}

function madeUp(
  { id }: SessionHeld,
  sessions: readonly SessionHeld[],
  presences: ReadonlyMap<string, Presence>,
  classHourS: number,
): { present: number; recorded: number } {
  const lessons = sessions
    .filter((one) => one.makesUp === id && one.isHeld && presences.get(one.id)?.isNamed === true)
    .map((one) => judge(one, presences, classHourS));
  return {
    present: lessons.reduce((sum, { present }) => sum + present, 0),
    recorded: lessons.reduce((sum, { recorded }) => sum + recorded, 0),
  };
}

function judge(session: SessionHeld, presences: ReadonlyMap<string, Presence>, classHourS: number) {
  const { spans, waiting } = presences.get(session.id) ?? nowhere;
  const present = hoursPresent(session, session.isHeld ? spans : [], classHourS);
  const recorded = hoursRecorded(session, session.recordings);
  const promised = hoursPresent(session, waiting, classHourS);
  return {
    present: count(present),
    recorded: count(present.map((there, hour) => there && recorded[hour] === true)),
    waiting: count(promised.map((there, hour) => there && present[hour] !== true)),
  };
}
