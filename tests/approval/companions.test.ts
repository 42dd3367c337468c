import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addQuestion, readPictures, removeQuestion } from '../../app/approval/change-questions.server.ts';
import { changeVersion } from '../../app/approval/change-version.server.ts';
import { copyVersion as beginAgain } from '../../app/approval/copy-version.server.ts';
import { handIn } from '../../app/approval/hand-in.server.ts';
import { mediaKey, readFiles } from '../../app/approval/manifest.server.ts';
import type { Author } from '../../app/approval/own-lesson.server.ts';
import type { AskedQuestion } from '../../app/approval/question-rules.ts';
import { readVersion } from '../../app/approval/read-version.server.ts';
import {
  storeCaptions,
  storeCover,
  storeRights,
  storeTranscript,
} from '../../app/approval/store-companion.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { speakQuestion } from '../../media-pipeline/speak-question.server.ts';
import { openControlPools } from '../../app/study/control-pool.server.ts';
import { leadVersion } from '../harness/copy-version.ts';
import { author, codeOf, elsewhere, openAuthorHouse, speak } from './open-author-house.ts';
import { pastGuards } from '../harness/past-guards.ts';

// P011, H10: what stands beside a video is entered in its manifest with every change, by its own institution, and never
// after it was handed in.

let opened: Awaited<ReturnType<typeof openAuthorHouse>>;
let open: typeof opened.open;
let house: House;
const captions = Buffer.from('WEBVTT\n\n00:00.000 --> 00:02.000\n先<b>洗手</b>\n');
let cover: Buffer;
const text: AskedQuestion = {
  kind: 'text',
  fromMs: 1_000,
  ask: '先做什么',
  right: '洗手',
  wrong: ['吃饭', '睡觉'],
};

beforeAll(async () => {
  opened = await openAuthorHouse();
  ({ house, open } = opened);
  cover = await sharp({ create: { width: 400, height: 900, channels: 3, background: '#0b6b50' } })
    .png()
    .toBuffer();
});
afterAll(async () => {
  await opened?.close();
});

/** Everything of a version that is approved: manifest, hash, questions, rights, and the bytes of the small files. */
async function digest(id: string): Promise<string> {
  const files = await readFiles(house.sql, id);
  const bytes = await Promise.all(
    files.filter(({ path }) => !path.endsWith('.ts')).map(({ path }) => house.blobs.get(mediaKey(id, path))),
  );
  const [row] = await house.sql`
    select encode(content_sha256, 'hex') as hash, licence, portrait_rights, voice_blob, source_blob, state
    from video_version where id = ${id}`;
  const questions =
    await house.sql`select * from control_question where video_version_id = ${id} order by id`;
  return JSON.stringify([files, bytes.map((one) => one.toString('base64')), row, questions]);
}

/** Every change that an author can make. */
const changes: Record<string, (id: string, who: Author) => Promise<unknown>> = {
  captions: (id, who) => storeCaptions(house, who, id, captions),
  transcript: (id, who) => storeTranscript(house, who, id, '新的文字稿'),
  cover: (id, who) => storeCover(house, who, id, cover),
  rights: (id, who) => storeRights(house, who, id, { licence: '自己拍的', portraitRights: '都同意了' }),
  question: (id, who) => addQuestion(house, who, id, text),
  'drop question': async (id, who) => {
    const [one] = await house.sql<{ id: string }[]>`
      select id from control_question where video_version_id = ${id} limit 1`;
    await removeQuestion(house, who, id, one?.id ?? randomUUID());
  },
  voice: (id, who) => speak(house, id, who),
};

test.each(Object.entries(changes))(
  '%s: changed before it is handed in, and never after',
  async (_, change) => {
    const id = await open();
    const made = await digest(id);
    expect(await codeOf(change(id, elsewhere))).toBe('not_found');
    expect(await digest(id)).toBe(made);
    const other = await open();
    expect(await codeOf(change(other, author))).toBe('done');
    const [row] = await house.sql<{ state: string; stored: string }[]>`
    select state, encode(content_sha256, 'hex') as stored from video_version where id = ${other}`;
    if (row?.state === 'processed' && change !== changes.rights) {
      const before = JSON.parse(made) as [unknown, unknown, { hash: string }];
      expect(row.stored).not.toBe(before[2].hash);
    }
    await leadVersion(house, id, 'submitted');
    const submitted = await digest(id);
    expect(await codeOf(change(id, author))).toBe('version_fixed');
    expect(await digest(id)).toBe(submitted);
  },
);

