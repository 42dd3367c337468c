import type { Role } from '../../db/schema/identity.ts';

/** The life of a video version (P011). `failed`: the worker could not make it; the author may have it tried again. */
export const videoStates = [
  'uploaded',
  'processing',
  'processed',
  'submitted',
  'approved',
  'returned',
  'rejected',
  'published',
  'withdrawn',
  'failed',
] as const;
export type VideoState = (typeof videoStates)[number];

export const sourceKinds = ['video', 'script'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Who takes a step: a person in a role, the worker, or the platform's own command line. */
export type StepActor = {
  role: Role | 'worker' | 'platform';
  personId: string | null;
  institutionId: string | null;
};

type Step = { from: readonly VideoState[]; to: VideoState; by: readonly StepActor['role'][] };

/** The one table of steps. What is not in it does not happen; the database's own trigger holds the same pairs. */
export const versionSteps = {
  begin: { from: ['uploaded', 'failed'], to: 'processing', by: ['worker'] },
  finish: { from: ['processing'], to: 'processed', by: ['worker'] },
  fail: { from: ['uploaded', 'processing'], to: 'failed', by: ['worker'] },
  /** Lets what did not succeed be tried once more. */
  retry: { from: ['failed'], to: 'uploaded', by: ['author', 'platform'] },
  /** Has a script made anew, because another voice speaks it. */
  remake: { from: ['processed'], to: 'uploaded', by: ['author', 'platform'] },
  submit: { from: ['processed'], to: 'submitted', by: ['author', 'platform'] },
  approve: { from: ['submitted'], to: 'approved', by: ['reviewer'] },
  return: { from: ['submitted'], to: 'returned', by: ['reviewer'] },
  reject: { from: ['submitted'], to: 'rejected', by: ['reviewer'] },
  publish: { from: ['approved'], to: 'published', by: ['author', 'reviewer', 'platform'] },
  withdraw: { from: ['approved', 'published'], to: 'withdrawn', by: ['author', 'reviewer', 'platform'] },
} as const satisfies Record<string, Step>;
export type VersionStep = keyof typeof versionSteps;

/** What the rule looks at of a version. */
export type LivingVersion = { state: VideoState; institutionId: string | null; uploadedBy: string | null };

export type StepRefusal = 'version_step' | 'forbidden' | 'not_found' | 'approve_own';

/**
 * Whether `actor` may take `step` with this version now: null, or why not. Authors act on what their institution brought;
 * reviewers never decide what they or their institution brought (H10).
 */
export function refuseStep(version: LivingVersion, step: VersionStep, actor: StepActor): StepRefusal | null {
  const { from, by } = versionSteps[step];
  if (!(by as readonly string[]).includes(actor.role)) return 'forbidden';
  if (actor.role === 'author' && version.institutionId !== actor.institutionId) return 'not_found';
  if (actor.role === 'reviewer' && isOwn(version, actor)) return 'approve_own';
  return (from as readonly string[]).includes(version.state) ? null : 'version_step';
}

/** Whether a version was brought by this person or by the institution that this person works for. */
export function isOwn(
  version: Pick<LivingVersion, 'institutionId' | 'uploadedBy'>,
  actor: StepActor,
): boolean {
  const sameHouse = version.institutionId !== null && version.institutionId === actor.institutionId;
  return sameHouse || (version.uploadedBy !== null && version.uploadedBy === actor.personId);
}

/** From here on no byte of a version changes; another byte is a new version. */
export function isFixed(state: VideoState): boolean {
  return !['uploaded', 'processing', 'processed', 'failed'].includes(state);
}
