import type { Words } from '../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the page about stored face data. */
export const faceDataWords = {
  title: w('人脸数据', 'Face data'),
} satisfies Record<string, Words>;
