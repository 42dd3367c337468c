import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { narrowLayout } from '../../app/presence/engine/align-face.ts';
import { faceDistance, faceThresholds } from '../../app/presence/engine/compare-faces.ts';
import { createFaceEngine, type FaceEngine } from '../../app/presence/engine/face-engine.server.ts';
import type { Face } from '../../app/presence/engine/find-faces.ts';
import type { Picture } from '../../app/presence/engine/observation.ts';
import { mirror, openPhotograph, peopleInPhotograph, plain, sameWoman } from './photographs.ts';

type Found = { photograph: number; picture: Picture; face: Face };

let engine: FaceEngine;
const pictures = new Map<number, Picture>();
const found: Found[] = [];
beforeAll(async () => {
  engine = await createFaceEngine();
  for (const photograph of Object.keys(peopleInPhotograph).map(Number)) {
    const picture = await openPhotograph(photograph);
    pictures.set(photograph, picture);
    for (const face of engine.findFaces(picture)) found.push({ photograph, picture, face });
  }
});

/** The woman who is in two photographs. */
const isSame = ({ photograph, face }: Found) =>
  sameWoman.some((one) => one.photograph === photograph && Math.abs(one.leftPx - face.box.x) < 40);

test('every face in the photographs is found, and nothing else is taken for one', () => {
  const counts = Object.keys(peopleInPhotograph).map(
    (one) => found.filter((f) => f.photograph === Number(one)).length,
  );
  expect(counts).toEqual(Object.values(peopleInPhotograph));
  expect(found.filter(isSame)).toHaveLength(2);
});

test('an observation is plain data, the most prominent face first, and only that one is embedded', () => {
  const picture = pictures.get(6)!;
  const seen = engine.observe(picture);
  expect(JSON.parse(JSON.stringify(seen))).toEqual(seen);
  const areas = seen.faces.map(({ areaPermille }) => areaPermille);
  expect(areas).toEqual([...areas].sort((a, b) => b - a));
  expect(seen.faces.map(({ embedding }) => embedding.length)).toEqual([128, 0, 0, 0]);
  expect(seen.faces.map(({ embeddingWide }) => embeddingWide.length)).toEqual([1024, 0, 0, 0]);
  const { facePx, box, areaPermille } = seen.faces[0]!;
  expect(facePx).toBe(Math.min(box.width, box.height));
  expect(areaPermille).toBeCloseTo((1000 * box.width * box.height) / (picture.width * picture.height), 9);
  const lengths = (embed: 'all' | 'none') =>
    engine.observe(picture, { embed }).faces.map((f) => f.embedding.length);
  expect(lengths('all')).toEqual([128, 128, 128, 128]);
  expect(lengths('none')).toEqual([0, 0, 0, 0]);
});

test('in a mirror the same head turns the other way and its eyes change sides', () => {
  const picture = pictures.get(5)!;
  const seen = engine.observe(picture, { embed: 'none' }).faces;
  const mirrored = engine.observe(mirror(picture), { embed: 'none' }).faces;
  expect(mirrored).toHaveLength(seen.length);
  const turned = seen.filter(({ yaw }) => Math.abs(yaw) > 10);
  expect(turned.length).toBeGreaterThanOrEqual(3);
  for (const face of turned) {
    const otherX = picture.width - face.box.x - face.box.width;
    const twin = mirrored.find(
      ({ box }) => Math.abs(box.x - otherX) < 25 && Math.abs(box.y - face.box.y) < 25,
    )!;
    expect(Math.sign(twin.yaw)).toBe(-Math.sign(face.yaw));
    expect(Math.abs(twin.yaw + face.yaw)).toBeLessThan(8);
    expect(Math.abs(twin.roll + face.roll)).toBeLessThan(6);
    expect(Math.abs(twin.eyes.left - face.eyes.right)).toBeLessThan(0.1);
  }
});

