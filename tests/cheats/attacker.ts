import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Answer,
  AnswerResult,
  Beat,
  LeaseOpened,
  OpenLease,
  Standing,
} from '../../app/study/study.wire.ts';
import type { FixtureLearner } from '../harness/fixtures.ts';
import { NaiveScorer } from './naive-scorer.ts';

/** What came back: `body` is null when it is no JSON. */
export type Reply<T = unknown> = { status: number; headers: Headers; body: T; text: string };

/** The body of a refusal, as far as tests look at it. */
export type RefusedBody = {
  refused: string;
  say: string;
  fix: string;
  facts: Record<string, string | number>;
};

/**
 * A program that holds a learner's cookie and obeys no player: every message is sent as it is told. One object is one
 * window; windows of one learner share a naive scorer.
 */
export class Attacker {
  fence = 0;
  seq = 0;
  /** Media position that the next beat goes on from, ms. */
  atMs = 0;
  windowId = `w-${randomBytes(8).toString('hex')}`;

  constructor(
    readonly url: string,
    readonly cookie: string,
    readonly learner: FixtureLearner,
    readonly naive: NaiveScorer = new NaiveScorer(),
  ) {}

  /** Another window: the same cookie, or the one of another sign-in. */
  window(cookie: string = this.cookie, url: string = this.url): Attacker {
    return new Attacker(url, cookie, this.learner, this.naive);
  }

  /** Sends anything; `body` goes out byte for byte. */
  async send<T = unknown>(path: string, init: RequestInit = {}): Promise<Reply<T>> {
    const headers = { Cookie: this.cookie, Origin: this.url, ...(init.headers as Record<string, string>) };
    const answer = await fetch(this.url + path, { redirect: 'manual', ...init, headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const text = bytes.toString('utf8');
    const json = /json/.test(answer.headers.get('Content-Type') ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      body: (json ? JSON.parse(text) : null) as T,
      text,
    };
  }

  get<T = unknown>(path: string): Promise<Reply<T>> {
    return this.send<T>(path);
  }

  post<T = unknown>(path: string, message: unknown): Promise<Reply<T>> {
    this.naive.hear(message);
    const body = typeof message === 'string' ? message : JSON.stringify(message);
    return this.send<T>(path, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
  }

  /** Asks for a lease and keeps its fence when it is given. */
  async openLease(more: Partial<OpenLease> = {}): Promise<Reply<LeaseOpened & RefusedBody>> {
    const { enrolmentId } = this.learner;
    const request = { enrolmentId, ordinal: 1, windowId: this.windowId, takeOver: false, ...more };
    const reply = await this.post<LeaseOpened & RefusedBody>('/study/leases', request);
    if (reply.status === 201) {
      this.fence = reply.body.standing.fence;
      this.seq = 0;
      this.atMs = reply.body.standing.frontierMs;
    }
    return reply;
  }

  /** The next beat of this window as an honest player would write it, with some fields changed; not sent. */
  nextBeat(playedMs: number, more: Partial<Beat> = {}): Beat {
    const played = { fromMs: Math.round(this.atMs), toMs: Math.round(this.atMs + playedMs) };
    this.seq = more.seq ?? this.seq + 1;
    const { fence, seq } = this;
    const flags = { state: 'playing', visible: true, ratePermille: 1000 } as const;
    return { fence, seq, ...flags, played, clientMs: Date.now(), ...more };
  }

  /** Sends a beat that claims `playedMs`, and goes where the answer sends it. */
  async beat(playedMs: number, more: Partial<Beat> = {}): Promise<Reply<Standing & RefusedBody>> {
    const beat = this.nextBeat(playedMs, more);
    const reply = await this.post<Standing & RefusedBody>('/study/beats', beat);
    if (reply.status === 200) this.atMs = reply.body.sendBackToMs ?? beat.played.toMs;
    return reply;
  }

  answer(controlId: string, answer: string): Promise<Reply<AnswerResult & RefusedBody>> {
    const message: Answer = { fence: this.fence, controlId, answer };
    return this.post('/study/answers', message);
  }

  close(): Promise<Reply<RefusedBody | null>> {
    return this.post('/study/leases/close', { fence: this.fence });
  }

  /**
   * Plays for `ms` of the test's clock as an honest browser does, a beat every `beatMs`, and answers each control by
   * `solve`. Needs an open lease. Answers the last standing.
   */
  async studyHonestly(
    ms: number,
    solve: (controlId: string) => Promise<string>,
    beatMs = 1_000,
  ): Promise<Standing> {
    const endMs = performance.now() + ms;
    let playingFromMs = performance.now();
    let last: Standing | undefined;
    while (performance.now() < endMs && !last?.completed) {
      await sleep(Math.max(1, Math.min(beatMs, endMs - performance.now())));
      const nowMs = performance.now();
      const reply = await this.beat(nowMs - playingFromMs);
      if (reply.status !== 200) throw new Error(`an honest beat was answered ${reply.status}: ${reply.text}`);
      playingFromMs = nowMs;
      last = reply.body;
      if (!last.control) continue;
      const { id } = last.control;
      last = (await this.answer(id, await solve(id))).body.standing;
      // What played on while the question was on its way counts with the answer: go on from there.
      this.atMs = last.frontierMs;
      playingFromMs = performance.now();
    }
    if (!last) throw new Error('no time to study');
    return last;
  }
}
