import { giveConsent } from '../../../app/identity/give-consent.server.ts';
import { readClock } from '../../../app/platform/clock.server.ts';
import { fixtureLearner, type FixtureLearner } from '../../harness/fixtures.ts';
import { said } from '../enrol-learner.ts';
import { enrolPerson } from '../enrol-person.ts';
import type { FaceSchool } from '../open-face-school.ts';

/** The learner with this place has agreed, and the face of the clips' genuine person is hers. */
export async function admitLearner(
  school: Pick<FaceSchool, 'house'>,
  place: number,
): Promise<FixtureLearner> {
  const learner = fixtureLearner(place);
  await giveConsent(school.house, learner.id, said, readClock());
  await enrolPerson(school, learner.id, 'A1');
  return learner;
}
