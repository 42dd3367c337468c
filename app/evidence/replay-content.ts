import type { ClockReading } from '../platform/clock.ts';
import type { ChainedContentEvent } from './content-event.ts';
import { contentSteps } from './content-life.ts';

type Facts = ChainedContentEvent['facts'];
/** Who approved, for which institution, when. */
export type Approver = { personId: string | null; institutionId: string | null; at: ClockReading };

/** What the chain of a version proves of it. */
export type ReplayedContent = {
  state: string | null;
  lessonId: string | null;
  broughtBy: { personId: string | null; institutionId: string | null };
  /** As it was handed in: from then on no byte changes. */
  contentSha256: string | null;
  durationMs: number | null;
  approvers: Approver[];
  approval: { documentNumber: string; at: ClockReading } | null;
  publishedAt: ClockReading | null;
  withdrawnAt: ClockReading | null;
};

export const emptyContent = (): ReplayedContent => ({
  state: null,
  lessonId: null,
  broughtBy: { personId: null, institutionId: null },
  contentSha256: null,
  durationMs: null,
  approvers: [],
  approval: null,
  publishedAt: null,
  withdrawnAt: null,
});

/** The event that begins a life: who brought what for which lesson. */
function bring(content: ReplayedContent, event: ChainedContentEvent): string | null {
  if (event.kind !== 'version_step' || event.step !== 'upload')
    return 'its life begins without having been brought';
  if (event.from !== null || event.to !== 'uploaded') return 'it is brought into another state than uploaded';
  if (!['author', 'platform'].includes(event.actorRole))
    return `it is brought by the role ${event.actorRole}`;
  if (typeof event.facts['lessonId'] !== 'string') return 'it is brought for no lesson';
  content.lessonId = event.facts['lessonId'];
  content.broughtBy = { personId: event.actorId, institutionId: event.actorInstitutionId };
  content.state = event.to;
  return null;
}

/** Authors act on what their institution brought; reviewers never on what they or their institution brought (H10). */
function refuseActor({ broughtBy }: ReplayedContent, event: ChainedContentEvent): string | null {
  const sameHouse = broughtBy.institutionId !== null && broughtBy.institutionId === event.actorInstitutionId;
  const samePerson = broughtBy.personId !== null && broughtBy.personId === event.actorId;
  if (event.actorRole === 'author' && broughtBy.institutionId !== event.actorInstitutionId)
    return 'an author of another institution acts on it';
  if (event.actorRole === 'reviewer' && (sameHouse || samePerson))
    return 'it is decided by who brought it, or by that institution (H10)';
  return null;
}

/** One reviewer's approval of exactly what was handed in; nobody approves twice. */
function countApproval(content: ReplayedContent, event: ChainedContentEvent): string | null {
  if (event.actorId === null) return 'it is approved by nobody';
  if (content.approvers.some(({ personId }) => personId === event.actorId))
    return 'it is approved twice by one person';
  content.approvers.push({
    personId: event.actorId,
    institutionId: event.actorInstitutionId,
    at: event.at,
  });
  return null;
}

/** With the last approval: as many people as were needed, exactly those that are named, under a document. */
function approve(content: ReplayedContent, event: ChainedContentEvent): string | null {
  const twice = countApproval(content, event);
  if (twice) return twice;
  const { documentNumber, needed, approvers } = event.facts;
  if (typeof documentNumber !== 'string' || documentNumber.trim() === '')
    return 'it is approved under no document';
  if (typeof needed !== 'number' || needed < 1 || content.approvers.length < needed)
    return 'it is approved by fewer people than were needed (P011)';
  const told = content.approvers.map(({ personId }) => personId).sort();
  if (String(approvers).split(' ').sort().join(' ') !== told.join(' '))
    return 'it names other approvers than the log holds';
  content.approval = { documentNumber, at: event.at };
  return null;
}

/** Of a version that was handed in every event names the same bytes. */
function checkBytes(content: ReplayedContent, facts: Facts): string | null {
  return facts['contentSha256'] === content.contentSha256
    ? null
    : 'it is about other bytes than were handed in (P011)';
}

function handIn(content: ReplayedContent, facts: Facts): string | null {
  const { contentSha256, durationMs } = facts;
  if (typeof contentSha256 !== 'string' || !/^[0-9a-f]{64}$/.test(contentSha256)) return 'it names no bytes';
  if (typeof durationMs !== 'number') return 'it names no length';
  Object.assign(content, { contentSha256, durationMs });
  return null;
}

const needReason = ['return', 'reject', 'withdraw'];

/** Applies one event to what a version's chain has proven so far; answers why it cannot be true, or null. */
export function replayContent(content: ReplayedContent, event: ChainedContentEvent): string | null {
  if (content.state === null) return bring(content, event);
  const stranger = refuseActor(content, event);
  if (stranger) return stranger;
  const isFixed = content.contentSha256 !== null;
  if (event.kind === 'version_reviewed') {
    if (content.state !== 'submitted' || event.actorRole !== 'reviewer' || event.decision !== 'approve')
      return 'it is reviewed without having been handed in';
    return checkBytes(content, event.facts) ?? countApproval(content, event);
  }
  if (event.kind !== 'version_step') return 'this verifier does not know its kind';
  const step = Object.hasOwn(contentSteps, event.step) ? contentSteps[event.step] : undefined;
  if (!step) return `there is no step ${event.step}`;
  if (event.from !== content.state)
    return `it goes on from ${event.from}, the log stands at ${content.state}`;
  if (!step.from.includes(content.state) || event.to !== step.to)
    return `a version does not go from ${event.from} to ${event.to} by ${event.step}`;
  if (!step.by.includes(event.actorRole)) return `${event.step} is no step of the role ${event.actorRole}`;
  if (needReason.includes(event.step) && event.reason.trim() === '') return 'it gives no reason';
  const wrong =
    (isFixed ? checkBytes(content, event.facts) : null) ??
    (event.step === 'submit' ? handIn(content, event.facts) : null) ??
    (event.step === 'approve' ? approve(content, event) : null);
  if (wrong) return wrong;
  content.state = event.to;
  if (event.to === 'published') content.publishedAt = event.at;
  if (event.to === 'withdrawn') content.withdrawnAt = event.at;
  return null;
}
