import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { House } from '../../app/platform/house.server.ts';
import { openDeskSite } from '../face/open-desk-site.ts';
import {
  authorActor,
  copyVersion,
  dropCopies,
  leadVersion,
  openOffice,
  reviewerActor,
} from '../harness/copy-version.ts';
import { fixtures } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';

/** What would run if anything did. */
export const canary = `<img src=x onerror="globalThis.canary=1"><script>globalThis.canary=1</script>`;

/** A lesson of the author's institution with what the outline asks. */
async function enterLesson(house: House, title: string, slug: string): Promise<string> {
  const [row] = await house.sql<{ id: string }[]>`
    insert into lesson (occupation_id, slug, title, planned_minutes, standard_item, tags)
    values ('test', ${slug}, ${title}, 1, '生活照护', array['hygiene', 'safety']) returning id`;
  return row?.id ?? '';
}

/**
 * One that is published, and four that wait, the oldest first: its next version, one to return, one that is made of tags,
 * and one of the reviewer's own institution.
 */
async function fillQueue(house: House) {
  await openOffice(house);
  const lessonId = await enterLesson(house, '洗手的三个时候', 'review-wash');
  const flags = [
    { kind: 'black', fromMs: 4_000, toMs: 30_000 },
    { kind: 'silent', fromMs: 20_000, toMs: 41_000 },
  ];
  const published = await copyVersion(house, { actor: authorActor, lessonId });
  await leadVersion(house, published, 'published');
  await house.sql`insert into class_video (class_id, lesson_id, video_version_id, given_at)
    values (${fixtures.classId}, ${lessonId}, ${published}, now())`;
  const texts = {
    'transcript.txt': '照顾老人，先洗手。\n\n洗完擦干，别用衣服擦。\n'.repeat(12),
    'storyboard.jpg': await sharp({ create: { width: 1600, height: 180, channels: 3, background: '#7aa' } })
      .jpeg()
      .toBuffer(),
  };
  const first = await copyVersion(house, { actor: authorActor, lessonId, texts, name: '洗手 第二版.mp4' });
  const second = await copyVersion(house, { actor: authorActor });
  const evilLesson = await enterLesson(house, `课${canary}`, 'review-evil');
  const evil = await copyVersion(house, {
    ...{ lessonId: evilLesson, name: `${canary}.mp4`, licence: canary },
    texts: {
      'transcript.txt': `稿${canary}\n`,
      'subtitles.vtt': `WEBVTT\n\n00:00.000 --> 00:30.000\n字幕${canary}\n`,
    },
  });
  const own = await copyVersion(house, { actor: { ...reviewerActor('first'), role: 'author' } });
  for (const [n, id] of [first, second, evil, own].entries()) {
    await leadVersion(house, id, 'submitted');
    await pastGuards(
      house.sql,
      (tx) => tx`update video_version set submitted_at = now() - ${10 - n} * interval '1 day',
        flags = ${tx.json(id === first ? flags : [])} where id = ${id}`,
    );
  }
  return { published, first, second, evil, own };
}

/** Database, server and browser with that queue. */
export async function openReviewDesk() {
  let queue: Awaited<ReturnType<typeof fillQueue>> | null = null;
  const site = await openDeskSite(async (house) => {
    queue = await fillQueue(house);
  });
  if (!queue) throw new Error('the queue was not filled');
  const { house } = site;
  return {
    ...(queue as Awaited<ReturnType<typeof fillQueue>>),
    ...{ site, house },
    stateOf: async (id: string) =>
      (await house.sql<{ state: string }[]>`select state from video_version where id = ${id}`)[0]?.state,
    async close(): Promise<void> {
      await dropCopies();
      await site.close();
    },
  };
}
export type ReviewDesk = Awaited<ReturnType<typeof openReviewDesk>>;

export const pathOf = (page: Page) => () => new URL(page.url()).pathname;
export const untilKeys = (page: Page) => page.getByRole('button', { name: '快捷键: 开' }).waitFor();
export const focused = (page: Page) => () =>
  page.evaluate(() => `${document.activeElement?.id} ${document.activeElement?.getAttribute('name')}`);
export const placeOf = (page: Page) => () =>
  page.evaluate(() => document.querySelector('video')?.currentTime ?? -1);
export const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
