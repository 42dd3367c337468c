import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Pose } from './clips/perform.ts';
import type { Portrait } from './clips/portraits.ts';
import type { Puppet } from './clips/puppet.ts';
import { renderPose } from './clips/render-pose.ts';

/** Nobody moves sooner after a sentence than this, and who is asked again does it again, ms. */
const reactionMs = 450;
const againMs = 7_000;
const backMs = 1_000;
const halfWayMs = 150;
const turnDegrees = 32;

type Manner = {
  /** Who stands there at the moment. */
  person?: () => Portrait;
  /** Turns every direction round. */
  mirrored?: boolean;
};

/** What the page asks for now; the last sentence while it changes. */
async function readTip(page: Page, before: string): Promise<string> {
  const tip = page.locator('[role=status]').first();
  return tip.innerText({ timeout: 300 }).catch(() => before);
}

/** How the check on the page ended: its big sentence; null while it goes on. */
async function readEnd(page: Page): Promise<string | null> {
  const heading = page.locator('h1').first();
  const title = await heading.innerText({ timeout: 300 }).catch(() => '');
  return title === '' || /看看是您|照张相,看/.test(title) ? null : title;
}

/** Begins what a sentence asks for; the person stays so until the next sentence. */
async function react(
  puppet: Puppet,
  who: Portrait,
  tip: string,
  { mirrored }: { mirrored: boolean },
): Promise<void> {
  const hold = async (pose: Partial<Pose>) => puppet.show([await renderPose(who, pose)]);
  // Lids are quick, and are led by time.
  if (!/闭上|睁开/.test(tip)) await sleep(reactionMs);
  if (/向左|向右/.test(tip)) {
    const yaw = tip.includes('左') === mirrored ? -turnDegrees : turnDegrees;
    await hold({ yaw: yaw / 2 });
    await sleep(halfWayMs);
    await hold({ yaw });
  } else if (tip.includes('闭上')) await hold({ closed: 1 });
  else {
    await puppet.show(who);
    const times = /眨 (\d) 下/.exec(tip)?.[1];
    if (times) await puppet.blink(Number(times));
  }
}

/**
 * Does what the page says, as it says it, as a patient person does: a turn is held until the page says otherwise, and
 * what is not understood is done once more. Answers the sentence that the check ends with.
 */
export async function obey(
  page: Page,
  puppet: Puppet,
  { person = () => 'A1', mirrored = false }: Manner = {},
): Promise<string> {
  const endMs = performance.now() + 150_000;
  let [done, doneMs, tip] = ['', 0, ''];
  while (performance.now() < endMs) {
    tip = await readTip(page, tip);
    const isTurn = /向左|向右/.test(tip);
    const isAgain = performance.now() - doneMs > againMs && /向左|向右|眨/.test(tip);
    if ((tip !== done || isAgain) && !tip.includes('就这样')) {
      if (isAgain && isTurn) {
        await puppet.show(person());
        await sleep(backMs);
      }
      await react(puppet, person(), tip, { mirrored });
      [done, doneMs] = [tip, performance.now()];
    }
    const end = await readEnd(page);
    if (end !== null) {
      await puppet.show(person());
      return end;
    }
    await sleep(60);
  }
  throw new Error(`The check did not end; the page says: ${tip}`);
}
