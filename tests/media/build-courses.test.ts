import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { enterOutline } from '../../db/seed/outline.ts';
import { platformInstitutionId } from '../../db/seed/platform.ts';
import { buildCourses } from '../../media-pipeline/courses-build/build-courses.server.ts';
import { enterScript } from '../../media-pipeline/courses-build/enter-scripts.server.ts';
import { shareMade, tellProgress, type BuildPart } from '../../media-pipeline/courses-build/tell-progress.ts';
import { readScript } from '../../media-pipeline/read-script.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { openFolder, tinyMarkdown } from './tiny-lesson.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof openFolder>>;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await openFolder();
  await enterOutline(database);
});
afterAll(async () => {
  await database.close();
  await folder.remove();
});

const platform = { role: 'platform', personId: null, institutionId: platformInstitutionId } as const;
const openHouse = () => ({
  ...database,
  blobs: openBlobStore(folder.path),
  masterKey: testMasterKey,
  scratchDir: `${folder.path}/scratch`,
});
const file = (name: string, markdown = tinyMarkdown) => ({ name, markdown, script: readScript(markdown) });
const enter = (one: ReturnType<typeof file>) => enterScript(openHouse(), one, platform, { submit: true });
const stateOf = async (id: string) => {
  const [row] = await database.sql<{ state: string }[]>`select state from video_version where id = ${id}`;
  return row?.state;
};

test('scripts become versions that wait for the office; what is unchanged is skipped, what changed is a new version', async () => {
  const names = ['orphan-care/11-play-and-learning', 'orphan-care/12-attachment-and-fostering'];
  const entered = await Promise.all(names.map((name) => enter(file(name))));
  const first = entered.filter((one) => one !== null);
  expect(first.map(({ isMade }) => isMade)).toEqual([false, false]);
  const looks: BuildPart[][] = [];
  const on = {
    atOnce: 2,
    stop: new AbortController().signal,
    onLook: (parts: BuildPart[]) => void looks.push(parts),
  };

  // Stopped at once, nothing is lost: the same call goes on.
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('stopped')), 700);
  await buildCourses(openHouse(), first, { ...on, stop: stop.signal });
  looks.length = 0;
  expect(await buildCourses(openHouse(), first, on)).toEqual([]);
  for (const { videoVersionId } of first) expect(await stateOf(videoVersionId)).toBe('submitted');
  // What was under way is made once more, and the bar does not fall meanwhile.
  expect(looks.map(shareMade)).toEqual(looks.map(shareMade).toSorted((a, b) => a - b));

  const [again] = await Promise.all(names.map((name) => enter(file(name))));
  expect(again).toMatchObject({ videoVersionId: first[0]?.videoVersionId, isMade: true });
  const changed = await enter(file(names[0] ?? '', tinyMarkdown.replace('洗完擦干', '洗完再擦干')));
  expect(changed?.isMade).toBe(false);
  expect(changed?.videoVersionId).not.toBe(first[0]?.videoVersionId);
  // The first one stands until its successor is approved.
  expect(await stateOf(first[0]?.videoVersionId ?? '')).toBe('submitted');
});

test('a lesson that the outline does not have is not entered; one that cannot be made is named, and the rest goes on', async () => {
  expect(await enter(file('orphan-care/99-unknown'))).toBeNull();
  const unknown = file('orphan-care/10-aids-and-braces', tinyMarkdown.replace('(cup)', '(no-such-cup)'));
  await expect(enter(unknown)).rejects.toThrow('There is no drawing no-such-cup.');
  const broken = await enter(file('orphan-care/10-aids-and-braces'));
  await openHouse().blobs.remove(`sources/${broken?.videoVersionId}`);
  const on = { atOnce: 1, stop: new AbortController().signal, onLook: () => {} };
  const failed = await buildCourses(openHouse(), broken ? [broken] : [], on);
  expect(failed).toEqual([
    { name: 'orphan-care/10-aids-and-braces', failure: expect.stringMatching(/没有找到课文/) },
  ]);
});

test('the line tells share, lessons and the time that is left at this run’s pace', () => {
  const parts: BuildPart[] = [
    { name: 'a/1', minutes: 20, pct: 100, state: 'done' },
    { name: 'a/2', minutes: 20, pct: 50, state: 'making' },
    { name: 'a/3', minutes: 40, pct: 0, state: 'waiting' },
  ];
  expect(tellProgress(parts, 60_000, 0.25)).toBe(
    '█████████░░░░░░░░░░░░░░░ 37 % · 1 of 3 lessons, 5 min 0 s left · a/2 50 %',
  );
  expect(tellProgress([], 0, 1)).toMatch(/100 % · 0 of 0 lessons$/);
});
