import { afterAll, beforeAll, expect, it } from 'vitest';
import { decideVersion } from '../../app/approval/decide-version.server.ts';
import { publishVersion } from '../../app/approval/publish-version.server.ts';
import { takeStep } from '../../app/approval/step-version.server.ts';
import { submitVersion } from '../../app/approval/submit-version.server.ts';
import {
  isFixed,
  isOwn,
  refuseStep,
  versionSteps,
  type StepActor,
  type VersionStep,
  type VideoState,
} from '../../app/approval/version-life.ts';
import { withdrawVersion } from '../../app/approval/withdraw-version.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { Refusal } from '../../app/platform/refusal.ts';
import { fixtures } from '../harness/fixtures.ts';
import { seededDraw } from '../rules/simulate-study.ts';
import { actors, approval, openOffice, type Office } from './open-office.ts';

// P011, H10, O7: random steps by random people through the real doors. Whatever they do, there is one state, the log tells it,
// and the verifier finds nothing wrong with it.

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const steps = Object.keys(versionSteps) as VersionStep[];
const onward: VersionStep[] = ['begin', 'finish', 'submit', 'approve', 'publish'];
const people = Object.values(actors) as StepActor[];

/** Takes a step as the pages and the worker take it. */
async function take(id: string, step: VersionStep, actor: StepActor): Promise<void> {
  const { house } = office;
  const now = readClock();
  const decision = { ...approval(await office.hashOf(id)), reason: '不合要求' };
  if (step === 'submit') return submitVersion(house, id, actor, now);
  if (step === 'approve') return void (await decideVersion(house, id, decision, actor, now));
  if (step === 'reject')
    return void (await decideVersion(house, id, { ...decision, decision: step }, actor, now));
  if (step === 'publish') return publishVersion(house, id, actor, now);
  if (step === 'withdraw') return void (await withdrawVersion(house, id, '内容过时', actor, now));
  if (step === 'begin' && actor.role === 'worker') return office.begin(id);
  if (step === 'finish' && actor.role === 'worker') {
    if ((await office.stateOf(id)) !== 'processing') throw new Refusal('version_step');
    return office.finish(id);
  }
  return takeStep(house, id, step, actor, now, { reason: '不合要求' });
}

it('every step is taken exactly when the rule allows it, is logged once, and the chain verifies', async () => {
  const { drawInt: draw } = seededDraw(20261128);
  const seen = new Set<VideoState>();
  let refusedSteps = 0;
  for (let walk = 0; walk < 12; walk++) {
    const id = await office.bring();
    const brought = { institutionId: fixtures.institutionId, uploadedBy: fixtures.author.id };
    let state: VideoState = 'uploaded';
    let fixed: string | null = null;
    const told = ['upload'];
    for (let i = 0; i < 45; i++) {
      // Half of the tries are allowed ones, and every second walk leads on, so that every state is reached.
      const ways = walk % 2 ? steps : steps.filter((step) => onward.includes(step));
      const open = ways.flatMap((step) =>
        people
          .filter((who) => !refuseStep({ ...brought, state }, step, who))
          .map((actor) => ({ step, actor })),
      );
      const any = { step: steps[draw(steps.length)]!, actor: people[draw(people.length)]! };
      const { step, actor } = (draw(2) === 0 && open[draw(open.length)]) || any;
      const allowed = refuseStep({ ...brought, state }, step, actor);
      const outcome = await take(id, step, actor).then(
        () => null,
        (error: unknown) => error,
      );
      if (allowed === null) {
        expect(outcome, `${step} by ${actor.role} from ${state}`).toBeNull();
        state = versionSteps[step].to;
        told.push(step);
        if (actor.role === 'reviewer') expect(isOwn(brought, actor)).toBe(false);
      } else {
        refusedSteps++;
        expect(outcome, `${step} by ${actor.role} from ${state}`).toBeInstanceOf(Refusal);
      }
      expect(await office.stateOf(id)).toBe(state);
      if (isFixed(state)) {
        fixed ??= await office.hashOf(id);
        expect(await office.hashOf(id)).toBe(fixed);
      }
      seen.add(state);
    }
    expect(await office.stepsOf(id)).toEqual(told);
    const judged = await office.judge(id);
    expect(judged.broken).toBeNull();
    expect([judged.state, judged.events]).toEqual([state, told.length]);
    if (fixed) expect(judged.contentSha256).toBe(fixed);
  }
  // Positive control: the walks went everywhere that these doors lead, and were refused often.
  for (const state of ['submitted', 'approved', 'rejected', 'published', 'withdrawn', 'failed'] as const)
    expect(seen, state).toContain(state);
  expect(refusedSteps).toBeGreaterThan(100);
}, 120_000);