test('what the database itself refuses is told as the same refusal', async () => {
  const [id, fixed] = [await open(), await open()];
  await leadVersion(house, fixed, 'submitted');
  const before = await digest(fixed);
  const pastTheRule = changeVersion(house, author, id, 'rights', async (tx) => {
    await tx`update version_file set bytes = bytes + 1 where video_version_id = ${fixed}`;
  });
  expect(await codeOf(pastTheRule)).toBe('version_fixed');
  expect(await digest(fixed)).toBe(before);
});

test('captions are kept as clean WebVTT that ends with the video; the cover is drawn anew', async () => {
  const id = await open();
  await storeCaptions(house, author, id, captions);
  const vtt = (await house.blobs.get(mediaKey(id, 'subtitles.vtt'))).toString('utf8');
  expect(vtt).toBe('WEBVTT\n\n1\n00:00:00.000 --> 00:00:02.000\n先洗手\n');
  const late = Buffer.from('WEBVTT\n\n03:00:00.000 --> 03:00:02.000\n晚了\n');
  await expect(storeCaptions(house, author, id, late)).rejects.toMatchObject({
    code: 'captions_wrong',
    facts: { beyond: 1 },
  });
  await expect(
    storeCaptions(house, author, id, Buffer.from('#EXTM3U\nhttp://127.0.0.1/')),
  ).rejects.toMatchObject({
    facts: { line: 1 },
  });
  expect(await codeOf(storeCaptions(house, author, id, Buffer.alloc(2_000_000, 65)))).toBe('captions_wrong');
  await storeCover(house, author, id, cover);
  const poster = await sharp(await house.blobs.get(mediaKey(id, 'poster.jpg'))).metadata();
  expect(poster).toMatchObject({ format: 'jpeg', width: 960, height: 540 });
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>window.hacked=1</script></svg>');
  expect(await codeOf(storeCover(house, author, id, svg))).toBe('not_a_picture');
});

test('a question is spoken by the worker before anything is handed in; pictures are asked without their words', async () => {
  const id = await open();
  const pictures = await readPictures(house.blobs);
  const apart = pictures.reduce<typeof pictures>((kept, one) => {
    const isAlike = (other: (typeof pictures)[number]) =>
      other.alike.includes(one.drawing) || one.alike.includes(other.drawing);
    return kept.some(isAlike) ? kept : [...kept, one];
  }, []);
  const twin = pictures.find(({ alike }) => pictures.some(({ drawing }) => alike.includes(drawing)));
  const [a = '', b = '', c = '', d = ''] = apart.map(({ drawing }) => drawing);
  const picture = { ...text, kind: 'picture' as const, ask: '先用哪一样?', right: a, wrong: [b, c, d] };
  const wrong: [Partial<AskedQuestion>, string][] = [
    [{ ask: '' }, 'ask'],
    [{ ask: '字'.repeat(25) }, 'ask'],
    [{ ask: '洗手 <script>' }, 'ask'],
    [{ fromMs: 99_000_000 }, 'fromMs'],
    [{ wrong: [b, c] }, 'wrong'],
    [{ wrong: [b, c, a] }, 'wrong'],
    [{ right: 'no-such-picture' }, 'right'],
    [{ right: '../../master', wrong: [b, c, d] }, 'right'],
    [{ right: twin?.drawing ?? '', wrong: [twin?.alike[0] ?? '', b, c] }, 'wrong'],
  ];
  for (const [change, field] of wrong)
    await expect(
      addQuestion(house, author, id, { ...picture, ...change }),
      JSON.stringify(change),
    ).rejects.toMatchObject({
      code: 'question_wrong',
      facts: { field },
    });
  const added = await addQuestion(house, author, id, picture);
  expect(await codeOf(handIn(house, author, id, readClock()))).toBe('question_unspoken');
  await speakQuestion(house, added);
  const path = `questions/${added}.mp3`;
  const files = (await readFiles(house.sql, id)).map((file) => file.path);
  expect(files).toContain(path);
  expect((await house.blobs.get(mediaKey(id, path))).length).toBeGreaterThan(2_000);
  const pool = await openControlPools(house.sql, house.blobs).of(id);
  expect(pool.questions.find((one) => one.id === added)).toMatchObject({
    ...{ kind: 'picture', ask: '先用哪一样？', right: a, audioBlob: mediaKey(id, path) },
  });
  const before = await digest(id);
  await speakQuestion(house, added);
  expect(await digest(id)).toBe(before);
  await handIn(house, author, id, readClock());
  // A job that comes late finds it fixed.
  await pastGuards(house.sql, (tx) => tx`update control_question set audio_blob = '' where id = ${added}`);
  const submitted = await digest(id);
  await speakQuestion(house, added);
  expect(await digest(id)).toBe(submitted);
}, 90_000);