test('the woman whose nose points to the right of the picture has a yaw above 0', () => {
  // Photograph 5, by eye: the woman at the left looks to the right of the picture, the one at the right to its left.
  const faces = engine.observe(pictures.get(5)!, { embed: 'none' }).faces;
  const at = (leftPx: number) => faces.find(({ box }) => Math.abs(box.x - leftPx) < 40)!;
  expect(at(569).yaw).toBeGreaterThan(10);
  expect(at(1418).yaw).toBeLessThan(-10);
});

test('a picture turned by 20 degrees clockwise raises the roll by 20 and finds the same person', async () => {
  const { rgb, width, height } = pictures.get(3)!;
  const cut = sharp(rgb, { raw: { width, height, channels: 3 } }).extract({
    left: 880,
    top: 90,
    width: 520,
    height: 600,
  });
  const upright = await cut.clone().raw().toBuffer({ resolveWithObject: true });
  const leaning = await cut
    .clone()
    .rotate(20, { background: '#777' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [a, b] = [upright, leaning].map(
    ({ data, info }) => engine.observe({ rgb: data, width: info.width, height: info.height }).faces[0]!,
  );
  expect(b!.roll - a!.roll).toBeCloseTo(20, -0.5);
  expect(faceDistance(a!, b!)).toBeLessThan(0.3);
});

test('lowered lids are less open than lids that look into the camera', () => {
  const openness = (photograph: number, leftPx: number) => {
    const faces = engine.observe(pictures.get(photograph)!, { embed: 'none' }).faces;
    const { eyes } = faces.find(({ box }) => Math.abs(box.x - leftPx) < 40)!;
    return Math.max(eyes.left, eyes.right);
  };
  // Photograph 2, by eye: the woman at the right looks down at herself; photograph 6: all look at the camera.
  const lowered = openness(2, 1457);
  expect(lowered).toBeLessThan(0.15);
  for (const leftPx of [244, 653, 1148, 1466]) expect(openness(6, leftPx) * 0.7).toBeGreaterThan(lowered);
});

test('no face is seen where none is, and the light is told', () => {
  for (const shade of [0, 128, 255]) {
    const seen = engine.observe(plain(480, 360, [shade, shade, shade]));
    expect(seen.faces).toEqual([]);
    expect(seen.brightness).toBeCloseTo(shade, 6);
    expect(seen.contrast).toBeCloseTo(0, 3);
  }
});

test('one person in two photographs matches, and no two others do', () => {
  const embedded = found.map((one) => ({ ...one, ...engine.embed(one.picture, one.face.mesh) }));
  const pairs = embedded.flatMap((a, i) =>
    embedded.slice(i + 1).map((b) => ({ a, b, distance: faceDistance(a, b) })),
  );
  expect(pairs).toHaveLength(231);
  const alike = pairs.filter(({ distance }) => distance <= faceThresholds.match);
  expect(alike.map(({ a, b }) => isSame(a) && isSame(b))).toEqual([true]);
});

test('the scale of the 150-pixel crop decides: smaller or larger, and strangers come close', () => {
  const between = (zoom: number) => {
    const layout = { ...narrowLayout, zoom };
    const embedded = found.map(({ picture, face }) => engine.embed(picture, face.mesh, layout).embedding);
    const distances = found.flatMap((a, i) =>
      found.slice(i + 1).flatMap((b, j) => {
        if (isSame(a) && isSame(b)) return [];
        const [x, y] = [embedded[i]!, embedded[i + 1 + j]!];
        return [Math.sqrt(x.reduce((sum, value, k) => sum + (value - y[k]!) ** 2, 0))];
      }),
    );
    distances.sort((a, b) => a - b);
    return distances[Math.floor(distances.length / 20)]!;
  };
  const pinned = between(narrowLayout.zoom);
  expect(pinned).toBeGreaterThan(faceThresholds.review);
  for (const zoom of [0.7, 1.8]) expect(between(zoom)).toBeLessThan(pinned - 0.1);
});
