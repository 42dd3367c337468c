import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import type { ControlAsked, Standing } from '../../app/study/study.wire.ts';
import type { ControlsManifest } from '../../media-pipeline/controls-manifest.ts';
import { testDataDir } from '../harness/test-house.ts';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { reachControl } from './reach-control.ts';
import { readLedger, verifyLog } from './read-ledger.ts';

// C03: nothing that a browser can fetch says which choice is right, neither in words nor in names, order or headers.

let school: School;
let manifest: ControlsManifest;
beforeAll(async () => {
  school = await openSchool({ popup_min_gap_s: 5, popup_max_gap_s: 10, class_hour_min_s: 600 });
  const text = await openBlobStore(testDataDir).get('controls/manifest.json');
  manifest = JSON.parse(text.toString('utf8')) as ControlsManifest;
});
afterAll(() => school?.close());

/** Everything that came over the line: address, status, headers and bytes, as one text. */
type Fetched = { path: string; all: string; bytes: Buffer; headers: Headers };

async function fetchAll(window: Attacker, path: string): Promise<Fetched> {
  const answer = await fetch(window.url + path, { headers: { Cookie: window.cookie }, redirect: 'manual' });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const head = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return { path, all: `${path}\n${head}\n${bytes.toString('latin1')}`, bytes, headers: answer.headers };
}

/** UTF-8 bytes of `text` as they look in a latin1 reading. */
const raw = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

/** What of a control's secret stands in `all`, by any of its names. */
function findTell(all: string, secrets: string[]): string | undefined {
  return secrets.find((secret) => all.includes(raw(secret)));
}

/** The row that only the server reads. */
async function readControl(id: string) {
  const [row] = await school.sql<
    { rightAnswer: string; prompt: string; audioBlob: string; choices: { id: string; drawing?: string }[] }[]
  >`select right_answer as "rightAnswer", prompt, audio_blob as "audioBlob", choices from control where id = ${id}`;
  if (!row) throw new Error('no such control');
  return row;
}

const pages = ['/', '/lessons/1', '/progress', '/help', '/study/credit', '/openapi.json', '/study/evidence'];

/** Pages and answers that a learner's browser may ask for while a control is open. */
function listPlaces(window: Attacker, control: ControlAsked): string[] {
  const lease = `/study/leases/${window.fence}`;
  return [
    ...pages,
    ...['master.m3u8', '240p.m3u8', 'subtitles.vtt'].map((name) => `${lease}/${name}`),
    control.audioUrl,
    ...control.choices.flatMap(({ pictureUrl }) => (pictureUrl ? [pictureUrl] : [])),
  ];
}

async function swapTo(
  window: Attacker,
  control: ControlAsked,
  kind: 'picture' | 'number',
): Promise<ControlAsked> {
  const message = { fence: window.fence, controlId: control.id, kind };
  const next = (await window.post<Standing>('/study/controls/swap', message)).body.control;
  if (!next) throw new Error('no control after the swap');
  return next;
}

it.concurrent(
  'a picture: no file, name, header or answer tells it, and its ids are new at every showing',
  async () => {
    const window = await school.enter(1);
    await window.openLease();
    // Words of the pages themselves, such as 打电话 on the help page, tell nothing of a control.
    const plain = new Map<string, string>();
    for (const path of pages) plain.set(path, (await fetchAll(window, path)).all);
    let { control } = await reachControl(window);
    const seen = new Set<string>();
    for (let showing = 0; showing < 6; showing++) {
      control = await swapTo(window, control, 'picture');
      const { prompt, rightAnswer, choices } = await readControl(control.id);
      const drawing = choices.find(({ id }) => id === rightAnswer)?.drawing ?? '';
      expect(drawing).not.toBe('');
      const files = [`${drawing}.png`, `${drawing}.mp3`, `${drawing}.svg`];
      const secrets = [...files, 'rightAnswer', 'right_answer', ...(prompt.length > 1 ? [prompt] : [])];
      const fetched = await Promise.all(listPlaces(window, control).map((path) => fetchAll(window, path)));
      const page = fetched.filter(({ path }) => !path.endsWith('.vtt'));
      for (const { path, all } of page) {
        const telling = secrets.filter((secret) => !plain.get(path)?.includes(raw(secret)));
        expect(findTell(all, telling), path).toBeUndefined();
      }
      expect(findTell(JSON.stringify(control), secrets)).toBeUndefined();

      for (const { pictureUrl, id, text } of control.choices) {
        expect(text).toBeNull();
        expect(pictureUrl).toBe(`/study/controls/${control.id}/pictures/${id}`);
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
      for (const { path, bytes, headers } of fetched.filter((one) => one.path.includes('/controls/'))) {
        for (const name of ['etag', 'last-modified', 'content-disposition', 'x-drawing', 'content-location'])
          expect(headers.get(name), `${name} of ${path}`).toBeNull();
        expect(headers.get('cache-control')).toBe('private, no-store');
        // Chunks and tags that hold words: tEXt, iTXt, eXIf in PNG, ID3 in MP3.
        for (const tag of ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'ID3', 'TAG'])
          expect(bytes.includes(tag), `${tag} in ${path}`).toBe(false);
      }
      // The places of earlier showings are gone.
      for (const old of [...seen].slice(0, 4).filter(() => showing > 0))
        expect((await window.get(`/study/controls/${control.id}/pictures/${old}`)).status).toBe(404);
    }
    // Positive control: an answer as many platforms send it is found by the same search.
    const { rightAnswer } = await readControl(control.id);
    const naive = JSON.stringify({ ...control, rightAnswer });
    expect(findTell(naive, ['rightAnswer'])).toBe('rightAnswer');
    expect((await window.answer(control.id, rightAnswer)).body.result).toBe('right');
    expect((await readLedger(school.sql, window.learner.id)).provenMs).toBeGreaterThan(0);
    await verifyLog(school.sql, window.learner.id);
  },
  90_000,
);

