import { post, request, type Reply } from '../../study/study-requests.client.ts';
import type {
  AskChallenge,
  ChallengeAsked,
  ChallengeStanding,
  MoreTime,
  StepShown,
} from '../challenge/face.wire.ts';

/** The requests of one face check. None of them tells a verdict: the server looks for itself (D01). */
export const faceRequests = {
  ask: (body: AskChallenge) => post<ChallengeAsked>('/presence/challenges', body),
  showStep: (id: string, step: number) => post<StepShown>(`/presence/challenges/${id}/steps`, { step }),
  /** One JPEG with its code; the same `seq` may be sent again. */
  frame: (id: string, seq: number, picture: Blob, code: string) =>
    request<{ seq: number; held: number }>(`/presence/challenges/${id}/frames/${seq}`, {
      body: picture,
      contentType: 'image/jpeg',
      headers: { 'x-frame-code': code },
    }),
  moreTime: (id: string) => post<MoreTime>(`/presence/challenges/${id}/more-time`, {}),
  finish: (id: string) => post<ChallengeStanding>(`/presence/challenges/${id}/finish`, {}),
  standing: (id: string): Promise<Reply<ChallengeStanding>> =>
    request(`/presence/challenges/${id}`, { method: 'GET' }),
};
