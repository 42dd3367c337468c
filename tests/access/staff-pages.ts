import { all, learners, out, type Answer, type Expected } from './answers.ts';

const managers = (answer: Answer) => ({
  ...{ head: answer, otherHead: answer, bureau: answer, otherBureau: answer, reviewer: answer },
});

/** The pages of staff accounts, of looks at personal data, and of the machines. */
export const staffPages: Record<string, Expected> = {
  // Staff sees where the own second step stands; a form that says nothing is refused.
  '/second-step': {
    path: '/second-step',
    get: all(200, { ...learners(403), ...out('/second-step') }),
    post: all(422, { ...learners(403), ...out('/second-step') }),
  },
  // A link that nobody sent opens nothing to anybody.
  '/invitation/:token': { path: '/invitation/nothing', get: all(410), post: all(410) },
  // Who looks after accounts; the form names nobody. This reviewer sits in no office.
  '/desk/staff': {
    path: '/desk/staff',
    get: all(403, { ...managers(200), ...out('/desk/staff') }),
    post: all(403, { ...managers(422), ...out('/desk/staff') }),
  },
  '/desk/views': {
    path: '/desk/views',
    get: all(403, {
      ...{ head: 200, otherHead: 200, bureau: 200, otherBureau: 200, auditor: 200 },
      ...out('/desk/views'),
    }),
    post: all(405),
  },
  '/desk/health': {
    path: '/desk/health',
    get: all(403, { operator: 200, ...out('/desk/health') }),
    post: all(405),
  },
  '/looked': {
    path: '/looked',
    get: all(403, { ...learners(200), ...out('/looked') }),
    post: all(405),
  },
};
