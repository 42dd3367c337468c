import type { Words } from '../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the help page. */
export const helpWords = {
  say: w('哪里不顺,找老师。', 'Something wrong? Ask your teacher.'),
  call: w('打电话', 'Call'),
  phoneOnPaper: w('电话在老师给的纸上。', 'The number is on the paper you were given.'),
  device: w('看看手机好不好用', 'Check my phone'),
  cases: w('常见的五件事', 'Five common things'),
  settings: w('设置', 'Settings'),
  language: w('语言', 'Language'),
  changePassword: w('要换密码,找老师要新码。', 'To change your password, ask your teacher for a new code.'),
  everywhereFix: w('手机丢了,点全部退出。', 'Lost your phone? Sign out everywhere.'),
} satisfies Record<string, Words>;

/** What happens most, and what to do, step by step. */
export const helpCases: { name: Words; steps: Words[] }[] = [
  {
    name: w('视频打不开', 'The video does not open'),
    steps: [
      w('看看手机有没有网。', 'See whether the phone is online.'),
      w('返回首页,再点继续学。', 'Go home and tap to go on.'),
      w('还不行,换个浏览器打开。', 'Else try another browser.'),
    ],
  },
  {
    name: w('听不见声音', 'No sound'),
    steps: [
      w('按手机侧面的音量键。', 'Press the volume key at the side.'),
      w('看看有没有开静音。', 'See whether it is muted.'),
      w('拔掉耳机再听。', 'Unplug the earphones.'),
    ],
  },
  {
    name: w('手机没让用相机', 'The camera is not allowed'),
    steps: [
      w('打开手机的设置。', 'Open the settings of the phone.'),
      w('找到微信或浏览器。', 'Find WeChat or the browser.'),
      w('点权限,打开相机。', 'Tap permissions, allow the camera.'),
    ],
  },
  {
    name: w('有几分钟没记上', 'Some minutes are not credited'),
    steps: [
      w('打开学习记录。', 'Open your record.'),
      w('点从这里补,再学一遍。', 'Tap make up, and study it again.'),
    ],
  },
  {
    name: w('忘了密码', 'Password forgotten'),
    steps: [
      w('找老师要一个新码。', 'Ask your teacher for a new code.'),
      w('登录时把码填在密码里。', 'Type it in the password field.'),
    ],
  },
];
