import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../../app/platform/house.server.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { atEveryDesk, findFaults } from '../harness/examine-page.ts';
import { countPictures, openDeskSite, type DeskSite } from './open-desk-site.ts';
import { putCase, storeChallenge, storePhotograph, storeReference, storeYes } from './store-face.ts';

// Every page of the desk on every screen: nothing too wide, nothing that axe finds.

let site: DeskSite;
const [first, second, third] = [fixtureLearner(1), fixtureLearner(2), fixtureLearner(3)];
let id = '';
let tried = '';
let enrolment = '';

beforeAll(async () => {
  site = await openDeskSite(fill);
});
afterAll(() => site?.close());

/** A doubtful photograph, three tries, and a first face that waits. */
async function fill(house: House): Promise<void> {
  await storeReference(house, first.id, 'active');
  await storePhotograph(house, first, 'match', true);
  const doubtful = await storePhotograph(house, first, 'doubt', true);
  const about = (subjectKind: 'challenge' | 'snapshot' | 'reference', subjectId: string) => ({
    subjectKind,
    subjectId,
  });
  id = await putCase(house, first.id, 'doubt', about('snapshot', doubtful.id));
  await storeYes(house, second.id);
  await storeReference(house, second.id, 'active');
  const challenge = await storeChallenge(house, second.id, 14);
  tried = await putCase(house, second.id, 'three_tries', about('challenge', challenge.id));
  const waits = await storeReference(house, third.id, 'waiting_witness');
  enrolment = await putCase(house, third.id, 'enrolment', about('reference', waits.id));
}

test.each([
  ['a doubtful photograph', fixtures.clerk.phone, () => `/desk/reviews/${id}`],
  ['three tries', fixtures.clerk.phone, () => `/desk/reviews/${tried}`],
  ['a first face', fixtures.clerk.phone, () => `/desk/reviews/${enrolment}`],
  ['the queue', fixtures.clerk.phone, () => '/desk/reviews'],
  ['the start', fixtures.clerk.phone, () => '/desk'],
  ['a learner', fixtures.clerk.phone, () => `/desk/people/${second.id}`],
  ['a case, read only', fixtures.inspector.phone, () => `/desk/reviews/${id}`],
  ['a learner, read only', fixtures.inspector.phone, () => `/desk/people/${first.id}`],
  ['face data', fixtures.reviewer.phone, () => '/desk/face-data'],
  ['the start of the bureau', fixtures.reviewer.phone, () => '/desk'],
])('%s, before and after a reason was given', async (name, phone, path) => {
  const wrong: string[] = [];
  const page = await site.sit(phone);
  await page.goto(path());
  const ask = page.locator('#view-reason');
  const asks = (await ask.count()) > 0;
  for (const reasoned of asks ? [false, true] : [false]) {
    if (reasoned) {
      await ask.fill('看每一页合不合适');
      await page.getByRole('button', { name: '看照片' }).click();
      await expect.poll(countPictures(page)).toBeGreaterThan(0);
    }
    wrong.push(...(await findFaults(page, `${name}${reasoned ? ' with pictures' : ''}`, atEveryDesk)));
  }
  expect(wrong).toEqual([]);
  await page.context().close();
});