test('what is handed in is what lies in the store', async () => {
  const id = await open();
  await house.blobs.put(mediaKey(id, 'transcript.txt'), Buffer.from('换过的'));
  expect(await codeOf(handIn(house, author, id, readClock()))).toBe('content_changed');
  await storeTranscript(house, author, id, '换过的');
  await storeRights(house, author, id, { licence: ' ', portraitRights: '没有真人' });
  expect(await codeOf(handIn(house, author, id, readClock()))).toBe('rights_missing');
  await storeRights(house, author, id, { licence: '自己拍的', portraitRights: '没有真人' });
  expect(await codeOf(handIn(house, elsewhere, id, readClock()))).toBe('not_found');
  expect(await codeOf(handIn(house, author, id, readClock()))).toBe('done');
});

test('from what came back the next version begins: the same source and companions, its own approval', async () => {
  const id = await open('../../<b>洗手</b>.mp4');
  await storeCaptions(house, author, id, captions);
  expect(await codeOf(beginAgain(house, author, id, readClock()))).toBe('version_step');
  await house.sql`update video_version set source_kind = 'video' where id = ${id}`;
  await leadVersion(house, id, 'returned');
  const seen = await readVersion(house, author, id);
  expect(seen.reviews).toMatchObject([{ decision: 'return', reason: '字幕不对' }]);
  expect(seen.notes).toMatchObject([{ words: '字幕不对' }]);
  expect(seen.steps.map(({ what }) => what)).toEqual(['upload', 'begin', 'finish', 'submit', 'return']);
  expect(await codeOf(beginAgain(house, elsewhere, id, readClock()))).toBe('not_found');
  const before = await digest(id);
  const next = await beginAgain(house, author, id, readClock());
  const [old, now] = [await readVersion(house, author, id), await readVersion(house, author, next)];
  expect(now).toMatchObject({
    ...{ state: 'uploaded', number: old.number + 1, sourceName: old.sourceName, licence: old.licence },
    contentSha256: null,
  });
  const [source] = await house.sql`
    select count(distinct source_blob)::int as n from video_version where id in (${id}, ${next})`;
  expect(source).toEqual({ n: 1 });
  expect(now.questions.map(({ ask }) => ask).sort()).toEqual(old.questions.map(({ ask }) => ask).sort());
  expect(await house.blobs.get(mediaKey(next, 'subtitles.vtt'))).toEqual(
    await house.blobs.get(mediaKey(id, 'subtitles.vtt')),
  );
  // Everything of it may be replaced, and nothing of the old one changes with it.
  await storeTranscript(house, author, next, '改过的');
  await removeQuestion(house, author, next, now.questions[0]?.id ?? '');
  expect(await digest(id)).toBe(before);
});

test('captions that came before the length was known are measured when it is handed in', async () => {
  const id = await open();
  await house.sql`update video_version set duration_ms = null, source_kind = 'video' where id = ${id}`;
  await storeCaptions(house, author, id, Buffer.from('WEBVTT\n\n03:00:00.000 --> 03:00:02.000\n晚了\n'));
  await house.sql`update video_version set duration_ms = 60000 where id = ${id}`;
  expect(await codeOf(handIn(house, author, id, readClock()))).toBe('captions_wrong');
  await storeCaptions(house, author, id, captions);
  expect(await codeOf(handIn(house, author, id, readClock()))).toBe('done');
});
