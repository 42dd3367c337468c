import type { Page } from 'playwright-core';
import type { Sql } from '../../db/client.ts';
import type { Puppet } from '../face/clips/puppet.ts';
import { obey } from '../face/obey.ts';

/** A control that waits, with what only the database knows of it. */
export type OpenControl = { id: string; kind: string; answer: string; choices: string[] };

export async function readOpenControl(sql: Sql, learnerId: string): Promise<OpenControl | null> {
  const [control] = await sql<OpenControl[]>`
    select id, kind, right_answer as answer, array(select jsonb_array_elements(choices)->>'id') as choices
    from control where learner_id = ${learnerId} and state = 'asked'`;
  return control ?? null;
}

/**
 * Taps the right answer of the control on the screen, or does before the camera what it asks; `puppet` null: no control
 * of these rules asks for a face. False: the screen does not show it yet.
 */
export async function answerOnPage(
  page: Page,
  puppet: Puppet | null,
  control: OpenControl,
): Promise<boolean> {
  if (!(await page.getByText('老师点名').isVisible())) return false;
  if (control.kind === 'face') {
    if (!puppet) throw new Error('a live check is asked, and nobody is before the camera');
    const end = await obey(page, puppet);
    if (end !== '照好了。') throw new Error(`The live check ended with ${end}`);
  } else if (control.kind === 'number') {
    for (const digit of control.answer) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: '好了' }).click();
  } else {
    await page.locator('main li button').nth(control.choices.indexOf(control.answer)).click();
  }
  await page.getByText('老师点名').waitFor({ state: 'hidden', timeout: 15_000 });
  return true;
}
