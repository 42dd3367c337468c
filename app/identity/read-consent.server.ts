import type { Sql, SqlTx } from '../../db/client.ts';
import { consentVersion, type ConsentStanding } from './consent-version.ts';

type Row = {
  standing: ConsentStanding['standing'];
  version: string;
  channel: 'own_device' | 'desk';
  at: Date;
};

/** How the learner's consent to face data stands: the newest row counts. */
export async function readConsent(sql: Sql | SqlTx, learnerId: string): Promise<ConsentStanding> {
  const [row] = await sql<Row[]>`
    select action as standing, version, channel, at from face_consent
    where learner_id = ${learnerId} order by at desc limit 1`;
  if (!row) return { standing: 'none', version: null, channel: null, atMs: null, isCurrent: false };
  const { standing, version, channel, at } = row;
  const isCurrent = standing === 'given' && version === consentVersion;
  return { standing, version, channel, atMs: at.getTime(), isCurrent };
}
