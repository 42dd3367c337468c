import { appendDecisions } from '../../app/evidence/append-decisions.server.ts';
import { approveReference } from '../../app/identity/approve-reference.server.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { withdrawConsent } from '../../app/identity/withdraw-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import type { RuleProfileParameters } from '../../app/training/rule-profile.ts';
import { Attacker } from '../cheats/attacker.ts';
import { briskProfile, setProfile } from '../cheats/open-school.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { signIn } from '../harness/sign-in.ts';
import { startServer } from '../harness/start-server.ts';
import { startWorker } from '../harness/start-worker.ts';
import { readReference, said } from './enrol-learner.ts';
import { openPrivateHouse } from './open-private-house.ts';

async function confirmFace(house: House, learnerId: string): Promise<void> {
  const now = readClock();
  const id = (await readReference(house, learnerId))?.id ?? '';
  const { clerk, institutionId } = fixtures;
  await appendDecisions(house.sql, learnerId, now, (tx) =>
    approveReference(tx, {
      ...{
        reference: { learnerId, id },
        deciderId: clerk.id,
        role: 'clerk',
        institutionId,
        reason: 'known',
        now,
      },
    }),
  );
}

/** A database, picture folders, the real server and the real worker of its own; its rules ask for faces if told. */
export async function openFaceSchool(
  profile: Partial<RuleProfileParameters> = {},
  { withWorker = true }: { withWorker?: boolean } = {},
) {
  const place = await openPrivateHouse();
  const { sql, db, databaseUrl, dataDir } = place;
  await setProfile(sql, { ...briskProfile, ...profile });
  const server = await startServer({ databaseUrl, env: { DATA_DIR: dataDir } });
  const worker = withWorker ? startWorker({ databaseUrl, dataDir }) : null;
  return {
    ...place,
    server,
    worker,
    /** Signs a learner in who has agreed that her face is taken. A second call is a second device. */
    async enter(number: number): Promise<Attacker> {
      const learner = fixtureLearner(number);
      await giveConsent(place.house, learner.id, said, readClock());
      return new Attacker(server.url, await signIn(db, learner.phone), learner);
    },
    /** A clerk confirms as witness what waits of this learner. */
    confirm: (learnerId: string) => confirmFace(place.house, learnerId),
    withdraw: (learnerId: string) => withdrawConsent(place.house, learnerId, said, readClock()),
    async close(): Promise<void> {
      await worker?.stop();
      await server.stop();
      await place.close();
    },
  };
}

export type FaceSchool = Awaited<ReturnType<typeof openFaceSchool>>;
