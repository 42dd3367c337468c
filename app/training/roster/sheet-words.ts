import type { Words } from '../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the sign-in sheet. */
export const sheetWords = {
  print: w('打印', 'Print'),
  empty: w('名单还空着。', 'The roster is empty.'),
  importRoster: w('导入名单', 'Import roster'),
  allSigned: w('都设好密码了,不用再发。', 'Everybody has a password; there is nothing to hand out.'),
  qr: w('登录网址的二维码', 'QR code of the sign-in address'),
  phone: w('手机号', 'Phone'),
  code: w('首次登录码', 'First code'),
  steps: w('扫码,输手机号和登录码,再设密码。', 'Scan, enter phone and code, then set a password.'),
} satisfies Record<string, Words>;

export const saySheet = {
  slips: (slips: number, done: number): Words =>
    w(
      `${slips} 人要发${done > 0 ? `,${done} 人不用发` : ''}`,
      `${slips} to hand out${done > 0 ? `, ${done} need none` : ''}`,
    ),
};
