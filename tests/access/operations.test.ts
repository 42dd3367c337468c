import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentEvidenceHandlers } from '../../app/approval/evidence.http.ts';
import { versionMediaHandlers } from '../../app/approval/version-media.http.ts';
import { catalogueHandlers } from '../../app/catalogue/public/catalogue.http.ts';
import { soundHandlers } from '../../app/catalogue/sounds.http.ts';
import { identityHandlers } from '../../app/identity/identity.http.ts';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { operations } from '../../app/platform/open-api.ts';
import { challengeHandlers } from '../../app/presence/challenge/challenge.http.ts';
import { pictureHandlers } from '../../app/presence/review/pictures.http.ts';
import { presenceHandlers } from '../../app/presence/snapshot/snapshots.http.ts';
import { evidenceHandlers } from '../../app/study/evidence.http.ts';
import { finalTestHandlers } from '../../app/study/final-test/final-test.http.ts';
import { studyHandlers } from '../../app/study/study.http.ts';
import type { ControlAsked, Standing } from '../../app/study/study.wire.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import { testDataDir, testMasterKey } from '../harness/test-house.ts';
import type { Attacker } from '../cheats/attacker.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { provokePhotograph, reachControl } from '../cheats/reach-control.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { digestLearner } from '../cheats/watch-learner.ts';
import { ask } from '../face/take-challenge.ts';
import { houseOf, storePhotograph } from '../face/store-face.ts';
import { said } from '../face/enrol-learner.ts';
import { ahead, handlers } from './plain-handlers.ts';
import { isTestRequest, putJudgedPaper, testRequest } from './test-requests.ts';
import { open, row, type Row } from './operation-answers.ts';
import { isVersionRequest, versionRequest } from './version-requests.ts';
import { faceRequest, isFaceRequest } from './face-requests.ts';
import { admitAll, knock, marks, owner, visitors, type Cookies, type Visitor } from './visitors.ts';

// O5, H10: every role at every operation of /openapi.json, with the owner's own fence, control and demand in the
// request. An operation or a handler without a line in these tables fails.

const watched: Row = {
  ...row({ owner: 403, stranger: 403, staff: 403 }),
  ...{ author: 404, reviewer: 200, inspector: 200, auditor: 200 },
};

/** What each visitor is answered. In the order in which the owner, last of all, does it herself. */
const table: Record<string, Row> = {
  signIn: open(401),
  getSegment: open(200),
  getCatalogue: open(200),
  getManifest: row({ owner: 200, stranger: 409, staff: 403 }),
  getKey: row({ owner: 200, stranger: 409, staff: 403 }),
  getSubtitles: row({ owner: 200, stranger: 409, staff: 403 }),
  getControlPicture: row({ owner: 200, stranger: 404, staff: 403 }),
  getControlSound: row({ owner: 200, stranger: 404, staff: 403 }),
  getControlWord: row({ owner: 200, stranger: 404, staff: 403 }),
  getCredit: row({ owner: 200, stranger: 200, staff: 403 }),
  // Another window of hers is asked first; a stranger has no place in this class.
  openLease: row({ owner: 409, stranger: 403, staff: 403 }),
  uploadSnapshot: row({ owner: 201, stranger: 409, staff: 403 }),
  sendBeat: row({ owner: 200, stranger: 409, staff: 403 }),
  // Her lessons are not done, and her one paper was judged; to everybody else there is none.
  openTest: row({ owner: 403, stranger: 403, staff: 403 }),
  answerTest: row({ owner: 409, stranger: 404, staff: 403 }),
  lookAtTest: row({ owner: 409, stranger: 404, staff: 403 }),
  submitTest: row({ owner: 200, stranger: 404, staff: 403 }),
  // Spoken while it is open, and hers.
  getTestSound: row({ owner: 404, stranger: 404, staff: 403 }),
  uploadTestPhotograph: row({ owner: 409, stranger: 404, staff: 403 }),
  // Who has not agreed to it has no challenge; another's is none.
  askChallenge: row({ owner: 201, stranger: 403, staff: 403 }),
  showStep: row({ owner: 200, stranger: 409, staff: 403 }),
  uploadFrame: row({ owner: 201, stranger: 409, staff: 403 }),
  giveMoreTime: row({ owner: 200, stranger: 409, staff: 403 }),
  readChallenge: row({ owner: 200, stranger: 409, staff: 403 }),
  finishChallenge: row({ owner: 202, stranger: 409, staff: 403 }),
  sayHelper: row({ owner: 200, stranger: 409, staff: 403 }),
  // Another's picture does not exist; who may look says why first.
  getPicture: {
    ...row({ owner: 200, stranger: 404, staff: 404 }),
    ...{ clerk: 422, head: 422, reviewer: 422, inspector: 422, auditor: 422 },
  },
  // Published, and brought by nobody's institution; learners watch through their leases.
  getVersionPlaylist: watched,
  getVersionKey: watched,
  getVersionSegment: watched,
  getVersionQuestion: watched,
  getVersionFile: watched,
  // A head that of the own institution's learners.
  exportEvidence: {
    ...row({ owner: 200, stranger: 403, staff: 403 }),
    ...{ inspector: 200, auditor: 200, head: 200, otherHead: 404 },
  },
  exportContentEvidence: watched,
  answerControl: row({ owner: 200, stranger: 409, staff: 403 }),
  swapControl: row({ owner: 409, stranger: 409, staff: 403 }),
  // Ending a lease that one does not hold ends nothing.
  closeLease: row({ owner: 204, stranger: 204, staff: 403 }),
};

