import type { institutionKinds, Role } from '../../../db/schema/identity.ts';
import { coversPlace } from '../../training/covers-place.ts';

type Kind = (typeof institutionKinds)[number];

/** A role and the house in which it is held. */
export type Post = { role: Role; institutionId: string; kind: Kind; placeCode: string };

/** Whom a role invites, suspends and lets return: of which kind of house, in the own one or in all of its area. */
type Reach = { kind: Kind; where: 'own' | 'area'; roles: readonly Role[] };

/** The one table of who looks after whose accounts; nobody after the own role or one above it. */
export const reaches: Partial<Record<Role, readonly Reach[]>> = {
  head: [
    { kind: 'school', where: 'own', roles: ['clerk', 'teacher', 'author'] },
    { kind: 'platform', where: 'own', roles: ['author', 'operator'] },
  ],
  bureau: [{ kind: 'school', where: 'area', roles: ['head'] }],
  reviewer: [
    { kind: 'bureau', where: 'area', roles: ['bureau'] },
    { kind: 'school', where: 'area', roles: ['head'] },
    { kind: 'office', where: 'own', roles: ['inspector', 'auditor'] },
  ],
};

/** An area is a bureau's or an office's; a reviewer or bureau account that sits elsewhere has none. */
const areaKinds: Partial<Record<Role, Kind>> = { bureau: 'bureau', reviewer: 'office' };

/** What an actor reaches from the house it sits in. */
export function reachesOf(actor: Post): readonly Reach[] {
  const seat = areaKinds[actor.role];
  return seat !== undefined && seat !== actor.kind ? [] : (reaches[actor.role] ?? []);
}

/** Whether `actor` may invite into this post, and suspend or let return whoever holds it. */
export function mayManage(actor: Post, post: Post): boolean {
  return reachesOf(actor).some(
    ({ kind, where, roles }) =>
      kind === post.kind &&
      roles.includes(post.role) &&
      (where === 'own'
        ? post.institutionId === actor.institutionId
        : coversPlace(actor.placeCode, post.placeCode)),
  );
}
