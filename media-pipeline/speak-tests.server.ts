import { createHash } from 'node:crypto';
import { questionMessage } from '../app/evidence/test-paper.ts';
import { spokenKey } from '../app/study/final-test/spoken-key.ts';
import type { MediaHouse } from './media-house.ts';
import { speakPrompts } from './prompt.server.ts';
import { findUnreadable } from './read-aloud.ts';

type Row = { id: string; ask: string; right: string; wrong: string[]; why: string };

/** Questions whose recording is known to be there, by the hash of their words. */
const known = new Set<string>();

/**
 * Speaks the test questions of classes that run, for learners who hardly read: part by part, because each paper has an
 * order of its own. At most `max` a call; answers how many. What cannot be spoken stays written. Safe to repeat.
 */
export async function speakTests(
  { sql, blobs }: Pick<MediaHouse, 'sql' | 'blobs'>,
  signal?: AbortSignal,
  max = 5,
): Promise<number> {
  const rows = await sql<Row[]>`
    select distinct q.video_version_id || '/' || q.number as id, q.ask, q."right", q.wrong, q.why
    from training_class c join course_lesson cl on cl.course_version_id = c.course_version_id
      join video_version v on v.lesson_id = cl.lesson_id and v.state = 'published'
      join theory_question q on q.video_version_id = v.id
    where c.state = 'approved' and c.ends_on >= current_date order by id`;
  let spoken = 0;
  for (const row of rows) {
    const sha256 = createHash('sha256').update(questionMessage(row)).digest('hex');
    if (known.has(sha256)) continue;
    // What is asked is stored last: it says that the rest is there.
    if (!(await blobs.has(spokenKey(sha256, 0)))) {
      const texts = [row.ask, row.right, ...row.wrong].map((text) =>
        /[？。]$/u.test(text) ? text : `${text}。`,
      );
      const isReadable = texts.every((text) => findUnreadable(text) === null);
      const sounds = isReadable ? await speakPrompts(texts, signal) : [];
      for (const [part, sound] of [...sounds.entries()].reverse())
        await blobs.put(spokenKey(sha256, part), sound);
      if (sounds.length === 0) await blobs.put(spokenKey(sha256, 0), Buffer.alloc(0));
      if (++spoken >= max) return spoken;
    }
    known.add(sha256);
  }
  return spoken;
}
