import { post, request } from '../study-requests.client.ts';
import type {
  AnswerTest,
  HoldTest,
  OpenTest,
  TestOpened,
  TestResult,
  TestStanding,
} from './final-test.wire.ts';

/** The requests of a final test. */
export const testRequests = {
  open: (body: OpenTest) => post<TestOpened>('/study/tests', body),
  answer: (body: AnswerTest) => post<TestStanding>('/study/tests/answers', body),
  look: (body: HoldTest) => post<TestStanding>('/study/tests/looks', body),
  submit: (body: HoldTest) => post<TestResult>('/study/tests/submit', body),
  uploadPhoto: ({ paperId, fence }: HoldTest, demandId: string, picture: Blob) =>
    request<{ id: string }>(`/study/tests/${paperId}/photographs/${demandId}?fence=${fence}`, {
      body: picture,
      contentType: 'image/jpeg',
    }),
};
