import type { Sql } from '../../db/client.ts';

/** How long a version that was withdrawn may still be believed to be published, and how long one may still not be, ms. */
const publishedMs = 2_000;
const absentMs = 250;

/** Which versions are published, as one process remembers it for two seconds (P011, decision 0030). */
export type Published = { has(videoVersionId: string): Promise<boolean> };

/** Opens the memory: one statement for all versions and everybody who asks meanwhile; ids made up cost nothing more. */
export function openPublished(sql: Sql): Published {
  let ids = new Set<string>();
  let atMs = -Infinity;
  let reading: Promise<void> | undefined;
  async function read(): Promise<void> {
    const startMs = performance.now();
    const rows = await sql<{ id: string }[]>`select id from video_version where state = 'published'`;
    ids = new Set(rows.map(({ id }) => id));
    atMs = startMs;
  }
  return {
    async has(id) {
      const freshMs = ids.has(id) ? publishedMs : absentMs;
      if (performance.now() - atMs >= freshMs)
        await (reading ??= read().finally(() => (reading = undefined)));
      return ids.has(id);
    },
  };
}
