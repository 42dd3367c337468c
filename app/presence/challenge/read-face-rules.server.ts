import type { Sql, SqlTx } from '../../../db/client.ts';
import { readEnrolments } from '../../study/read-enrolment.server.ts';
import { defaultParameters, type RuleProfileParameters } from '../../training/rule-profile.ts';

/** How a learner's challenges go by the rules of her class. */
export type FaceRules = {
  profile: RuleProfileParameters;
  /** Time for one try, ms. */
  answerMs: number;
  extensionsMax: number;
  triesMax: number;
};

/** The rules of this enrolment, or of her newest class; of Henan before she has one. */
export async function readFaceRules(
  sql: Sql | SqlTx,
  learnerId: string,
  enrolmentId: string | null = null,
): Promise<FaceRules> {
  const [enrolment] = await readEnrolments(sql, learnerId, enrolmentId);
  const profile = enrolment?.profile ?? defaultParameters;
  return {
    profile,
    answerMs: profile.face_answer_s * 1_000,
    extensionsMax: profile.face_extensions_max,
    triesMax: profile.face_tries_max,
  };
}
