import type { Sql } from '../../db/client.ts';
import { Refusal } from '../platform/refusal.ts';
import { giveKey, keyOf } from './give-media.server.ts';
import type { KnownStudies } from './known-studies.server.ts';
import type { Videos } from './read-video.server.ts';
import { requireSitter, type Sitter, type Sitters } from './sitters.server.ts';

/** One key that is asked for, by whom, under which lease. */
type Asked = Sitter & { fence: number; group: number };
/** Gives the 16-byte key of a group; every refusal is thrown. */
export type KeyDoor = (cookie: string | null, fence: number, group: number) => Promise<Buffer>;

/** The places of those whose remembered study and sign-in still hold: one statement, one primary key each. */
async function readHolding(sql: Sql, asked: (Asked & { rev: number })[]): Promise<Set<number>> {
  const list = (pick: (one: Asked & { rev: number }, place: number) => string | number) =>
    `{${asked.map(pick).join(',')}}`;
  const rows = await sql<{ place: number }[]>`
    select v.place from unnest(${list((a) => a.learnerId)}::uuid[], ${list((a) => a.rev)}::bigint[],
      ${list((_, place) => place)}::int[]) as v(learner_id, rev, place)
    join chain_head c on c.learner_id = v.learner_id and c.rev = v.rev`;
  return new Set(rows.map(({ place }) => place));
}

/**
 * The one way in for keys (I10). Keys that are asked for while a statement runs share the next one; what it does not find
 * as it was remembered is read anew, alone, and refused there in words.
 */
export function openKeyDoor(sql: Sql, sitters: Sitters, known: KnownStudies, videos: Videos): KeyDoor {
  type Waiting = { asked: Asked; give: (key: Promise<Buffer>) => void };
  let waiting: Waiting[] = [];
  let isRunning = false;

  async function keyAlone(asked: Asked): Promise<Buffer> {
    known.forget(asked.learnerId);
    await requireSitter(sql, asked);
    return giveKey(sql, videos, asked, asked.group);
  }

  async function serve(batch: Waiting[]): Promise<void> {
    const studies = await known.read(batch.map(({ asked }) => asked));
    const guessed = batch.flatMap((one, place) => {
      const study = studies[place];
      return study ? [{ ...one, study }] : [];
    });
    const holding = await readHolding(
      sql,
      guessed.map(({ asked, study }) => ({ ...asked, rev: study.rev })),
    );
    const kept = new Set(guessed.filter((_, place) => holding.has(place)).map(({ asked }) => asked));
    for (const { asked, give, study } of guessed)
      if (kept.has(asked)) give(keyOf(videos, study.state, asked.group));
    for (const { asked, give } of batch) if (!kept.has(asked)) give(keyAlone(asked));
  }

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await serve(batch).catch((error: unknown) => {
        for (const { give } of batch) give(Promise.reject(error as Error));
      });
    }
    isRunning = false;
  }

  return async (cookie, fence, group) => {
    const sitter = await sitters.of(cookie);
    try {
      return await new Promise<Buffer>((give) => {
        waiting.push({ asked: { ...sitter, fence, group }, give });
        if (waiting.length === 1 && !isRunning) setImmediate(() => isRunning || void run());
      });
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) sitters.forget(cookie);
      throw error;
    }
  };
}
