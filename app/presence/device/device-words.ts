import type { Words } from '../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is looked at, in this order, one after another. */
export const deviceRows = ['sound', 'network', 'camera', 'light', 'face', 'distance'] as const;
export type DeviceRow = (typeof deviceRows)[number];

/** Its name, and one repair for each thing that can be wrong. */
export const deviceNames: Record<DeviceRow, Words> = {
  sound: w('声音', 'Sound'),
  network: w('网络', 'Network'),
  camera: w('相机', 'Camera'),
  light: w('光线', 'Light'),
  face: w('看得到脸', 'Face in sight'),
  distance: w('远近', 'Distance'),
};

/** What is wrong, and what repairs it. */
export const deviceFaults = {
  no_sound: {
    say: w('没听见声音。', 'No sound heard.'),
    fix: w('按手机侧面的音量键。', 'Press the volume key.'),
  },
  offline: { say: w('网断了。', 'Offline.'), fix: w('打开无线网或流量。', 'Switch Wi-Fi or data on.') },
  slow: {
    say: w('网有点慢。', 'The line is slow.'),
    fix: w('离路由器近一点。', 'Move nearer to the router.'),
  },
  denied: {
    say: w('手机没让用相机。', 'The camera is not allowed.'),
    fix: w('照着图打开。', 'Open it as in the pictures.'),
  },
  missing: { say: w('没找到相机。', 'No camera was found.'), fix: w('找老师帮忙。', 'Ask your teacher.') },
  busy: {
    say: w('别的程序正用着相机。', 'Another app holds the camera.'),
    fix: w('关掉它再试。', 'Close it and try again.'),
  },
  lost: { say: w('相机断了。', 'The camera went away.'), fix: w('点一下再打开。', 'Tap to open it.') },
  dark: { say: w('光太暗。', 'Too dark.'), fix: w('脸朝着窗户或灯。', 'Face a window or a lamp.') },
  nobody: {
    say: w('没看到脸。', 'No face seen.'),
    fix: w('摘下口罩,看手机。', 'Take off the mask, look here.'),
  },
  two: { say: w('看到两个人。', 'Two people are seen.'), fix: w('请您一个人照。', 'You alone, please.') },
  far: { say: w('离得有点远。', 'A little too far.'), fix: w('手机拿近一点。', 'Hold it closer.') },
  near: { say: w('离得有点近。', 'A little too near.'), fix: w('手机拿远一点。', 'Hold it farther away.') },
  aside: { say: w('脸偏了。', 'Off the middle.'), fix: w('脸放到中间。', 'Move to the middle.') },
} satisfies Record<string, { say: Words; fix: Words }>;
export type DeviceFault = keyof typeof deviceFaults;

export const deviceWords = {
  title: w('看看手机', 'Check my phone'),
  say: w('看看手机好不好用。', 'Let us check your phone.'),
  fix: w('不到一分钟。', 'Under a minute.'),
  start: w('开始', 'Begin'),
  looking: w('正在看', 'Looking'),
  good: w('好了', 'Good'),
  later: w('还没看', 'Not yet'),
  unknown: w('看不出来,上课时再看', 'Cannot tell; seen in the lesson'),
  askSound: w('听见声音了吗?', 'Did you hear it?'),
  heard: w('听见了', 'Yes'),
  notHeard: w('没听见', 'No'),
  again: w('再试一次', 'Try again'),
  skip: w('先不管,往下看', 'Skip this'),
  allGood: w('都好了。', 'All is well.'),
  goOn: w('都好了,去上课', 'All good, to class'),
  goAnyway: w('去上课', 'To class'),
  teacher: w('找老师', 'Ask teacher'),
  camera: w('相机里的您', 'You in the camera'),
} satisfies Record<string, Words>;
