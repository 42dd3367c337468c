import type { Browser, Page } from 'playwright-core';
import { readClock } from '../../app/platform/clock.server.ts';
import { decideCase } from '../../app/presence/review/decide-case.server.ts';
import type { RuleProfileParameters } from '../../app/training/rule-profile.ts';
import { withFaceCheck } from '../harness/face-check.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { newPhonePage } from '../harness/phone-page.ts';
import { signIn } from '../harness/sign-in.ts';
import { startBrowser } from '../harness/start-browser.ts';
import type { Portrait } from './clips/portraits.ts';
import { openPuppet, type Puppet } from './clips/puppet.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { said } from './enrol-learner.ts';
import { obey } from './obey.ts';
import { openFaceSchool, type FaceSchool } from './open-face-school.ts';
import { sessionOf } from './store-face.ts';

/** Database, server, worker, and a browser whose camera shows a person who does what the test says. */
export async function openStudio(
  person: Portrait,
  profile: Partial<RuleProfileParameters> = {},
): Promise<Studio> {
  const school = await openFaceSchool({ ...withFaceCheck, ...profile });
  const { sql, db, house, server } = school;
  const puppet = await openPuppet(person);
  const browser = await startBrowser({ cameraFile: puppet.file });
  const clerk = sessionOf(fixtures.clerk.id, 'clerk');
  const enter = async (place: number, expectedErrors: RegExp[] = []): Promise<Page> => {
    const cookie = await signIn(db, fixtureLearner(place).phone);
    const expected = [/status of 4(03|09|25)/, ...expectedErrors];
    return newPhonePage(browser, { cookie, url: server.url, expectedErrors: expected });
  };
  const decide: Studio['decide'] = async (place, kind, decision) => {
    const [row] = await sql<{ id: string }[]>`
        select id from face_case where learner_id = ${fixtureLearner(place).id} and kind = ${kind}
          and decided_at is null`;
    if (!row) throw new Error(`no case ${kind} is open`);
    await decideCase(house, clerk, row.id, { decision, reason: '当面看过本人' }, readClock());
  };
  const enrol = async (place: number): Promise<void> => {
    await giveConsent(house, fixtureLearner(place).id, said, readClock());
    const page = await enter(place);
    await page.goto('/face');
    await page.getByRole('button', { name: '去照相' }).click();
    await page.getByRole('button', { name: '开始照' }).click();
    const end = await obey(page, puppet);
    if (end !== '照好了。') throw new Error(`The enrolment ended with ${end}`);
    await page.close();
    await decide(place, 'enrolment', 'approved');
  };
  return {
    ...{ sql, house, puppet, browser, url: server.url, enter, enrol, decide },
    close: async () => {
      await browser.close();
      await puppet.close();
      await school.close();
    },
  };
}

export type Studio = {
  sql: FaceSchool['sql'];
  house: FaceSchool['house'];
  puppet: Puppet;
  browser: Browser;
  url: string;
  enter(place: number, expectedErrors?: RegExp[]): Promise<Page>;
  /** Consents, takes her pictures on the page, and has a clerk confirm them. */
  enrol(place: number): Promise<void>;
  /** A clerk of the institution decides the open case of this kind. */
  decide(place: number, kind: string, decision: 'approved' | 'witnessed' | 'try_again'): Promise<void>;
  close(): Promise<void>;
};

export { obey };
