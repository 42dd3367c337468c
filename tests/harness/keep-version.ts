import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Sql } from '../../db/client.ts';

/** Everything the database holds of a version, as PostgreSQL writes rows in JSON. */
type Kept = Record<(typeof tables)[number], object[]>;
const tables = [
  'video_version',
  'control_question',
  'theory_question',
  'version_file',
  'content_event',
  'version_review',
] as const;

/** Writes the rows of a prepared version to a file; its blobs stay where they are. */
export async function keepVersion(sql: Sql, videoVersionId: string, file: string): Promise<void> {
  const kept: Partial<Kept> = {};
  for (const table of tables) {
    const key = table === 'video_version' ? 'id' : 'video_version_id';
    const [row] = await sql<{ rows: object[] }[]>`
      select coalesce(jsonb_agg(to_jsonb(t)), '[]') as rows from ${sql(table)} t where t.${sql(key)} = ${videoVersionId}`;
    kept[table] = row?.rows ?? [];
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(kept));
}

/** Enters the rows that an earlier run kept, past the triggers that guard a version's life. */
export async function restoreVersion(sql: Sql, file: string, lessonId: string): Promise<void> {
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const table of tables) {
      const rows = kept[table].map((row) =>
        table === 'video_version' ? { ...row, lesson_id: lessonId } : row,
      );
      await tx`insert into ${tx(table)}
        select * from jsonb_populate_recordset(null::${tx(table)}, ${JSON.stringify(rows)}::text::jsonb)`;
    }
  });
}
