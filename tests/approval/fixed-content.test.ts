import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveDemo } from '../../app/approval/approve-demo.server.ts';
import { submitVersion } from '../../app/approval/submit-version.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { digestRows } from '../cheats/read-ledger.ts';
import { actors, openOffice, type Office } from './open-office.ts';

// P011, A14, H10: somebody with the database's own password changes what was handed in. The database refuses.

let office: Office;
/** One that waits, one that learners get, one that is open still. */
let submitted: string;
let published: string;
let open: string;

beforeAll(async () => {
  office = await openOffice();
  [submitted, published, open] = [await office.process(), await office.process(), await office.process()];
  for (const id of [submitted, published, open])
    await office.sql`insert into control_question (video_version_id, from_ms, ask, "right", wrong, audio_blob)
      values (${id}, 0, '先做什么？', '洗手', '{吃饭,睡觉}', 'x')`;
  const { author, reviewer } = actors;
  await submitVersion(office.house, submitted, author, readClock());
  await approveDemo(
    office.house,
    published,
    { author, reviewer, documentNumber: '豫测〔2026〕1号' },
    readClock(),
  );
});
afterAll(() => office?.close());

const columns = {
  lesson_id: `(select id from lesson where id <> lesson_id limit 1)`,
  number: '999',
  source_kind: `'video'`,
  source_blob: `'sources/other'`,
  source_sha256: `'\\x00'`,
  source_bytes: '1',
  source_name: `'other.mp4'`,
  voice_blob: `'voice'`,
  institution_id: 'null',
  uploaded_by: 'null',
  licence: `'other'`,
  portrait_rights: `'other'`,
  flags: `'[1]'`,
  probe: `'{}'`,
  duration_ms: '1',
  renditions: `'[]'`,
  group_ms: '1',
  segment_ms: '1',
  content_key_sealed: `'\\x00'`,
  content_sha256: `'\\x00'`,
  created_at: `'2020-01-01'`,
};

const parts = [
  `update version_file set sha256 = '\\x00' where video_version_id = $1`,
  `update version_file set path = 'x' where video_version_id = $1 and path like '%.vtt'`,
  `update version_file set bytes = 0 where video_version_id = $1`,
  `delete from version_file where video_version_id = $1`,
  `insert into version_file values ($1, 'extra.ts', '\\x00', 1)`,
  `insert into version_file select video_version_id, path, '\\x00', 1 from version_file where video_version_id = $1
    on conflict (video_version_id, path) do update set sha256 = excluded.sha256`,
  `update control_question set "right" = '吃饭' where video_version_id = $1`,
  `update control_question set from_ms = 1 where video_version_id = $1`,
  `delete from control_question where video_version_id = $1`,
  `insert into control_question (video_version_id, from_ms, ask, "right", wrong, audio_blob) values ($1, 0, 'a', 'b', '{c}', 'x')`,
  `delete from video_version where id = $1`,
];
/** Files and questions of another version that would be hung on this one. */
const moves = [
  `update version_file set video_version_id = $1, path = 'moved' where video_version_id = $2 and path like '%.vtt'`,
  `update control_question set video_version_id = $1 where video_version_id = $2`,
];

/** Runs a statement and takes it back; what the database said. */
async function attempt(statement: string, ids: string[]): Promise<string> {
  const undo = new Error('undo');
  return office.sql
    .begin(async (tx) => {
      await tx.unsafe(statement, ids);
      throw undo;
    })
    .catch((error: { code?: string; message: string }) =>
      error === undo ? 'taken' : (error.code ?? error.message),
    );
}

const refused = '23001';

describe('what was handed in', () => {
  it.each(Object.entries(columns))('keeps its %s, in every state', async (column, value) => {
    const statement = `update video_version set ${column} = ${value} where id = $1`;
    expect(await attempt(statement, [submitted])).toBe(refused);
    expect(await attempt(statement, [published])).toBe(refused);
    // Positive control: of what is open it can be changed.
    expect(await attempt(statement, [open])).toBe('taken');
  });

  it.each(parts)('keeps its files and questions: %s', async (statement) => {
    for (const id of [submitted, published]) expect(await attempt(statement, [id])).toBe(refused);
    // Its rows that point to it keep an open one too.
    expect(['taken', '23503']).toContain(await attempt(statement, [open]));
  });

  it.each(moves)('takes nothing from another: %s', async (statement) => {
    expect(await attempt(statement, [published, open])).toBe(refused);
    expect(await attempt(statement, [open, published])).toBe(refused);
  });

  it('keeps its approval, and is not emptied with its table', async () => {
    const other = `update video_version set approval_document = 'other' where id = $1`;
    expect(await attempt(other, [published])).toBe(refused);
    for (const table of ['version_file', 'control_question', 'video_version cascade'])
      expect(await attempt(`truncate ${table}`, [])).not.toBe('taken');
  });

  it('has a log that is append-only for its owner too', async () => {
    await office.judge(published);
    const before = await digestRows(office.sql);
    for (const statement of [
      `update content_event set body = body || ' '`,
      'update content_event set seq = 1 where false',
      'delete from content_event',
      'truncate content_event',
      `insert into content_event select * from content_event limit 1
        on conflict (video_version_id, seq) do update set body = 'x'`,
    ])
      expect(await attempt(statement, []), statement).not.toBe('taken');
    expect(await digestRows(office.sql)).toBe(before);
    expect((await office.judge(published)).broken).toBeNull();
  });
});
