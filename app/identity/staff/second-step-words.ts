import type { Words } from '../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** The page of the second step at sign-in. */
export const secondStepWords = {
  title: w('两步登录', 'Second step'),
  code: w('手机上的 6 位验证码', '6-digit code of your phone'),
  codeOrRecovery: w('验证码或备用码', 'Code or recovery code'),
  sayCode: w('填手机验证器上的 6 位数字。', 'Enter the 6 digits of your authenticator.'),
  codeHint: w('每 30 秒换一个,一个只能用一次。', 'A new one every 30 seconds; each counts once.'),
  goIn: w('进入', 'Go in'),
  sayRequired: w('先设好两步登录。', 'Set up the second step first.'),
  sayFree: w('设好两步登录,账号更稳。', 'A second step keeps your account safe.'),
  scan: w('第一步:用手机验证器扫这个码。', '1. Scan this with an authenticator.'),
  scanHint: w(
    '验证器是手机上的小程序或软件,比如微信里搜“验证器”。',
    'Any authenticator app that knows TOTP will do.',
  ),
  qr: w('给验证器扫的二维码', 'QR code for the authenticator'),
  type: w('扫不了就手填这个密钥', 'Or type this key'),
  confirm: w('第二步:填它显示的 6 位数字。', '2. Enter the 6 digits that it shows.'),
  setUp: w('设好了', 'Set it up'),
  codesTitle: w('这 10 个备用码请抄下来', 'Write these 10 recovery codes down'),
  codesHint: w(
    '手机不在时填一个,每个只用一次。只显示这一回。',
    'Each once, when the phone is away. Shown this once.',
  ),
  codesKept: w('抄好了,进入', 'Kept, go in'),
  print: w('打印', 'Print'),
  isSet: w('两步登录已经设好。', 'The second step is set up.'),
  change: w('换手机', 'Change the phone'),
  changeHint: w(
    '填旧手机的验证码,或一个备用码。然后在新手机上再设。',
    'Enter a code of the old phone or a recovery code, then set up the new one.',
  ),
  lostTitle: w('手机丢了怎么办', 'The phone is lost'),
  lostRecovery: w('填一个备用码,就能进来。', 'A recovery code lets you in.'),
  lostAsk: w('备用码也没有:请负责人重设。', 'No recovery code either: ask to have it reset.'),
  signOut: w('换个账号', 'Use another account'),
} satisfies Record<string, Words>;

/** How many recovery codes are left. */
export const sayRecovery = (left: number): Words =>
  w(`备用码还剩 ${left} 个。`, `${left} recovery codes left.`);

/** Whom to ask for a reset: 演示市人社局 0371-00000003. */
export const sayAsk = (name: string, phone: string): Words => w(`${name} ${phone}`, `${name} ${phone}`);

/** How long to wait before the next code. */
export function sayCodeWait(retryAfterS: number): Words {
  const minutes = Math.ceil(retryAfterS / 60);
  return minutes <= 60
    ? w(`等 ${minutes} 分钟再填。`, `Try again in ${minutes} min.`)
    : w(`等 ${Math.ceil(minutes / 60)} 小时再填。`, `Try again in ${Math.ceil(minutes / 60)} h.`);
}
