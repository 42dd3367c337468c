import sharp from 'sharp';
import { createFacePool } from '../app/presence/engine/face-pool.server.ts';
import { modelId } from '../app/presence/engine/models.ts';
import type { FaceTemplate } from '../app/presence/engine/observation.ts';
import { judgeSnapshot } from '../app/presence/snapshot/judge-snapshot.ts';
import { portraitNames, readPhotograph, type Portrait } from '../tests/face/clips/portraits.ts';

/** Somebody of the photographs that a package carries: her enrolled face, and a photograph as her camera sends it. */
export type BenchPerson = { template: FaceTemplate; upload: Buffer };

/** Everybody whom the server's own engine knows again on the photograph. The engine is gone afterwards. */
export async function readPeople(): Promise<BenchPerson[]> {
  const pool = createFacePool({ size: 1 });
  try {
    const people: BenchPerson[] = [];
    for (const name of portraitNames) {
      const [enrolled, upload] = await Promise.all([take(name, 480, 360), take(name, 640, 480)]);
      const [face] = (await pool.observe(enrolled)).faces;
      if (!face) throw new Error(`No face is seen on the photograph of ${name}.`);
      const { embedding, embeddingWide } = face;
      const template = { modelId, embedding, embeddingWide };
      const { verdict } = judgeSnapshot(await pool.observe(upload, { embed: 'all' }), template, false);
      if (verdict !== 'match') throw new Error(`The photograph of ${name} is judged ${verdict}.`);
      people.push({ template, upload });
    }
    return people;
  } finally {
    await pool.close();
  }
}

/** The person in a camera's picture of this size, px. */
async function take(name: Portrait, width: number, height: number): Promise<Buffer> {
  const { rgb, ...size } = await readPhotograph(name);
  return sharp(rgb, { raw: { ...size, channels: 3 } })
    .resize(width, height, { fit: 'contain', background: '#777777' })
    .jpeg({ quality: 85 })
    .toBuffer();
}
