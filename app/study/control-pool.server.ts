import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import type { ControlPool } from './draw-control.ts';

/** The sounds and pictures that the worker prepared for all lessons. */
const manifestShape = z.object({
  pictures: z.array(
    z.object({ drawing: z.string(), say: z.string(), confusedWith: z.array(z.string()).default([]) }),
  ),
  numbers: z.array(z.int()),
});

/** Gives the controls that a video version may ask. Versions never change, so a pool is read once a process. */
export type ControlPools = { of(videoVersionId: string): Promise<ControlPool> };

/** Opens the pools over the blob store and the questions of each version. */
export function openControlPools(sql: Sql, blobs: BlobStore): ControlPools {
  const pools = new Map<string, Promise<ControlPool>>();
  async function read(videoVersionId: string): Promise<ControlPool> {
    const manifest = manifestShape.parse(
      JSON.parse((await blobs.get('controls/manifest.json')).toString('utf8')),
    );
    const questions = await sql<ControlPool['questions']>`
      select id, kind, from_ms as "fromMs", ask, "right", wrong, audio_blob as "audioBlob"
      from control_question where video_version_id = ${videoVersionId} and audio_blob <> ''`;
    return { ...manifest, questions: [...questions] };
  }
  return {
    of(videoVersionId) {
      const known = pools.get(videoVersionId);
      if (known) return known;
      const pool = read(videoVersionId);
      pools.set(videoVersionId, pool);
      // A failed read is tried again by the next request.
      pool.catch(() => pools.delete(videoVersionId));
      return pool;
    },
  };
}
