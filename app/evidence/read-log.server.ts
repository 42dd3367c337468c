import type { Sql } from '../../db/client.ts';
import type { ExportedRow } from './check-chain.ts';

/** Rows that one statement reads, of all logs together. */
const rowsAtATime = 2000;

/** Whose log, the row to go on after, and the last row that is asked for. */
export type LogPlace = { learnerId: string; afterSeq: number; lastSeq: number };
/** Rows of a log that follow each other. */
export type LogPage = { learnerId: string; rows: ExportedRow[] };

type JoinedPage = {
  place: number;
  count: number;
  endSeq: number | null;
  isWhole: boolean | null;
  bodies: string | null;
  hashes: string | null;
};

/**
 * Reads logs page by page, some of every log at a time. A page comes as one text and is cut where its rows end: canonical
 * bytes hold no line break and a hash has 32 bytes. A page in which that is not so was not written by the server, and is
 * read row by row: the verifier has to see each row as it stands (I8).
 */
export async function* readLogs(sql: Sql, places: LogPlace[]): AsyncGenerator<LogPage> {
  let open = places;
  while (open.length > 0) {
    const limit = Math.ceil(rowsAtATime / open.length);
    const joined = await readJoined(sql, open, limit);
    const next: LogPlace[] = [];
    for (const page of joined) {
      const place = open[page.place - 1];
      if (!place || page.endSeq === null) continue;
      const rows = cutPage(page) ?? (await readRows(sql, { ...place, lastSeq: page.endSeq }));
      yield { learnerId: place.learnerId, rows };
      if (page.count === limit) next.push({ ...place, afterSeq: page.endSeq });
    }
    open = next;
  }
}

function readJoined(sql: Sql, places: LogPlace[], limit: number): PromiseLike<JoinedPage[]> {
  // Numbers and UUIDs need no quotes in an array of PostgreSQL's own spelling.
  const list = (pick: (place: LogPlace) => string | number) => `{${places.map(pick).join(',')}}`;
  return sql<JoinedPage[]>`
    select p.place::int as place, page.* from unnest(${list((p) => p.learnerId)}::uuid[],
        ${list((p) => p.afterSeq)}::bigint[], ${list((p) => p.lastSeq)}::bigint[])
      with ordinality as p(learner_id, after_seq, last_seq, place)
    cross join lateral (
      select count(*)::int as count, max(seq) as "endSeq", bool_and(octet_length(hash) = 32) as "isWhole",
        string_agg(body, E'\\n') as bodies, encode(string_agg(hash, ''), 'hex') as hashes
      from (select seq, body, hash from evidence_event e
        where e.learner_id = p.learner_id and seq > p.after_seq and seq <= p.last_seq
        order by seq limit ${limit}) row
    ) page order by p.place`;
}

/** The rows of a page that was read as one text; null: they cannot be told apart. */
function cutPage({ count, isWhole, bodies, hashes }: JoinedPage): ExportedRow[] | null {
  const lines = bodies?.split('\n') ?? [];
  if (!isWhole || !hashes || lines.length !== count) return null;
  return lines.map((body, i) => ({ body, hash: hashes.slice(64 * i, 64 * i + 64) }));
}

function readRows(sql: Sql, { learnerId, afterSeq, lastSeq }: LogPlace): PromiseLike<ExportedRow[]> {
  return sql<ExportedRow[]>`
    select body, encode(hash, 'hex') as hash from evidence_event
    where learner_id = ${learnerId} and seq > ${afterSeq} and seq <= ${lastSeq} order by seq`;
}
