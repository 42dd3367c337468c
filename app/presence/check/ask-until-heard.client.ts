import type { RefusalCode } from '../../platform/refusal.ts';
import type { Reply } from '../../study/study-requests.client.ts';
import type { FaceScreen } from './face-screen.client.ts';
import { pause } from './pause.client.ts';

const backOffMs = [500, 1_000, 2_000, 4_000];

/** The server said no: its code. */
export class FaceStopped extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

/** Asks until somebody answers, and says meanwhile that the line is down. Throws `FaceStopped` when the answer is no. */
export async function askUntilHeard<T>(send: () => Promise<Reply<T>>, screen: FaceScreen): Promise<T> {
  const { gone } = screen;
  for (let tries = 0; ; tries++) {
    const reply = await send();
    if (gone.aborted) throw new FaceStopped('challenge_gone');
    if (reply.came === 'answer') return reply.value;
    if (reply.came === 'refusal') throw new FaceStopped(reply.refusal.refused);
    const { phase } = screen.view;
    if (phase.name === 'acting') screen.ask(reply.busy ? 'inLine' : 'offline', null, phase.step, phase.steps);
    await pause(backOffMs[Math.min(tries, backOffMs.length - 1)] ?? 4_000, gone);
    if (gone.aborted) throw new FaceStopped('challenge_gone');
  }
}
