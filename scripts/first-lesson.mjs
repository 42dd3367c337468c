import { setTimeout as sleep } from 'node:timers/promises';
import { Plain } from './plain.mjs';

/** Waits until lesson 1 can be studied, and tells how far the worker is. `sql` is the raw door of the database. */
export async function waitForFirstLesson(sql, hasStopped) {
  let told = { step: '', pct: 0 };
  while (!hasStopped()) {
    const [video] = await sql`
      select v.state, v.step, v.step_pct, v.failure
      from course_lesson c join video_version v on v.lesson_id = c.lesson_id
      where c.ordinal = 1 order by (v.state = 'published') desc, v.number desc limit 1`;
    if (!video) throw new Plain('There is no lesson script in media-pipeline/courses/elder-care.');
    if (video.state === 'published') return;
    if (video.state === 'failed') throw new Plain(`The first lesson could not be made: ${video.failure}`);
    const { step, step_pct: pct } = video;
    if (step !== told.step || pct >= told.pct + 10) {
      console.log(`Making lesson 1: ${step} ${pct} %`);
      told = { step, pct };
    }
    await sleep(500);
  }
}
