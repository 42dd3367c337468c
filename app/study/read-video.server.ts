import type { Sql } from '../../db/client.ts';
import type { Rendition } from '../../db/schema/version.ts';
import { unseal } from '../platform/seal.server.ts';

/** A published version as the key and playlist handlers need it. `groupKeys`: those that were derived for somebody already. */
export type Video = {
  id: string;
  renditions: Rendition[];
  contentKey: Buffer;
  groupKeys: Map<number, Buffer>;
  groupMs: number;
};

type Row = { id: string; renditions: Rendition[]; sealed: Buffer; groupMs: number };

/** How long a version may be served after it was withdrawn: less than one key group (P011). */
const freshMs = 10_000;

/** Reads published versions, remembering each for ten seconds; null for anything that is not published. */
export type Videos = { published(videoVersionId: string): Promise<Video | null> };

/** Opens the reader over the database and the master key that seals content keys. */
export function openVideos(sql: Sql, masterKey: Buffer): Videos {
  const known = new Map<string, { at: number; video: Promise<Video | null> }>();
  async function read(id: string): Promise<Video | null> {
    const [row] = await sql<Row[]>`
      select id, renditions, content_key_sealed as sealed, group_ms as "groupMs"
      from video_version where id = ${id} and state = 'published'`;
    if (!row) return null;
    const { sealed, ...video } = row;
    return { ...video, contentKey: unseal(masterKey, `content-key:${row.id}`, sealed), groupKeys: new Map() };
  }
  return {
    published(id) {
      const now = performance.now();
      const entry = known.get(id);
      if (entry && now - entry.at < freshMs) return entry.video;
      const video = read(id);
      known.set(id, { at: now, video });
      video.catch(() => known.delete(id));
      return video;
    },
  };
}
