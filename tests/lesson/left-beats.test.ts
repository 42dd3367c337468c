import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LeftBeats } from '../../app/study/left-beats.client.ts';
import type { Reply } from '../../app/study/study-requests.client.ts';
import type { Beat, Standing } from '../../app/study/study.wire.ts';

// I9: what a page had told and nobody answered is told once more by the next page of the window, and by nobody else.

const beat = (seq: number): Beat => ({
  ...{ fence: 1, seq, state: 'playing', visible: true, ratePermille: 1000, clientMs: 0 },
  played: { fromMs: seq * 1_000, toMs: (seq + 1) * 1_000 },
});
const answer: Reply<Standing> = { came: 'answer', value: {} as Standing };
const silence: Reply<Standing> = { came: 'unreachable', busy: false };
const refusal: Reply<Standing> = {
  came: 'refusal',
  refusal: { refused: 'lease_ended', say: '', fix: '', facts: {} },
};

/** Answers with `replies` one after the other; keeps the seqs that were told. */
function listen(...replies: Reply<Standing>[]) {
  const seqs: number[] = [];
  const send = async ({ seq }: Beat): Promise<Reply<Standing>> => {
    seqs.push(seq);
    return replies.shift() ?? answer;
  };
  return { seqs, send };
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('tells in order what was left, and nothing twice', async () => {
  const line = listen();
  new LeftBeats('a').keep([beat(3), beat(4)]);
  expect(await new LeftBeats('a').tell(line.send)).toBeNull();
  expect(await new LeftBeats('a').tell(line.send)).toBeNull();
  expect(line.seqs).toEqual([3, 4]);
});

it('tells nothing of whoever studied before on the same telephone', async () => {
  const line = listen();
  new LeftBeats('a').keep([beat(3)]);
  expect(await new LeftBeats('b').tell(line.send)).toBeNull();
  expect(line.seqs).toEqual([]);
});

it('waits where the line is silent, and opens without them after the third silence', async () => {
  const line = listen(answer, silence, silence, silence);
  const left = new LeftBeats('a');
  left.keep([beat(3), beat(4)]);
  expect(await left.tell(line.send)).toEqual(silence);
  expect(await left.tell(line.send)).toEqual(silence);
  expect(await left.tell(line.send)).toBeNull();
  expect(await left.tell(line.send)).toBeNull();
  expect(line.seqs).toEqual([3, 4, 4, 4]);
});

it('ends at a refusal: the lease is over', async () => {
  const line = listen(refusal);
  const left = new LeftBeats('a');
  left.keep([beat(3), beat(4)]);
  expect(await left.tell(line.send)).toBeNull();
  expect(await left.tell(line.send)).toBeNull();
  expect(line.seqs).toEqual([3]);
});

it('tries again what was cut off as a flood', async () => {
  const line = listen({ ...refusal, refusal: { refused: 'too_fast', say: '', fix: '', facts: {} } });
  const left = new LeftBeats('a');
  left.keep([beat(3)]);
  expect(await left.tell(line.send)).toEqual({ came: 'unreachable', busy: true });
  expect(await left.tell(line.send)).toBeNull();
  expect(line.seqs).toEqual([3, 3]);
});

it('an answer that comes late forgets its own lease’s beats only', async () => {
  const line = listen();
  const left = new LeftBeats('a');
  left.keep([{ ...beat(3), fence: 2 }]);
  left.forget(1);
  expect(await left.tell(line.send)).toBeNull();
  expect(line.seqs).toEqual([3]);
  left.keep([beat(4)]);
  left.forget(1);
  expect(await left.tell(line.send)).toBeNull();
  expect(line.seqs).toEqual([3]);
});

it.each(['[]', '7', '{"enrolmentId":"a"}', '{"enrolmentId":"a","beats":{},"tries":0}', 'no json'])(
  'opens where something else was kept: %s',
  async (kept) => {
    sessionStorage.setItem('zhenxue-left-beats', kept);
    expect(await new LeftBeats('a').tell(listen().send)).toBeNull();
  },
);

it('works without storage', async () => {
  vi.unstubAllGlobals();
  const line = listen();
  const left = new LeftBeats('a');
  left.keep([beat(3)]);
  expect(await left.tell(line.send)).toBeNull();
  expect(line.seqs).toEqual([]);
});