let school: School;
let cookies: Cookies;
let window: Attacker;
let control: ControlAsked;
let demandId: string;
let photograph: Buffer;
let pictureId: string;

beforeAll(async () => {
  school = await openSchool({
    ...{
      popup_min_gap_s: 5,
      popup_max_gap_s: 10,
      control_answer_s: 180,
      snapshot_answer_s: 300,
      class_hour_min_s: 600,
    },
  });
  cookies = await admitAll(school);
  window = await school.enter(1);
  await putJudgedPaper(school.sql);
  // Her fence is one that no other learner has.
  for (let lease = 0; lease < 3; lease++) await window.openLease();
  const asked = await provokePhotograph(window);
  demandId = asked.snapshot?.id ?? '';
  window.atMs = asked.frontierMs;
  const reached = await reachControl(window);
  const picture = { fence: window.fence, controlId: reached.control.id, kind: 'picture' };
  const swapped = (await window.post<Standing>('/study/controls/swap', picture)).body.control;
  if (!swapped) throw new Error('no control');
  control = swapped;
  photograph = await makePhotograph(31);
  pictureId = (await storePhotograph(houseOf(school.database), owner, 'match', true)).id;
  await giveConsent(houseOf(school.database), owner.id, said, readClock());
  await ask(window, { purpose: 'enrolment' });
}, 120_000);
afterAll(() => school?.close());

const json = (path: string, message: object) => ({
  path,
  init: { method: 'POST', body: JSON.stringify(message), headers: { 'Content-Type': 'application/json' } },
});

