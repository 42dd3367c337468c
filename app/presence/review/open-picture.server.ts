import type { Sql, SqlTx } from '../../../db/client.ts';
import { readLearnerKey, unsealForLearner } from '../../identity/learner-key.server.ts';
import type { House } from '../../platform/house.server.ts';

/** Opens sealed pictures for judging; keys are read once. Null: the key or the picture is erased. */
export type PictureOpener = (learnerId: string, purpose: string, blob: string) => Promise<Buffer | null>;

/** For one job in the worker: nothing that it opens leaves its memory. */
export function openPictures(sql: Sql | SqlTx, house: House): PictureOpener {
  const keys = new Map<string, Promise<Buffer | null>>();
  return async (learnerId, purpose, blob) => {
    const known = keys.get(learnerId) ?? readLearnerKey(sql, house.masterKey, learnerId);
    keys.set(learnerId, known);
    const key = await known;
    if (!key || !(await house.blobs.has(blob))) return null;
    return unsealForLearner(key, purpose, await house.blobs.get(blob));
  };
}
