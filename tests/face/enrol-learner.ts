import { randomUUID } from 'node:crypto';
import { appendDecisions } from '../../app/evidence/append-decisions.server.ts';
import { consentVersion } from '../../app/identity/consent-version.ts';
import { enrolFace } from '../../app/identity/enrol-face.server.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { ClockReading } from '../../app/platform/clock.ts';
import type { House } from '../../app/platform/house.server.ts';
import type { FaceTemplate } from '../../app/presence/engine/observation.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { makeFaceTemplate } from './make-template.ts';

export const said = { version: consentVersion, channel: 'own_device', userAgent: 'test' } as const;

/** The newest reference of a learner as the database holds it. */
export async function readReference(house: House, learnerId: string) {
  const [row] = await house.sql<
    {
      id: string;
      state: string;
      compared: string | null;
      clerkId: string | null;
      secondId: string | null;
      templateSealed: Buffer | null;
      blob: string;
    }[]
  >`select id, state, compared, clerk_id as "clerkId", second_id as "secondId", blob,
      template_sealed as "templateSealed"
    from face_reference where learner_id = ${learnerId} order by created_at desc, id limit 1`;
  return row ?? null;
}

/** Enrols as the judge does after a passed challenge; answers the kinds of the events that went into the log. */
export async function enrol(
  house: House,
  learnerId: string,
  more: {
    template?: FaceTemplate;
    idPhotoTemplate?: FaceTemplate | null;
    challengeId?: string;
    now?: ClockReading;
  } = {},
): Promise<string[]> {
  const now = more.now ?? readClock();
  const frontJpeg = await makePhotograph(5);
  const { events } = await appendDecisions(house.sql, learnerId, now, (tx) =>
    enrolFace(house, tx, {
      learnerId,
      challengeId: more.challengeId ?? randomUUID(),
      template: more.template ?? makeFaceTemplate(1),
      frontJpeg,
      idPhotoTemplate: more.idPhotoTemplate ?? null,
      now,
    }),
  );
  return events.map(({ kind }) => kind);
}

/** Consents and enrols a face that the ID photograph confirms at once. */
export async function enrolConfirmed(house: House, learnerId: string, person: number): Promise<string> {
  await giveConsent(house, learnerId, said, readClock());
  const template = makeFaceTemplate(person);
  await enrol(house, learnerId, { template, idPhotoTemplate: template });
  return (await readReference(house, learnerId))?.id ?? '';
}
