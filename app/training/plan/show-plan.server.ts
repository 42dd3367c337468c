import type { Sql } from '../../../db/client.ts';
import { isClassEditable } from '../class-life.ts';
import type { OwnClass } from '../own-class.server.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { listTeachers } from './enter-teacher.server.ts';
import type { PlanFault, PlanRules } from './judge-plan.ts';
import { listContents, type Content } from './list-contents.server.ts';
import type { PlanValues } from './plan.wire.ts';
import { judgeStored, readPlan } from './read-plan.server.ts';

/** The page of a plan: what is stored and judged; what a clerk may choose from while it may change. */
export type PlanSeen = {
  isEditable: boolean;
  revision: number;
  values: PlanValues;
  course: string;
  rules: PlanRules;
  classHourS: number;
  sourceDocument: string;
  learners: number;
  contentMs: number;
  faults: PlanFault[];
  contents: Content[];
  teachers: { id: string; name: string }[];
};

/** Reads it for somebody whom the class concerns, as `requireOwnClass` has answered. */
export async function showPlan(sql: Sql, session: Session, own: OwnClass): Promise<PlanSeen> {
  const isEditable = session.role === 'clerk' && isClassEditable(own.state);
  const [stored, contents, all, named] = await Promise.all([
    readPlan(sql, own.id),
    isEditable ? listContents(sql, own.institutionId) : [],
    listTeachers(sql, own.institutionId),
    sql<{ title: string }[]>`
      select c.title || ' ' || c.level as title from course_version v join course c on c.id = v.course_id
      where v.id = ${own.courseVersionId}`,
  ]);
  const { values, parameters, sourceDocument, learners, contentMs } = stored;
  const { teacherIds } = values;
  return {
    ...{ isEditable, revision: own.revision, values, rules: parameters, sourceDocument, learners, contentMs },
    course: named[0]?.title ?? '',
    classHourS: parameters.class_hour_min_s,
    faults: judgeStored(stored),
    contents,
    teachers: isEditable ? all : all.filter(({ id }) => teacherIds.includes(id)),
  };
}
