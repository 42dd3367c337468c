import { fixtures } from '../harness/fixtures.ts';
import { all, classDesks, out, type Expected } from './answers.ts';

const figures = { bureau: 200, otherBureau: 200, reviewer: 200, inspector: 200, auditor: 200 };
const subsidyDesks = (answer: number) => ({
  ...{ bureau: answer, otherBureau: answer, inspector: answer, auditor: answer },
});

/** Pages of bureaus and of whoever looks over them: deliveries, exports, subsidies, places, targets, reports. */
export const bureauPages: Record<string, Expected> = {
  '/desk/supervision': {
    path: '/desk/supervision',
    get: all(403, {
      ...{ bureau: 200, otherBureau: 200, inspector: 200, auditor: 200, operator: 200 },
      ...out('/desk/supervision'),
    }),
    post: all(405),
  },
  // A form that asks for nothing; a file that nobody asked for.
  '/desk/exports': {
    path: '/desk/exports',
    get: all(403, {
      clerk: 200,
      otherClerk: 200,
      inspector: 200,
      ...{ head: 200, otherHead: 200, auditor: 200 },
      ...classDesks(200),
      ...out('/desk/exports'),
    }),
    post: all(403, {
      clerk: 422,
      otherClerk: 422,
      inspector: 422,
      ...{ head: 422, otherHead: 422, auditor: 422 },
      ...classDesks(422),
      ...out('/desk/exports'),
    }),
  },
  '/desk/exports/:exportId/file': {
    path: '/desk/exports/00000000-0000-4000-8000-000000000000/file',
    get: all(403, {
      ...{ clerk: 404, otherClerk: 404, inspector: 404, ...classDesks(404) },
      ...{ head: 404, otherHead: 404, auditor: 404 },
      ...out('/desk/exports/00000000-0000-4000-8000-000000000000/file'),
    }),
    post: all(405),
  },
  // The bureau's own lists, read by whoever inspects; this list is nobody's.
  '/desk/subsidies': {
    path: '/desk/subsidies',
    get: all(403, { ...subsidyDesks(200), ...out('/desk/subsidies') }),
    post: all(403, { bureau: 422, otherBureau: 422, ...out('/desk/subsidies') }),
  },
  '/desk/subsidies/:batchId': {
    path: `/desk/subsidies/${fixtures.classId}`,
    get: all(403, { ...subsidyDesks(404), ...out(`/desk/subsidies/${fixtures.classId}`) }),
    post: all(403, { bureau: 404, otherBureau: 404, ...out(`/desk/subsidies/${fixtures.classId}`) }),
  },
  '/desk/subsidies/:batchId/list.xlsx': {
    path: `/desk/subsidies/${fixtures.classId}/list.xlsx`,
    get: all(403, { ...subsidyDesks(404), ...out(`/desk/subsidies/${fixtures.classId}/list.xlsx`) }),
    post: all(405),
  },
  // Open to everybody; nothing of this id was ever published.
  '/publicity': { path: '/publicity', get: all(200), post: all(405) },
  '/publicity/:batchId': {
    path: `/publicity/${fixtures.classId}`,
    get: all(404),
    post: all(422),
  },
  '/desk/institutions': {
    path: '/desk/institutions',
    get: all(403, { bureau: 200, otherBureau: 200, ...out('/desk/institutions') }),
    post: all(403, { bureau: 422, otherBureau: 422, ...out('/desk/institutions') }),
  },
  // Of the own area: what waits, places of a year; a form that says nothing sets nothing.
  '/desk/bureau': {
    path: '/desk/bureau',
    get: all(403, { bureau: 200, otherBureau: 200, ...out('/desk/bureau') }),
    post: all(405),
  },
  '/desk/quotas': {
    path: '/desk/quotas',
    get: all(403, { bureau: 200, otherBureau: 200, ...out('/desk/quotas') }),
    post: all(403, { bureau: 422, otherBureau: 422, ...out('/desk/quotas') }),
  },
  // Figures name nobody: bureaus read those of their area and set targets, the office and inspectors read all.
  '/desk/targets': {
    path: '/desk/targets',
    get: all(403, { ...figures, ...out('/desk/targets') }),
    post: all(403, { bureau: 422, otherBureau: 422, ...out('/desk/targets') }),
  },
  '/desk/targets/:file': {
    path: '/desk/targets/template.xlsx',
    get: all(403, { ...figures, ...out('/desk/targets/template.xlsx') }),
    post: all(405),
  },
  '/desk/reports': {
    path: '/desk/reports',
    get: all(403, { ...figures, ...out('/desk/reports') }),
    post: all(405),
  },
  '/desk/reports.xlsx': {
    path: '/desk/reports.xlsx',
    get: all(403, { ...figures, ...out('/desk/reports.xlsx') }),
    post: all(405),
  },
};