/** The request of an operation with everything in it that is the owner's. */
async function request(id: string, visitor: Visitor): Promise<{ path: string; init?: RequestInit }> {
  const { fence } = window;
  const controlId = control.id;
  const lease = `/study/leases/${fence}`;
  if (isVersionRequest(id)) return versionRequest(school, id);
  if (isTestRequest(id)) return testRequest(id, fence, photograph);
  if (isFaceRequest(id)) return faceRequest(school, id, fence);
  switch (id) {
    case 'signIn':
      // Nobody's number, another for each visitor: failures are counted by number.
      return json('/session', { phone: `1391111000${visitors.indexOf(visitor)}`, password: 'not-hers' });
    case 'openLease':
      return json('/study/leases', {
        enrolmentId: owner.enrolmentId,
        ordinal: 1,
        windowId: 'stranger-1',
        takeOver: false,
      });
    case 'sendBeat':
      return json('/study/beats', window.nextBeat(0));
    case 'answerControl':
      return json('/study/answers', { fence, controlId, answer: await school.solve(controlId) });
    case 'swapControl':
      return json('/study/controls/swap', { fence, controlId, kind: 'number' });
    case 'closeLease':
      return json('/study/leases/close', { fence });
    case 'getManifest':
      return { path: `${lease}/master.m3u8` };
    case 'getKey':
      return { path: `${lease}/keys/0` };
    case 'getSubtitles':
      return { path: `${lease}/subtitles.vtt` };
    case 'getControlSound':
      return { path: control.audioUrl };
    case 'getControlWord':
      return { path: `/study/controls/${controlId}/word` };
    case 'getControlPicture':
      return { path: control.choices[0]?.pictureUrl ?? '' };
    case 'uploadSnapshot':
      return {
        path: `/study/snapshots/${demandId}?fence=${fence}`,
        init: { method: 'POST', body: new Uint8Array(photograph), headers: { 'Content-Type': 'image/jpeg' } },
      };
    case 'getPicture':
      return { path: `/pictures/snapshot/${owner.id}/${pictureId}` };
    case 'getCredit':
      return { path: '/study/credit' };
    case 'exportEvidence':
      return { path: `/study/evidence?learner=${owner.id}` };
    case 'getCatalogue':
      return { path: '/catalogue.json' };
    case 'getSegment':
      return { path: `/media/${fixtureLesson(1).videoVersionId}/240p/0.ts` };
    default:
      throw new Error(`${id} has no request in this test`);
  }
}

async function call(id: string, visitor: Visitor) {
  const { path, init } = await request(id, visitor);
  return knock(school.server.url + path, cookies[visitor], init);
}

it('the tables name every operation and every plain handler', () => {
  expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(table).sort());
  const house = {
    ...school.database,
    env: { secureCookies: false },
    blobs: openBlobStore(testDataDir),
    masterKey: testMasterKey,
  } as unknown as House;
  const address = () => 'test';
  const doors = [studyHandlers, presenceHandlers, challengeHandlers, pictureHandlers, soundHandlers];
  const more = [
    finalTestHandlers,
    catalogueHandlers,
    versionMediaHandlers,
    evidenceHandlers,
    contentEvidenceHandlers,
  ];
  const apps = [...doors, ...more].map((open) => open(house));
  apps.push(identityHandlers(house, address));
  const served = apps.flatMap((app) => app.routes.map(({ method, path }) => `${method} ${path}`));
  const own = [...readFileSync('server.ts', 'utf8').matchAll(/app\.(get|post|put|delete)\('([^']+)'/g)];
  const inServer = own.map(([, method = '', path = '']) => `${method.toUpperCase()} ${path}`);
  expect([...new Set([...served, ...inServer, ...ahead])].sort()).toEqual(Object.keys(handlers).sort());
  const described = new Set(Object.values(handlers).filter((id) => id !== null));
  expect([...described].sort()).toEqual(operations.map(({ id }) => id).sort());
});

describe.each(Object.entries(table))('%s', (id, expected) => {
  it.each(visitors.filter((visitor) => visitor !== 'owner'))('as %s', async (visitor) => {
    const before = await digestLearner(school.sql, owner.id);
    const { status, text } = await call(id, visitor);
    expect(status, text.slice(0, 300)).toBe(expected[visitor]);
    expect(await digestLearner(school.sql, owner.id)).toBe(before);
    if (!['inspector', 'auditor', 'head'].includes(visitor))
      expect(marks.filter((mark) => text.includes(mark))).toEqual([]);
    if (status >= 400) {
      const body = JSON.parse(text) as { refused: string; say: string; fix: string };
      expect(operations.find((operation) => operation.id === id)?.refusals).toContain(body.refused);
      expect(body.say).toMatch(/[\u4e00-\u9fff]/);
    }
  });
});

it('positive control: the owner herself is answered as the table says, by the same requests', async () => {
  // However long the others took: her window was seen just now.
  await school.sql`update lease set last_seen_at = now() where learner_id = ${owner.id} and ended_at is null`;
  for (const [id, expected] of Object.entries(table)) {
    const { status, text } = await call(id, 'owner');
    expect(status, `${id}: ${text.slice(0, 300)}`).toBe(expected.owner);
  }
  await verifyLog(school.sql, owner.id);
});
