import type { LessonPhase } from './lesson-view.ts';
import type { Refused, StudyRequests } from './study-requests.client.ts';
import type { LeaseOpened, OpenLease } from './study.wire.ts';

const backOffMs = [1_000, 2_000, 4_000, 8_000];
/** A lesson that is being made is asked for again after this long, ms. */
const preparingMs = 5_000;

export type OpenDuties = {
  openLease: StudyRequests['openLease'];
  /** What the page shows while there is no lease. */
  onPhase: (phase: LessonPhase) => void;
  /** The line is bad or the server busy; it is tried again. */
  onUnreachable: (busy: boolean) => void;
};

/** The phase that a refused opening leads to. `lesson_not_ready` tells how far the video is, in per cent. */
export function phaseOfRefusal(refusal: Refused): LessonPhase {
  const { refused, say, fix, facts } = refusal;
  if (refused === 'lease_elsewhere') return { name: 'elsewhere' };
  if (refused === 'lease_ended' && facts.reason === 'taken_over') return { name: 'ended' };
  if (refused === 'lesson_not_ready') {
    return { name: 'preparing', pct: typeof facts.pct === 'number' ? facts.pct : null };
  }
  if (refused === 'face_check_due') return { name: 'face' };
  return { name: 'refused', refused, say, fix };
}

/** Opens the lease of one lesson, however long it takes; null: the page shows why not, or is gone. */
export async function openLease(
  body: OpenLease,
  duties: OpenDuties,
  gone: AbortSignal,
): Promise<LeaseOpened | null> {
  for (let tries = 0; !gone.aborted;) {
    const reply = await duties.openLease(body);
    let saidMs = 0;
    if (gone.aborted) return null;
    if (reply.came === 'answer') return reply.value;
    if (reply.came === 'refusal') {
      const phase = phaseOfRefusal(reply.refusal);
      duties.onPhase(phase);
      if (phase.name !== 'preparing') return null;
      tries = 0;
    } else {
      duties.onUnreachable(reply.busy);
      saidMs = reply.againMs ?? 0;
      tries += 1;
    }
    const wait =
      tries === 0 ? preparingMs : (backOffMs[Math.min(tries - 1, backOffMs.length - 1)] ?? preparingMs);
    // A full server spreads those who come again; nobody comes sooner than it said.
    await pause(Math.max(wait, saidMs), gone);
  }
  return null;
}

/** Waits; ends at once when the page goes or the line comes back. */
function pause(ms: number, gone: AbortSignal): Promise<void> {
  return new Promise((go) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      go();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
    gone.addEventListener('abort', end, { once: true });
  });
}
