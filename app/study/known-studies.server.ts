import type { Sql } from '../../db/client.ts';
import type { SpanColumns } from '../evidence/open-span.ts';
import { catchUp } from './catch-up.ts';
import { loadStudies, type LeaseKey } from './load-study.server.ts';
import { readHolding, type Sitter } from './sitters.server.ts';
import type { StudyState } from './study-state.ts';

/**
 * A study as it stood when the learner's chain was at `rev`, with so many beats in her open span, and the sign-in that held
 * then, until `untilMs` on the wall clock. The database moves `rev` on when any of it changes.
 */
export type KnownStudy = {
  state: StudyState;
  rev: number;
  spanBeats: number;
  tokenHash: string;
  untilMs: number;
};
/** Whose study under which lease is asked for, by which sign-in. */
export type StudyKey = Sitter & LeaseKey;

/** Studies remembered: more than one process can serve. */
const knownMax = 200_000;

/** What one process remembers of studies. It only guesses: every statement that rests on it looks at `rev` again. */
export type KnownStudies = {
  /** The study of this lease by this sign-in, if it is remembered. */
  of(key: StudyKey): KnownStudy | undefined;
  remember(learnerId: string, study: KnownStudy): void;
  forget(learnerId: string): void;
  /** The studies of these leases, in their order; what is not remembered is read, without a lock. */
  read(keys: StudyKey[]): Promise<(KnownStudy | undefined)[]>;
  /** The same, and what is remembered is brought up to what other processes wrote. */
  refresh(keys: StudyKey[]): Promise<(KnownStudy | undefined)[]>;
};

type Head = SpanColumns & { learner_id: string; rev: number };

export function openKnownStudies(sql: Sql): KnownStudies {
  const known = new Map<string, KnownStudy>();
  const of = ({ learnerId, fence, tokenHash }: StudyKey) => {
    const study = known.get(learnerId);
    const isHers = study?.state.lease.fence === fence && study.tokenHash === tokenHash;
    return isHers && study.untilMs > Date.now() ? study : undefined;
  };
  const remember = (learnerId: string, study: KnownStudy) => {
    known.set(learnerId, study);
    if (known.size <= knownMax) return;
    const [oldest] = known.keys();
    known.delete(oldest ?? '');
  };
  async function read(keys: StudyKey[]) {
    const found = keys.map(of);
    const unknown = keys.filter((_, place) => !found[place]);
    if (unknown.length === 0) return found;
    const loaded = await loadStudies(sql, unknown);
    // After the studies: a sign-in that ends later than this moves on the `rev` that was read before (B08).
    const holding = await readHolding(sql, unknown);
    for (const { learnerId, tokenHash } of unknown) {
      const [study, untilMs] = [loaded.get(learnerId), holding.get(tokenHash)];
      if (!study || !untilMs) continue;
      const { state, rev, spanBeats } = study;
      remember(learnerId, { state, rev, spanBeats, tokenHash, untilMs });
    }
    return keys.map((key, place) => found[place] ?? of(key));
  }

  async function refresh(keys: StudyKey[]) {
    const ids = keys.filter((key) => of(key)).map(({ learnerId }) => learnerId);
    const heads =
      ids.length === 0
        ? []
        : await sql<Head[]>`
          select learner_id, rev, span_fence, span_video_id, span_first_seq, span_from_ms, span_to_ms, span_spent_ms,
            span_media_ms, span_beats, span_wall_ms, span_mono_ms, span_boot
          from chain_head where learner_id = any(${`{${ids.join(',')}}`}::uuid[])`;
    for (const head of heads) {
      const study = known.get(head.learner_id);
      if (study && !catchUp(study, head)) known.delete(head.learner_id);
    }
    return read(keys);
  }

  return { of, remember, forget: (learnerId) => void known.delete(learnerId), read, refresh };
}
