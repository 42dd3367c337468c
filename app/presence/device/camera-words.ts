import type { Words } from '../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words about the camera and the photographs of a lesson. */
export const cameraWords = {
  why: w('上课会照几张相,看是不是本人。', 'A few photographs are taken in class, to see that it is you.'),
  whyMore: w('只照相,不录像。', 'Photographs only, no recording.'),
  open: w('打开相机', 'Open the camera'),
  later: w('先不开', 'Not now'),
  denied: w('手机没让用相机。照着图打开。', 'The camera is not allowed. Open it as in the pictures.'),
  busy: w('别的程序正用着相机。关掉它再试。', 'Another app holds the camera. Close it, then try.'),
  forFace: w('照相要用相机。', 'The camera is needed for this.'),
  home: w('回首页', 'Home'),
  missing: w('没找到相机。找老师帮忙。', 'No camera was found. Ask your teacher.'),
  lost: w('相机断了。点一下再打开。', 'The camera went away. Tap to open it.'),
  taken: w('照好了。', 'Photograph taken.'),
  on: w('相机开着', 'Camera on'),
  off: w('相机没开', 'Camera off'),
  lacksPhotograph: w('差一张照片', 'A photograph is missing'),
  hourWaits: w('没照片的课时先不算数。', 'A class hour without a photograph does not count yet.'),
  seePictures: w('看图打开', 'See how'),
  teacher: w('找老师', 'Ask teacher'),
  back: w('回到上课', 'Back to the lesson'),
  tryAgain: w('打开了,再试', 'Done, try again'),
  basis: w('看依据', 'The rule'),
  rule: w(
    '“每课时无随机保留影像照片”的,培训结果不予认可。',
    'A class hour without a photograph is not recognised (P009).',
  ),
  step: w('第 {n} 步', 'Step {n}'),
} satisfies Record<string, Words>;

/** The steps that open the camera, for each kind of browser. */
export const cameraSteps = {
  wechat: [
    w('点手机的“设置”。', 'Open the phone settings.'),
    w('找到“微信”,打开“相机”。', 'Find WeChat, switch Camera on.'),
    w('回到这里,点“打开了”。', 'Come back and tap Done.'),
  ],
  huawei: [
    w('打开手机的“设置”,点“应用”。', 'Open the phone settings, tap Apps.'),
    w('找到“浏览器”,打开“相机”。', 'Find the browser, switch Camera on.'),
    w('回到这里,点“打开了”。', 'Come back and tap Done.'),
  ],
  iphone: [
    w('点网址左边的“大小”。', 'Tap aA beside the address.'),
    w('点“网站设置”,相机选“允许”。', 'Website Settings, Camera: Allow.'),
    w('回到这里,点“打开了”。', 'Come back and tap Done.'),
  ],
  other: [
    w('点网址左边的小锁。', 'Tap the lock beside the address.'),
    w('点“权限”,打开“相机”。', 'Tap Permissions, switch Camera on.'),
    w('回到这里,点“打开了”。', 'Come back and tap Done.'),
  ],
} satisfies Record<string, Words[]>;

export type BrowserKind = keyof typeof cameraSteps;

/** Which steps fit the browser that sent this user agent. */
export function readBrowserKind(userAgent: string): BrowserKind {
  if (/MicroMessenger/i.test(userAgent)) return 'wechat';
  if (/HuaweiBrowser|HarmonyOS|ArkWeb/i.test(userAgent)) return 'huawei';
  return /iPhone|iPad/i.test(userAgent) ? 'iphone' : 'other';
}
