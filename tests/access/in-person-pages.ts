import type { Sql } from '../../db/client.ts';
import { fixtures } from '../harness/fixtures.ts';
import { all, ofClass, out, type Expected } from './answers.ts';

const sessionId = '5e551011-0000-4000-8000-000000000001';

/** A session of the fixture class, so that there is one to reach. */
export const enterSession = (sql: Sql) => sql`
  insert into class_session (id, class_id, day, from_minute, to_minute, kind, hours, room, teacher_id, changed_by, changed_at)
  values (${sessionId}, ${fixtures.classId}, '2026-03-02', 480, 660, 'practice', 4, '实训室', ${fixtures.teacher.id},
    ${fixtures.clerk.id}, now())`;

/** The pages of the hours in person. */
export const inPersonPages: Record<string, Expected> = {
  // Whom the class concerns reads; its clerk plans, its bureau may give a subsidy back; a form that asks nothing changes nothing.
  '/desk/classes/:classId/sessions': {
    path: `/desk/classes/${fixtures.classId}/sessions`,
    get: all(403, { ...ofClass, ...out(`/desk/classes/${fixtures.classId}/sessions`) }),
    post: all(403, {
      ...{ clerk: 422, otherClerk: 404, bureau: 422, otherBureau: 404 },
      ...out(`/desk/classes/${fixtures.classId}/sessions`),
    }),
  },
  '/desk/classes/:classId/sessions/:sessionId': {
    path: `/desk/classes/${fixtures.classId}/sessions/${sessionId}`,
    get: all(403, { ...ofClass, ...out(`/desk/classes/${fixtures.classId}/sessions/${sessionId}`) }),
    post: all(403, {
      ...{ clerk: 422, otherClerk: 404, teacher: 404 },
      ...out(`/desk/classes/${fixtures.classId}/sessions/${sessionId}`),
    }),
  },
  '/desk/classes/:classId/sessions/import': {
    path: `/desk/classes/${fixtures.classId}/sessions/import`,
    get: all(403, {
      ...{ clerk: 200, otherClerk: 404, teacher: 404 },
      ...out(`/desk/classes/${fixtures.classId}/sessions/import`),
    }),
    post: all(403, {
      ...{ clerk: 422, otherClerk: 404, teacher: 404 },
      ...out(`/desk/classes/${fixtures.classId}/sessions/import`),
    }),
  },
};
