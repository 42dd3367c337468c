import type { Role } from '../../../db/schema/identity.ts';
import type { PictureKind } from '../face-state.ts';

/** Who looks, and whose picture it is. */
export type Look = {
  viewer: { personId: string; role: Role; institutionId: string };
  learner: { id: string; institutionId: string };
  kind: PictureKind;
};

/**
 * F04: the learner sees her own photographs and her enrolled face; clerk and head their own institution's; reviewer,
 * inspector and auditor all, each with a reason on record. `no`: it is as if the picture did not exist.
 */
export function maySeePicture({ viewer, learner, kind }: Look): 'own' | 'with_reason' | 'no' {
  if (viewer.role === 'learner')
    return viewer.personId === learner.id && (kind === 'snapshot' || kind === 'reference') ? 'own' : 'no';
  if (viewer.role === 'clerk' || viewer.role === 'head')
    return viewer.institutionId === learner.institutionId ? 'with_reason' : 'no';
  return ['reviewer', 'inspector', 'auditor'].includes(viewer.role) ? 'with_reason' : 'no';
}