it.concurrent(
  'a number: only the sound says it',
  async () => {
    const window = await school.enter(2);
    await window.openLease();
    let { control } = await reachControl(window);
    for (let showing = 0; showing < 6; showing++) {
      control = await swapTo(window, control, 'number');
      const { rightAnswer, audioBlob } = await readControl(control.id);
      expect(control).toMatchObject({ kind: 'number', ask: null, choices: [] });
      const { id, remainingMs, audioUrl, ...rest } = control;
      expect(audioUrl).toBe(`/study/controls/${id}/audio`);
      expect(Number.isInteger(remainingMs)).toBe(true);
      expect(JSON.stringify(rest)).not.toContain(rightAnswer);
      const sound = await fetchAll(window, audioUrl);
      expect(sound.all.split('\n').slice(0, -1).join('\n').replaceAll(id, '')).not.toContain(
        `${rightAnswer}.mp3`,
      );
      expect(sound.headers.get('content-type')).toBe('audio/mpeg');
      expect(sound.bytes.equals(await openBlobStore(testDataDir).get(audioBlob))).toBe(true);
    }
    expect((await window.get(control.audioUrl)).status).toBe(200);
    await window.answer(control.id, await school.solve(control.id));
    // Once answered, its sound is gone: no list of sounds grows by asking for old ones.
    expect((await window.get(control.audioUrl)).status).toBe(404);
  },
  90_000,
);

it.concurrent(
  'a question: the right text stands among the others like any of them',
  async () => {
    const windows = await Promise.all([3, 4, 5, 6, 7, 8].map((place) => school.enter(place)));
    const found = await Promise.all(
      windows.map(async (window) => {
        await window.openLease();
        for (let i = 0; i < 5; i++) {
          const { control } = await reachControl(window);
          if (control.kind === 'question') return control;
          window.atMs = (
            await window.answer(control.id, await school.solve(control.id))
          ).body.standing.frontierMs;
        }
        return null;
      }),
    );
    const questions = found.flatMap((control) => control ?? []);
    expect(questions.length).toBeGreaterThan(0);
    for (const control of questions) {
      const { rightAnswer } = await readControl(control.id);
      expect(control.choices.map(({ id }) => id)).toContain(rightAnswer);
      for (const choice of control.choices) {
        expect(Object.keys(choice).sort()).toEqual(['id', 'pictureUrl', 'text']);
        expect(choice.pictureUrl).toBeNull();
      }
      const [{ right, id }] = await school.sql<[{ right: string; id: string }]>`
      select "right", id from control_question where ask = ${control.ask}`;
      // Nor does the row's own id, by which the next learner could be told.
      expect(JSON.stringify(control)).not.toContain(id);
      expect(control.choices.map(({ text }) => text)).toContain(right);
    }
  },
  90_000,
);

/** All files under a folder. */
function listFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? listFiles(path) : [path];
  });
}

it('the bundle holds no answers, no word list and no source maps; sounds and pictures have no names to guess', async () => {
  const files = listFiles('build/client');
  expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(3);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  const words = manifest.pictures.flatMap(({ drawing, say }) => [drawing, say]).filter((w) => w.length >= 8);
  const spoken = manifest.pictures.map(({ say }) => say).filter((say) => say.length > 1);
  for (const file of files.filter((name) => /\.(js|css|html|json|webmanifest)$/.test(name))) {
    const text = readFileSync(file, 'utf8');
    const tells = [
      'rightAnswer',
      'right_answer',
      'confusedWith',
      'controls/pictures',
      'controls/numbers',
      'sourceMappingURL',
    ];
    expect(
      tells.filter((tell) => text.includes(tell)),
      file,
    ).toEqual([]);
    // A word or two may stand in a sentence; the list of what can be asked must not.
    expect([...words, ...spoken].filter((word) => text.includes(word)).length, file).toBeLessThan(4);
  }

  const window = await school.enter(9);
  const [first] = manifest.pictures;
  const guesses = [
    ...[
      `/controls/pictures/${first?.drawing}.png`,
      '/controls/manifest.json',
      '/blobs/controls/manifest.json',
    ],
    ...[
      `/sounds/${first?.drawing}.mp3`,
      `/sounds/${manifest.numbers[0]}.mp3`,
      '/sounds/..%2Fnumbers%2F23.mp3',
    ],
    ...[
      '/sounds/..%2f..%2fcontrols%2fmanifest.json',
      '/assets/..%2f..%2fserver%2findex.js',
      '/server/index.js',
    ],
    ...['/study/controls/manifest.json', '/media/../controls/manifest.json'],
  ];
  for (const path of guesses) expect((await window.get(path)).status, path).toBe(404);
}, 60_000);
