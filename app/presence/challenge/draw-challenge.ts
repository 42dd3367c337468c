import { drawOne, type DrawInt } from '../../platform/random.ts';
import type { ChallengeAction, ChallengePurpose } from '../face-state.ts';

type Kind = ChallengeAction['action'];

/**
 * The orders of three actions: no equal neighbours, at least one turn and one blink, so that neither a picture that
 * is turned nor eyes that blink by themselves are enough (D01).
 */
const kinds: readonly Kind[] = ['turn_left', 'turn_right', 'blink'];
export const challengeOrders: readonly (readonly Kind[])[] = kinds.flatMap((first) =>
  kinds.flatMap((second) =>
    kinds.flatMap((third) => {
      const order = [first, second, third];
      return first !== second && second !== third && order.includes('blink') ? [order] : [];
    }),
  ),
);

/** Blinks of one action, and of a whole challenge with two such actions: its frames must fit (`framesMax`). */
const blinksMax = 3;
const blinksOfTwoMax = 4;
/** How long a turn is held, and how long she stays still before an action is shown, ms. */
const holdMs = { from: 600, to: 1_500 };
const waitMs = { from: 300, to: 1_500 };

function between({ from, to }: { from: number; to: number }, drawInt: DrawInt): number {
  return from + drawInt(to - from + 1);
}

/** Enrolment takes the face in three poses: straight, and turned to either side. */
export const enrolmentOrders = challengeOrders.filter((order) => new Set(order).size === kinds.length);

/** Draws the actions of one challenge (P007). Their number and order are known to nobody before they are shown (D03). */
export function drawChallenge(drawInt: DrawInt, purpose: ChallengePurpose): ChallengeAction[] {
  const order = drawOne(purpose === 'enrolment' ? enrolmentOrders : challengeOrders, drawInt);
  let blinksLeft = order.filter((kind) => kind === 'blink').length > 1 ? blinksOfTwoMax : blinksMax;
  return order.map((kind, i): ChallengeAction => {
    if (kind !== 'blink') return { action: kind, holdMs: between(holdMs, drawInt) };
    const isLast = !order.slice(i + 1).includes('blink');
    const times = 1 + drawInt(Math.min(blinksMax, isLast ? blinksLeft : blinksLeft - 1));
    blinksLeft -= times;
    return { action: kind, times };
  });
}

/** Draws how long she stays still before the next action is shown, ms. */
export function drawWait(drawInt: DrawInt): number {
  return between(waitMs, drawInt);
}
