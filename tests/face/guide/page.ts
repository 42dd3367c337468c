import { FaceGuide } from '../../../app/presence/guide/face-guide.client.ts';
import type { GuideStep, Seen, UnableReason, WantedAction } from '../../../app/presence/guide/seen.ts';

/** What a test asks of the page, and what the page noted. */
export type GuidePage = {
  seen: { seen: Seen; step: GuideStep | null; gapMs: number }[];
  unable: UnableReason[];
  pictures: string[];
  startMs: number;
  readyMs: number | null;
  openCamera: () => Promise<void>;
  start: () => void;
  want: (action: WantedAction | null) => void;
  stop: () => void;
  /** JPEG as base64; empty without a picture. */
  takePicture: () => Promise<string>;
  /** Mean colours of the camera's left and right half as the page sees them, 0 to 255. */
  readHalves: () => { left: number; right: number };
};

declare global {
  interface Window {
    guidePage: GuidePage;
  }
}

const video = document.querySelector('video');
if (!video) throw new Error('The page has no video.');

const guide = new FaceGuide({
  onSeen: (seen, step) => {
    const nowMs = performance.now();
    page.readyMs ??= nowMs;
    page.seen.push({ seen, step, gapMs: nowMs - seen.atMs });
    if (step === 'done') page.want(null);
    if (step === 'grab' || step === 'done') void takePicture().then((picture) => page.pictures.push(picture));
  },
  onUnable: (reason) => page.unable.push(reason),
});

async function takePicture(): Promise<string> {
  const blob = await guide.takePicture();
  if (!blob) return '';
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
}

const page: GuidePage = {
  seen: [],
  unable: [],
  pictures: [],
  startMs: 0,
  readyMs: null,
  openCamera: async () => {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 480, height: 360 } });
    await video.play();
  },
  start: () => {
    page.startMs = performance.now();
    guide.start(video);
  },
  want: (action) => guide.want(action),
  stop: () => guide.stop(),
  takePicture,
  readHalves: () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2, 1];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.imageSmoothingQuality = 'high';
    context.drawImage(video, 0, 0, 2, 1);
    const { data } = context.getImageData(0, 0, 2, 1);
    return { left: data[0] ?? 0, right: data[4] ?? 0 };
  },
};
window.guidePage = page;
