import type { Sql, SqlTx } from '../../db/client.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { refuseCompanion, type Companion } from './companion-rules.ts';
import { digestVersion } from './manifest.server.ts';
import type { Author } from './own-lesson.server.ts';
import { readOwnVersion, type OwnVersion } from './own-version.server.ts';

export type ChangeHouse = { sql: Sql; blobs: BlobStore };

/** What PostgreSQL says when the trigger of a version that is fixed refuses a change. */
const fixedByTrigger = '23001';

/**
 * Changes a companion of the author's own version: the rule is asked before, and again under the lock of the version;
 * bytes are stored and entered while it is held, so that nothing changes beside the manifest. The database's own
 * trigger is the last wall (P011). Throws `not_found`, `version_fixed`, `version_step`.
 */
export async function changeVersion(
  { sql }: ChangeHouse,
  author: Author,
  versionId: string,
  companion: Companion,
  work: (tx: SqlTx, version: OwnVersion) => Promise<void>,
): Promise<void> {
  const ask = (version: OwnVersion) => {
    const refused = refuseCompanion(version, companion);
    if (refused) throw new Refusal(refused, { state: version.state });
  };
  ask(await readOwnVersion(sql, author, versionId));
  try {
    await sql.begin(async (tx) => {
      const version = await readOwnVersion(tx, author, versionId, 'lock');
      ask(version);
      await work(tx, version);
      if (version.state === 'processed') await digestVersion(tx, versionId);
    });
  } catch (error) {
    if ((error as { code?: string }).code === fixedByTrigger) throw new Refusal('version_fixed');
    throw error;
  }
}
