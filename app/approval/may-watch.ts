import type { Role } from '../../db/schema/identity.ts';
import { isFixed, type LivingVersion, type VideoState } from './version-life.ts';

/** Who wants to watch a version beside learners. */
export type Watcher = { role: Role; institutionId: string };

/** What an inspector may look at: what learners get or got. */
const shown: readonly VideoState[] = ['published', 'withdrawn'];

/**
 * Whether somebody of the desk may watch this version (H10): null, or why not. Reviewers what was handed in, authors what their
 * institution brought once it is made, inspectors and auditors what learners get or got; learners watch through their leases.
 */
export function refuseWatch(version: LivingVersion, watcher: Watcher): 'forbidden' | 'not_found' | null {
  const { role, institutionId } = watcher;
  const { state } = version;
  if (role === 'reviewer') return isFixed(state) ? null : 'not_found';
  if (role === 'inspector' || role === 'auditor') return shown.includes(state) ? null : 'not_found';
  if (role !== 'author') return 'forbidden';
  const isMade = state === 'processed' || isFixed(state);
  return isMade && version.institutionId === institutionId ? null : 'not_found';
}
