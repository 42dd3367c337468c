import type { SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { refuseVoice } from './companion-rules.ts';
import { readOwnVersion } from './own-version.server.ts';
import { requeueVersion } from './requeue-version.server.ts';
import { lockVersion, stepVersion } from './step-version.server.ts';
import type { StepActor } from './version-life.ts';

/**
 * Gives a script version a human voice in the place of the synthetic one, and has it made anew. Throws `not_found`,
 * `version_fixed`, `version_step`.
 */
export async function giveVoice(
  tx: SqlTx,
  masterKey: Buffer,
  versionId: string,
  voice: { blob: string; sha256: Buffer; name: string },
  actor: StepActor,
  now: ClockReading,
): Promise<void> {
  const locked = await lockVersion(tx, versionId);
  const author = { personId: actor.personId ?? '', institutionId: actor.institutionId ?? '' };
  const refused = refuseVoice(await readOwnVersion(tx, author, versionId));
  if (refused) throw new Refusal(refused, { state: locked.state });
  await tx`update video_version set voice_blob = ${voice.blob} where id = ${versionId}`;
  const words = {
    reason: voice.name,
    facts: { voiceSha256: voice.sha256.toString('hex') },
  };
  if (locked.state === 'failed') await stepVersion(tx, masterKey, locked, 'retry', actor, now, words);
  else if (locked.state === 'processed')
    await stepVersion(tx, masterKey, locked, 'remake', actor, now, words);
  await requeueVersion(tx, versionId);
}
