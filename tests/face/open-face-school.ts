import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { RuleProfileParameters } from '../../app/training/rule-profile.ts';
import { Attacker } from '../cheats/attacker.ts';
import { briskProfile, setProfile } from '../cheats/open-school.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { signIn } from '../harness/sign-in.ts';
import { startServer } from '../harness/start-server.ts';
import { startWorker } from '../harness/start-worker.ts';
import { said } from './enrol-learner.ts';
import { openPrivateHouse } from './open-private-house.ts';

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
    async close(): Promise<void> {
      await worker?.stop();
      await server.stop();
      await place.close();
    },
  };
}

export type FaceSchool = Awaited<ReturnType<typeof openFaceSchool>>;
