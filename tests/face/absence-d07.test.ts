import { expect, it } from 'vitest';
import { binomialBand } from '../rules/chance.ts';
import { seededDraw, SimulatedStudy } from '../rules/simulate-study.ts';

// D07: the right person at the check, nobody between checks. A photograph at a moment that she cannot foretell finds her
// away with the share q of the time that she is away: of k photographs at least one with 1 - (1 - q)^k.

const hourMs = 240_000;
const hours = 4;
const learners = 300;
/** She comes and goes in stretches of this length. */
const stretchMs = 20_000;

/** On the clock of study, ms: when the server asked for the photograph of each class hour. */
function study(seed: number): number[] {
  const one = new SimulatedStudy(seed, hours * hourMs, { class_hour_min_s: hourMs / 1000 });
  while (!one.state.progress.completed) {
    const fromMs = one.state.progress.frontierMs;
    one.wait(5_000);
    one.beat({ played: { fromMs, toMs: Math.min(fromMs + 5_000, hours * hourMs) } });
    if (one.state.control) one.answer();
    const { enrolment } = one.state;
    if (!enrolment.demand?.asked) continue;
    const photographedHours = [...enrolment.photographedHours, enrolment.demand.classHour];
    one.state = { ...one.state, enrolment: { ...enrolment, demand: null, photographedHours } };
  }
  return one.events.flatMap((event) =>
    event.kind === 'snapshot_asked' ? [event.at.monoMs - one.startedMs] : [],
  );
}

const studies = Array.from({ length: learners }, (_, i) => study(i + 1));

it.each([0.05, 0.1, 0.25, 0.5])('away %s of the time, she is found as often as the formula says', (q) => {
  const caughtOf = (k: number) =>
    studies.filter((moments, i) => {
      const { drawInt } = seededDraw(9_000 + i);
      const away = Array.from(
        { length: (2 * hours * hourMs) / stretchMs },
        () => drawInt(10_000) < q * 10_000,
      );
      return moments.slice(0, k).some((ms) => away[Math.floor(ms / stretchMs)]);
    }).length;
  for (const k of [1, 2, 4]) {
    const chance = 1 - (1 - q) ** k;
    const { min, max } = binomialBand(learners, chance, 4);
    const caught = caughtOf(k);
    console.log(
      `away ${q}, ${k} photographs: found ${caught} of ${learners}, expected ${Math.round(chance * learners)}`,
    );
    expect(caught).toBeGreaterThanOrEqual(min);
    expect(caught).toBeLessThanOrEqual(max);
  }
});
