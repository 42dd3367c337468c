import { randomUUID } from 'node:crypto';
import { appendDecisions } from '../../app/evidence/append-decisions.server.ts';
import { enrolFace } from '../../app/identity/enrol-face.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { createFaceEngine, type FaceEngine } from '../../app/presence/engine/face-engine.server.ts';
import { decodeFrame } from '../../app/presence/engine/decode-frame.server.ts';
import { modelId } from '../../app/presence/engine/models.ts';
import type { FaceTemplate } from '../../app/presence/engine/observation.ts';
import { toJpeg } from './clips/clips.ts';
import type { Portrait } from './clips/portraits.ts';
import { renderPose } from './clips/render-pose.ts';
import type { FaceSchool } from './open-face-school.ts';

let engine: Promise<FaceEngine> | undefined;
const known = new Map<Portrait, Promise<Person>>();

type Person = { template: FaceTemplate; frontJpeg: Buffer };

/**
 * The template that an enrolment of this person leaves, and its picture. Loading the nets holds this thread for seconds:
 * call it before anything that must not wait.
 */
export function readPerson(person: Portrait): Promise<Person> {
  const read = known.get(person) ?? seePerson(person);
  known.set(person, read);
  return read;
}

async function seePerson(person: Portrait): Promise<Person> {
  engine ??= createFaceEngine();
  const frontJpeg = await toJpeg(await renderPose(person));
  const [face] = (await engine).observe(await decodeFrame(frontJpeg)).faces;
  if (!face) throw new Error(`no face of ${person}`);
  const { embedding, embeddingWide } = face;
  return { template: { modelId, embedding, embeddingWide }, frontJpeg };
}

/** Enrols the person of a photograph as an ID photograph confirms her at once. */
export async function enrolPerson(
  { house }: Pick<FaceSchool, 'house'>,
  learnerId: string,
  person: Portrait,
): Promise<void> {
  const { template, frontJpeg } = await readPerson(person);
  const now = readClock();
  await appendDecisions(house.sql, learnerId, now, (tx) =>
    enrolFace(house, tx, {
      ...{ learnerId, challengeId: randomUUID(), template, frontJpeg, idPhotoTemplate: template, now },
    }),
  );
}
