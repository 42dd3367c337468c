import { codeOf, pathOf } from '../face/take-challenge.ts';
import type { School } from '../cheats/open-school.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { owner } from './visitors.ts';

/** The operations of the face check, and what each needs of the owner's. */
export const faceRequestIds = [
  'askChallenge',
  'showStep',
  'uploadFrame',
  'giveMoreTime',
  'readChallenge',
  'finishChallenge',
  'sayHelper',
] as const;
type FaceRequestId = (typeof faceRequestIds)[number];

export function isFaceRequest(id: string): id is FaceRequestId {
  return faceRequestIds.some((one) => one === id);
}

const json = (path: string, message: object) => ({
  path,
  init: { method: 'POST', body: JSON.stringify(message), headers: { 'Content-Type': 'application/json' } },
});

/** The owner's newest challenge, with the key of its frame codes. */
async function readNewest({ sql }: School): Promise<{ id: string; nonce: string }> {
  const [row] = await sql<{ id: string; nonce: Buffer }[]>`
    select id, nonce from face_challenge where learner_id = ${owner.id} order by asked_wall_ms desc limit 1`;
  if (!row) throw new Error('the owner has no challenge');
  return { id: row.id, nonce: row.nonce.toString('base64') };
}

/** The request of a face operation with everything in it that is the owner's. */
export async function faceRequest(
  school: School,
  id: FaceRequestId,
  fence: number,
): Promise<{ path: string; init?: RequestInit }> {
  const challenge = await readNewest(school);
  const path = pathOf(challenge.id);
  switch (id) {
    case 'askChallenge':
      return json('/presence/challenges', { purpose: 'enrolment', fence: null, controlId: null });
    case 'showStep':
      return json(`${path}/steps`, { step: 1 });
    case 'uploadFrame': {
      const jpeg = await makePhotograph(41);
      const headers = { 'Content-Type': 'image/jpeg', 'X-Frame-Code': codeOf(challenge.nonce, 1, jpeg) };
      return {
        path: `${path}/frames/1`,
        init: { method: 'POST', body: new Uint8Array(jpeg), headers },
      };
    }
    case 'giveMoreTime':
      return json(`${path}/more-time`, {});
    case 'readChallenge':
      return { path };
    case 'finishChallenge':
      return json(`${path}/finish`, {});
    case 'sayHelper':
      return json('/presence/helper', { fence });
  }
}
