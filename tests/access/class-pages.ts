import { fixtures } from '../harness/fixtures.ts';
import { all, classDesks, ofClass, out, type Expected } from './answers.ts';
import { owner } from './visitors.ts';

/** The pages of a class, and who may see them. */
export const classPages: Record<string, Expected> = {
  '/desk/classes': {
    path: '/desk/classes',
    get: all(403, {
      ...{ clerk: 200, otherClerk: 200, head: 200, otherHead: 200, inspector: 200, auditor: 200 },
      ...classDesks(200),
      ...out('/desk/classes'),
    }),
    // The form names no class.
    post: all(403, { clerk: 422, otherClerk: 422, ...out('/desk/classes') }),
  },
  // Whom the class concerns; the teacher teaches another one. Only its own clerk has the form, and it says nothing.
  '/desk/classes/:classId': {
    path: `/desk/classes/${fixtures.classId}`,
    get: all(403, {
      ...ofClass,
      ...out(`/desk/classes/${fixtures.classId}`),
    }),
    post: all(403, { clerk: 422, otherClerk: 404, ...out(`/desk/classes/${fixtures.classId}`) }),
  },
  // The class concerns its clerks, its bureau and inspectors; this teacher is not one of its own.
  '/desk/classes/:classId/board': {
    path: `/desk/classes/${fixtures.classId}/board`,
    get: all(403, { ...ofClass, ...out(`/desk/classes/${fixtures.classId}/board`) }),
    post: all(405),
  },
  '/desk/classes/:classId/board.xlsx': {
    path: `/desk/classes/${fixtures.classId}/board.xlsx`,
    get: all(403, { ...ofClass, ...out(`/desk/classes/${fixtures.classId}/board.xlsx`) }),
    post: all(405),
  },
  '/desk/classes/:classId/learners/:enrolmentId': {
    path: `/desk/classes/${fixtures.classId}/learners/${owner.enrolmentId}`,
    get: all(403, {
      ...ofClass,
      ...out(`/desk/classes/${fixtures.classId}/learners/${owner.enrolmentId}`),
    }),
    post: all(405),
  },
  // Its clerks give a further try, its clerks, heads, teachers and bureau decide; the form asks nothing.
  '/desk/classes/:classId/tests': {
    path: `/desk/classes/${fixtures.classId}/tests`,
    get: all(403, { ...ofClass, ...out(`/desk/classes/${fixtures.classId}/tests`) }),
    post: all(403, {
      ...{ clerk: 422, head: 422, bureau: 422 },
      ...{ otherClerk: 404, otherHead: 404, otherBureau: 404, teacher: 404 },
      ...out(`/desk/classes/${fixtures.classId}/tests`),
    }),
  },
  '/desk/classes/:classId/sheet': {
    path: `/desk/classes/${fixtures.classId}/sheet`,
    get: all(403, { clerk: 200, otherClerk: 404, ...out(`/desk/classes/${fixtures.classId}/sheet`) }),
    post: all(405),
  },
  // Clerks and head of the class's institution read, clerks bring; the class is approved, and the form asks nothing.
  '/desk/classes/:classId/roster': {
    path: `/desk/classes/${fixtures.classId}/roster`,
    get: all(403, {
      ...{ clerk: 200, otherClerk: 404, head: 200, otherHead: 404 },
      ...out(`/desk/classes/${fixtures.classId}/roster`),
    }),
    post: all(403, { clerk: 422, otherClerk: 404, ...out(`/desk/classes/${fixtures.classId}/roster`) }),
  },
  // Clerks write, the bureau of the place decides, inspectors record; a form that asks nothing changes nothing.
  '/desk/classes/:classId/application': {
    path: `/desk/classes/${fixtures.classId}/application`,
    get: all(403, { ...ofClass, teacher: 403, ...out(`/desk/classes/${fixtures.classId}/application`) }),
    post: all(403, {
      ...{ clerk: 422, bureau: 422, inspector: 422, otherClerk: 404, otherBureau: 404 },
      ...out(`/desk/classes/${fixtures.classId}/application`),
    }),
  },
  // The class was approved: its questionnaires stay.
  '/desk/classes/:classId/questionnaire': {
    path: `/desk/classes/${fixtures.classId}/questionnaire`,
    get: all(403, { clerk: 200, otherClerk: 404, ...out(`/desk/classes/${fixtures.classId}/questionnaire`) }),
    post: all(403, {
      clerk: 409,
      otherClerk: 404,
      ...out(`/desk/classes/${fixtures.classId}/questionnaire`),
    }),
  },
  // Only its own clerk has forms, and this one says nothing.
  '/desk/classes/:classId/ending': {
    path: `/desk/classes/${fixtures.classId}/ending`,
    get: all(403, { ...ofClass, ...out(`/desk/classes/${fixtures.classId}/ending`) }),
    post: all(403, { clerk: 422, otherClerk: 404, ...out(`/desk/classes/${fixtures.classId}/ending`) }),
  },
  // Its clerk issues, its bureau decides and revokes; a form that asks nothing changes nothing.
  '/desk/classes/:classId/proofs': {
    path: `/desk/classes/${fixtures.classId}/proofs`,
    get: all(403, { ...ofClass, ...out(`/desk/classes/${fixtures.classId}/proofs`) }),
    post: all(403, {
      ...{ clerk: 422, bureau: 422, otherClerk: 404, otherBureau: 404 },
      ...out(`/desk/classes/${fixtures.classId}/proofs`),
    }),
  },
  '/desk/classes/:classId/proofs.xlsx': {
    path: `/desk/classes/${fixtures.classId}/proofs.xlsx`,
    get: all(403, { ...ofClass, ...out(`/desk/classes/${fixtures.classId}/proofs.xlsx`) }),
    post: all(405),
  },
  // Whole names and working codes: for the clerks who hand them out, and nobody else.
  '/desk/classes/:classId/proofs/print': {
    path: `/desk/classes/${fixtures.classId}/proofs/print`,
    get: all(403, {
      ...{ clerk: 200, otherClerk: 404 },
      ...out(`/desk/classes/${fixtures.classId}/proofs/print`),
    }),
    post: all(405),
  },
  '/desk/classes/:classId/roster/:file': {
    path: `/desk/classes/${fixtures.classId}/roster/template.xlsx`,
    get: all(403, {
      ...{ clerk: 200, otherClerk: 404 },
      ...out(`/desk/classes/${fixtures.classId}/roster/template.xlsx`),
    }),
    post: all(405),
  },
};
