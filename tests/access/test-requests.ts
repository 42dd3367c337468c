import type { Sql } from '../../db/client.ts';
import { fixtures } from '../harness/fixtures.ts';
import { owner } from './visitors.ts';

// The requests of the final test, with a paper of the owner's.

const paperId = '3f0d7b52-5a57-4c2e-9d53-0b6f0c6f8a11';

/** A judged paper of the owner: what it came to is hers to read, and nothing of it changes. */
export async function putJudgedPaper(sql: Sql): Promise<void> {
  await sql`insert into test_bank (sha256, course_version_id, outline, questions, fixed_at)
    values ('\\x01', ${fixtures.courseVersionId}, '{"weights":[],"questions":[]}', '[]', now())`;
  await sql`insert into test_paper (learner_id, id, enrolment_id, attempt, bank_sha256, paper_sha256, salt, questions, rules,
      face, opened_wall_ms, opened_mono_ms, opened_boot, ends_at, fence, window_id, last_seen_at, photo_due_ms,
      photo_due_answers, ended_at, end_reason, right_count, is_passed)
    values (${owner.id}, ${paperId}, ${owner.enrolmentId}, 1, '\\x01', '\\x02', '\\x03', '[]', '{}', 'not_asked', 0, 0, 'boot',
      now(), 1, 'w-judged', now(), 0, 0, now(), 'expired', 0, false)`;
}

const json = (path: string, message: object) => ({
  path,
  init: { method: 'POST', body: JSON.stringify(message), headers: { 'Content-Type': 'application/json' } },
});

const requests: Record<string, (fence: number, photograph: Buffer) => { path: string; init?: RequestInit }> =
  {
    openTest: () =>
      json('/study/tests', { classId: fixtures.classId, windowId: 'stranger-1', takeOver: true }),
    answerTest: (fence) => json('/study/tests/answers', { paperId, fence, seq: 1, place: 1, choice: 0 }),
    lookAtTest: (fence) => json('/study/tests/looks', { paperId, fence }),
    submitTest: (fence) => json('/study/tests/submit', { paperId, fence }),
    getTestSound: () => ({ path: `/study/tests/${paperId}/sounds/1` }),
    uploadTestPhotograph: (fence, photograph) => ({
      path: `/study/tests/${paperId}/photographs/${owner.id}?fence=${fence}`,
      init: { method: 'POST', body: new Uint8Array(photograph), headers: { 'Content-Type': 'image/jpeg' } },
    }),
  };

export const isTestRequest = (id: string) => Object.hasOwn(requests, id);

export function testRequest(id: string, fence: number, photograph: Buffer) {
  const made = requests[id];
  if (!made) throw new Error(`${id} has no request`);
  return made(fence, photograph);
}
