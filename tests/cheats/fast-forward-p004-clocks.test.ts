import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SimulatedStudy } from '../rules/simulate-study.ts';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { readLedger, verifyLog } from './read-ledger.ts';

// P004, A09: the device's clock is recorded and never used. Whatever it says, the credit is the same to the millisecond.

/** A device's clock, ms, from the real one. */
type DeviceClock = (realMs: number) => number;
const hourMs = 3_600_000;
const clocks: Record<string, DeviceClock> = {
  right: (realMs) => realMs,
  'an hour ahead': (realMs) => realMs + hourMs,
  'an hour behind': (realMs) => realMs - hourMs,
  'in the year 2100': (realMs) => realMs + 75 * 365.25 * 24 * hourMs,
  'before 1970': () => -1,
  'ten times as fast': (realMs) => realMs * 10,
  'summer time in the middle': (realMs) => realMs + (Math.floor(realMs / 4_000) % 2) * hourMs,
  'running backwards': (realMs) => 4_000_000_000_000 - realMs,
};

let school: School;
beforeAll(async () => {
  // No control comes in the ten seconds of this test.
  school = await openSchool({ popup_min_gap_s: 60, popup_max_gap_s: 90 });
});
afterAll(() => school?.close());

/** Ten seconds of play in beats of one; the last beat only says where the player stands. */
async function playTenSeconds(window: Attacker, clock: DeviceClock): Promise<void> {
  expect((await window.openLease()).status).toBe(201);
  for (let second = 1; second <= 10; second++) {
    await sleep(1_000);
    expect((await window.beat(1_000, { clientMs: Math.round(clock(Date.now())) })).status).toBe(200);
  }
  await sleep(2_000);
  await window.beat(0, { clientMs: Math.round(clock(Date.now())), played: { fromMs: 9_000, toMs: 10_000 } });
}

it('ten seconds are ten seconds by every clock', async () => {
  const windows = await Promise.all(Object.keys(clocks).map((_, index) => school.enter(index + 1)));
  const startedMs = performance.now();
  await Promise.all(Object.values(clocks).map((clock, i) => playTenSeconds(windows[i] as Attacker, clock)));
  const wallMs = performance.now() - startedMs;
  for (const [index, name] of Object.keys(clocks).entries()) {
    const { learner } = windows[index] as Attacker;
    expect((await readLedger(school.sql, learner.id)).frontierMs, name).toBe(10_000);
    await verifyLog(school.sql, learner.id);
  }
  // Who counts by the device's clock gives hours for the same traffic.
  expect(windows[5]?.naive.deviceMs).toBeGreaterThan(5 * wallMs);
  expect(windows[6]?.naive.deviceMs).toBeGreaterThan(hourMs);
});

it('on a turned clock the whole state is the same, byte for byte', () => {
  const play = (clock: DeviceClock) => {
    const study = new SimulatedStudy(7);
    for (let i = 0; i < 60; i++) {
      study.wait(5_000);
      const at = study.state.progress.frontierMs;
      const clientMs = Math.round(clock(study.now.wallMs));
      study.beat({ clientMs, played: { fromMs: at, toMs: Math.min(at + 5_000, 400_000) } });
      if (study.state.control) study.answer();
    }
    return JSON.stringify([study.state, study.events]);
  };
  const right = play((realMs) => realMs);
  for (const [name, clock] of Object.entries(clocks)) expect(play(clock), name).toBe(right);
  expect(JSON.parse(right)[0].progress.frontierMs).toBeGreaterThan(250_000);
});
