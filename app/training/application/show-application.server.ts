import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { chinaDay } from '../class-day.ts';
import { isClassEditable, type ClassStep } from '../class-life.ts';
import type { OwnClass } from '../own-class.server.ts';
import { readInspections } from './inspect-class.server.ts';
import { judgeApplication } from './judge-application.ts';
import { readApplication } from './read-application.server.ts';

/** A step of a class as its history tells it. */
export type StepTold = {
  id: string;
  step: ClassStep | 'reference';
  actor: string;
  at: string;
  reason: string | null;
};

/** The application page of a class as it is shown to somebody whom the class concerns. */
export async function showApplication(sql: Sql, session: Session, own: OwnClass, now: ClockReading) {
  const [{ application, ...stored }, inspections, steps, posts] = await Promise.all([
    readApplication(sql, session, own),
    readInspections(sql, own.id),
    readSteps(sql, own.id),
    readPosts(sql, own.id),
  ]);
  const today = chinaDay(now.wallMs);
  const judged = judgeApplication(application, today);
  const {
    planFaults: _faults,
    standings: _standings,
    places: _places,
    signed,
    learners,
    ...told
  } = application;
  const { facts: _facts, ...shown } = stored;
  const isOpen = isClassEditable(own.state) || own.state === 'applied';
  return {
    ...{ ...told, ...shown, inspections, steps, today },
    state: own.state,
    isEditable: isClassEditable(own.state),
    isClerk: session.role === 'clerk',
    mayDecide: session.role === 'bureau' && own.state === 'applied',
    mayInspect: (session.role === 'bureau' || session.role === 'inspector') && own.state === 'approved',
    isOver: today > own.endsOn,
    signed: signed.filter(({ partsSha256 }) => partsSha256 === told.partsSha256),
    // What was decided on is not judged by a later day.
    planFaults: isOpen ? judged.planFaults : [],
    faults: isOpen ? judged.faults : [],
    learners: learners.map((learner, n) => ({
      ...learner,
      faults: judged.learners[n]?.faults ?? [],
      notes: judged.learners[n]?.notes ?? [],
      postReason: posts[learner.enrolmentId] ?? null,
    })),
  };
}

export type ApplicationSeen = Awaited<ReturnType<typeof showApplication>>;

async function readSteps(sql: Sql, classId: string): Promise<StepTold[]> {
  return sql<StepTold[]>`
    select s.id, s.step, i.name || ' ' || p.name as actor, coalesce(s.reason, s.facts ->> 'reference') as reason,
      to_char(s.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
    from class_step s join person p on p.id = s.actor_id join institution i on i.id = p.institution_id
    where s.class_id = ${classId} order by s.seq desc`;
}

/** Why the approver accepted posts that differ, by enrolment (P026). */
async function readPosts(sql: Sql, classId: string): Promise<Record<string, string>> {
  const [step] = await sql<{ posts: Record<string, string> | null }[]>`
    select facts -> 'posts' as posts from class_step where class_id = ${classId} and step = 'approve'`;
  return step?.posts ?? {};
}
