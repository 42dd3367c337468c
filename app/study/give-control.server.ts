import type { Sql } from '../../db/client.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ControlChoice, ControlKind } from './study-state.ts';

type ShownControl = { kind: ControlKind; prompt: string; audioBlob: string; choices: ControlChoice[] };

/** A control of this learner that still waits for its answer; any other is `not_found`. */
async function readShown(sql: Sql, learnerId: string, controlId: string): Promise<ShownControl> {
  const [row] = await sql<ShownControl[]>`
    select kind, prompt, audio_blob as "audioBlob", choices from control
    where learner_id = ${learnerId} and id = ${controlId} and state in ('asked', 'late')`;
  if (!row) throw new Refusal('not_found');
  return row;
}

/** The spoken prompt (MP3). Its address holds the control's random id, not the word (C03). */
export async function giveControlSound(
  sql: Sql,
  blobs: BlobStore,
  learnerId: string,
  controlId: string,
): Promise<Buffer> {
  return blobs.get((await readShown(sql, learnerId, controlId)).audioBlob);
}

/**
 * The word that is spoken, in writing, for who cannot hear; it names no choice. A number in writing would be its own
 * answer, so there it is `not_found`: pictures are offered instead.
 */
export async function giveControlWord(
  sql: Sql,
  learnerId: string,
  controlId: string,
): Promise<{ word: string }> {
  const { kind, prompt } = await readShown(sql, learnerId, controlId);
  if (kind === 'number') throw new Refusal('not_found');
  return { word: prompt };
}

/** One picture of a control (PNG), by the random id of this showing (C03). */
export async function giveControlPicture(
  sql: Sql,
  blobs: BlobStore,
  learnerId: string,
  target: { controlId: string; choiceId: string },
): Promise<Buffer> {
  const { choices } = await readShown(sql, learnerId, target.controlId);
  const drawing = choices.find((choice) => choice.id === target.choiceId)?.drawing;
  if (!drawing) throw new Refusal('not_found');
  return blobs.get(`controls/pictures/${drawing}.png`);
}
