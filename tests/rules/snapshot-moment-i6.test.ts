import { expect, test } from 'vitest';
import { askSnapshotNow, stepSnapshot } from '../../app/presence/snapshot/draw-snapshot.ts';
import { SimulatedStudy } from './simulate-study.ts';

// I6, P009: the server draws the moment after the hour began, foretells it to nobody, and asks at least once an hour.

const learners = 400;
const hourMs = 400_000;

/** A lesson of two class hours; answers when photographs were asked, on the clock of study. */
function study(seed: number): { askedMs: number[]; hours: number[]; standings: string[] } {
  const one = new SimulatedStudy(seed, 2 * hourMs, { class_hour_min_s: hourMs / 1000 });
  const standings: string[] = [];
  while (!one.state.progress.completed) {
    const at = one.state.progress.frontierMs;
    one.wait(5_000);
    const standing = one.beat({ played: { fromMs: at, toMs: Math.min(at + 5_000, 2 * hourMs) } });
    standings.push(JSON.stringify({ ...standing, snapshot: null, control: null }));
    if (one.state.control) one.answer();
    const { demand } = one.state.enrolment;
    if (demand?.asked) {
      // The photograph is taken at once, as store-snapshot.server.ts leaves the state.
      const { enrolment } = one.state;
      const photographedHours = [...enrolment.photographedHours, demand.classHour];
      one.state = { ...one.state, enrolment: { ...enrolment, demand: null, photographedHours } };
    }
  }
  const asked = one.events.filter((event) => event.kind === 'snapshot_asked');
  return {
    askedMs: asked.map((event) => event.at.monoMs - one.startedMs),
    hours: asked.map((event) => event.classHour),
    standings,
  };
}

const studies = Array.from({ length: learners }, (_, i) => study(i + 1));

test('every hour asks, after it began and with room for a second try', () => {
  for (const { askedMs, hours } of studies) {
    expect(hours).toEqual([0, 1]);
    expect(askedMs[0]).toBeGreaterThanOrEqual(10_000);
    expect(askedMs[0]).toBeLessThanOrEqual(hourMs * 0.8 + 5_000);
    expect(askedMs[1]).toBeGreaterThan(hourMs);
  }
});

test('moments differ between learners and fill the hour', () => {
  const firsts = studies.map(({ askedMs }) => askedMs[0] ?? 0);
  expect(new Set(firsts).size).toBeGreaterThan(40);
  const quarters = [0, 0, 0, 0];
  for (const at of firsts) {
    const quarter = Math.min(3, Math.floor(((at - 10_000) / (hourMs * 0.8 - 10_000)) * 4));
    quarters[quarter] = (quarters[quarter] ?? 0) + 1;
  }
  for (const count of quarters) expect(count).toBeGreaterThan(learners / 8);
});

test('until it is asked, no answer holds anything of it: learners with different moments get the same bytes', () => {
  const study = new SimulatedStudy(1, hourMs, { class_hour_min_s: hourMs / 1000 });
  const other = new SimulatedStudy(1, hourMs, { class_hour_min_s: hourMs / 1000 });
  for (const one of [study, other]) {
    one.wait(5_000);
    one.beat({ played: { fromMs: 0, toMs: 5_000 } });
  }
  const { demand } = other.state.enrolment;
  expect(demand?.asked).toBeNull();
  other.state.enrolment = { ...other.state.enrolment, demand: { ...demand!, duePlayedMs: 200_000, id: 'x' } };
  study.state.enrolment = { ...study.state.enrolment, demand: { ...demand!, duePlayedMs: 21_000, id: 'y' } };
  const answers = [study, other].map((one) =>
    [1, 2, 3, 4].map((beat) => {
      one.wait(5_000);
      return JSON.stringify(one.beat({ played: { fromMs: beat * 5_000, toMs: beat * 5_000 + 5_000 } }));
    }),
  );
  expect(answers[0]?.slice(0, 3)).toEqual(answers[1]?.slice(0, 3));
  // Positive control: the comparison sees the demand when it is asked.
  expect(answers[0]?.[3]).not.toEqual(answers[1]?.[3]);
});

test('a missed moment is drawn again in the same hour, soon, and told as missed', () => {
  const one = new SimulatedStudy(5, hourMs, { class_hour_min_s: hourMs / 1000, snapshot_answer_s: 10 });
  one.playHonestly(hourMs * 0.95);
  const kinds = one.events.flatMap((event) => (event.kind.startsWith('snapshot') ? [event.kind] : []));
  expect(kinds.slice(0, 3)).toEqual(['snapshot_asked', 'snapshot_missed', 'snapshot_asked']);
  expect(kinds).not.toContain('snapshot_taken');
});

test('an hour that has its photograph asks for none, played again or not', () => {
  const one = new SimulatedStudy(5, hourMs, { class_hour_min_s: hourMs / 1000 });
  one.state.enrolment.photographedHours = [0];
  const step = stepSnapshot(one.state, 100_000, one.now, one.draw);
  expect(step.state.enrolment.demand).toBeNull();
  expect(step.events).toEqual([]);
});

test('a photograph that wrong answers brought about fills no hour: the moment would be the learner’s choice', () => {
  const one = new SimulatedStudy(7, hourMs, { class_hour_min_s: hourMs / 1000 });
  const asked = askSnapshotNow(one.state, one.now, one.draw).state;
  expect(asked.enrolment.demand?.asked).not.toBeNull();
  // Taken at once, as store-snapshot.server.ts leaves the state.
  const hour = asked.enrolment.demand?.classHour ?? 0;
  one.state = { ...asked, enrolment: { ...asked.enrolment, demand: null, photographedHours: [hour] } };
  one.playHonestly(hourMs * 0.9);
  const later = one.events.filter((event) => event.kind === 'snapshot_asked');
  expect(later[0]?.classHour).toBe(0);
  expect(later[0]?.at.monoMs).toBeGreaterThanOrEqual(one.startedMs + 10_000);
});
