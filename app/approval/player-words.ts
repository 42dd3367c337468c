import type { Words } from '../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the player of a version. */
export const playerWords = {
  video: w('视频', 'Video'),
  play: w('播放', 'Play'),
  pause: w('停一下', 'Pause'),
  back: w('退 5 秒', 'Back 5 s'),
  ahead: w('进 5 秒', 'Ahead 5 s'),
  place: w('播放到', 'Place'),
  rendition: w('清晰度', 'Rendition'),
  speed: w('速度', 'Speed'),
  subtitles: w('字幕', 'Subtitles'),
  chinese: w('中文', 'Chinese'),
  note: w('记一条', 'Note'),
  full: w('全屏', 'Full screen'),
  opening: w('正在打开', 'Opening'),
  stuck: w('视频没放出来。', 'The video did not play.'),
  retry: w('再试一次', 'Try again'),
  storyboard: w('画面一览', 'Storyboard'),
  slow: w('慢网速', 'Slow line'),
} satisfies Record<string, Words>;

/** How many segments that were played are those that are approved, byte for byte. */
export const saySame = (n: number): Words =>
  w(`放过的 ${n} 段与指纹一致`, `${n} segments played fit the hash`);
export const sayOther = (n: number): Words =>
  w(`有 ${n} 段和指纹对不上,不能通过。`, `${n} segments do not fit the hash: do not approve.`);
