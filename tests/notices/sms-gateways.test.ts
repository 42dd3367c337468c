import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAliyunGateway } from '../../app/platform/sms/aliyun-gateway.server.ts';
import { openFileGateway } from '../../app/platform/sms/file-gateway.server.ts';
import { openSmsGateway, readPublicUrl } from '../../app/platform/sms/open-sms-gateway.server.ts';
import { signAcs3 } from '../../app/platform/sms/sign-acs3.server.ts';
import { smsTemplates, smsTexts, type SmsMessage } from '../../app/platform/sms/sms-gateway.ts';
import { nextSmsDayMs, nextSmsMs, smsDelayMs } from '../../app/platform/sms/sms-hours.ts';
import { startAliyun, type AliyunServer, type Mood } from './aliyun-server.ts';

// The gateways of text messages: what they send, and what they make of every answer.

let aliyun: AliyunServer;
const dir = mkdtempSync(join(tmpdir(), 'zhenxue-sms-'));
const key = { accessKeyId: 'key-of-tests', accessKeySecret: 'secret of tests' };
const templates = {
  ...{ first_sign_in: 'SMS_1', class_approved: 'SMS_2', class_begins: 'SMS_3', behind: 'SMS_4' },
  survey_opened: 'SMS_5',
};
const gateway = (more: Partial<typeof key> & { endpoint?: string } = {}) =>
  openAliyunGateway({
    endpoint: aliyun.url,
    ...key,
    signName: '真学',
    templates,
    waitMs: aliyun.mood.endsWith('silent') ? 300 : 10_000,
    ...more,
  });
const message: SmsMessage = {
  ...{ id: '0b0c1c52-0000-4000-8000-000000000001', template: 'behind', phone: '13900000001' },
  params: { class: '春季班 (一)*’~', link: 'https://study.example.org/?a=1&b=2' },
};

beforeAll(async () => {
  aliyun = await startAliyun(key.accessKeyId, key.accessKeySecret);
});
beforeEach(() => {
  aliyun.mood = 'ok';
  aliyun.taken.length = aliyun.calls.length = aliyun.refused.length = 0;
});
afterAll(async () => {
  await aliyun?.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('Aliyun', () => {
  it('signs the example of the document as the document does', () => {
    const query = { ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd', RegionId: 'cn-shanghai' };
    const call = {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      action: 'RunInstances',
      version: '2014-05-26',
      query,
    };
    const moment = { date: '2023-10-26T10:22:32Z', nonce: '3156853299f313e23d1673dc12e1703d' };
    const example = { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' };
    expect(signAcs3({ ...call, ...moment }, example)['Authorization']).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it('is believed with its secret, and not with another', async () => {
    expect(await gateway().sendSms(message)).toEqual({ kind: 'taken', gatewayId: 'biz-1' });
    expect(aliyun.calls).toEqual([
      {
        action: 'SendSms',
        query: {
          ...{ PhoneNumbers: message.phone, SignName: '真学', TemplateCode: 'SMS_4', OutId: message.id },
          TemplateParam: JSON.stringify(message.params),
        },
      },
    ]);
    expect(await gateway({ accessKeySecret: 'another' }).sendSms(message)).toEqual({
      ...{ kind: 'later', reason: 'SignatureDoesNotMatch' },
    });
    expect(aliyun.refused).toEqual(['SignatureDoesNotMatch']);
    expect(aliyun.taken).toHaveLength(1);
  });

  it.each<[Mood, string, string]>([
    ['limit', 'later', 'isv.BUSINESS_LIMIT_CONTROL'],
    ['bad_number', 'refused', 'isv.MOBILE_NUMBER_ILLEGAL'],
    ['signature', 'later', 'SignatureDoesNotMatch'],
    ['broken', 'unsure', 'HTTP 500'],
    ['taken_then_broken', 'unsure', 'HTTP 502'],
    ['garbage', 'unsure', 'HTTP 200'],
    ['silent', 'unsure', ''],
    ['cut', 'unsure', ''],
  ])('when the answer is %s, the message is %s', async (mood, kind, reason) => {
    aliyun.mood = mood;
    const answer = await gateway().sendSms(message);
    expect(answer.kind).toBe(kind);
    if (reason !== '' && answer.kind !== 'taken') expect(answer.reason).toBe(reason);
  });

  it('nobody there: it was certainly not taken', async () => {
    const gone = await startAliyun('x', 'y');
    await gone.close();
    expect(await gateway({ endpoint: gone.url }).sendSms(message)).toMatchObject({ kind: 'later' });
  });

  it('looks up what it took by our own id', async () => {
    aliyun.mood = 'taken_then_silent';
    expect((await gateway().sendSms(message)).kind).toBe('unsure');
    expect(await gateway().wasTaken(message, Date.now())).toBe(true);
    expect(await gateway().wasTaken({ ...message, id: 'another' }, Date.now())).toBe(false);
    await expect(gateway({ accessKeySecret: 'another' }).wasTaken(message, Date.now())).rejects.toThrow();
  });
});

describe('the file', () => {
  it('holds one line for each message, for this user only, and knows what it took', async () => {
    const file = openFileGateway(dir, () => Date.parse('2026-03-01T15:59:59Z'));
    expect(await file.sendSms(message)).toEqual({ kind: 'taken', gatewayId: null });
    const path = join(dir, '2026-03-01.jsonl');
    const [line = '', rest] = readFileSync(path, 'utf8').split('\n');
    expect(rest).toBe('');
    expect(JSON.parse(line)).toMatchObject({
      ...{ id: message.id, phone: message.phone },
      text: '“春季班 (一)*’~”您学得慢了一点。打开 https://study.example.org/?a=1&b=2 接着学。',
    });
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(await file.wasTaken(message, Date.parse('2026-03-01T15:59:30Z'))).toBe(true);
    expect(await file.wasTaken({ ...message, id: 'other' }, Date.parse('2026-03-01T15:59:30Z'))).toBe(false);
    expect(await file.wasTaken(message, Date.parse('2026-03-05T15:59:30Z'))).toBe(false);
  });
});

describe('settings', () => {
  const all = {
    ...{ SMS_GATEWAY: 'aliyun', ALIYUN_ACCESS_KEY_ID: 'a', ALIYUN_ACCESS_KEY_SECRET: 'b' },
    ALIYUN_SMS_SIGN_NAME: '真学',
    ALIYUN_SMS_TEMPLATES: smsTemplates.map((name, n) => `${name}=SMS_${n}`).join(','),
  };
  it('are the file unless another is named, with everything that it needs', () => {
    expect(openSmsGateway({}, dir).name).toBe('file');
    expect(openSmsGateway(all, dir).name).toBe('aliyun');
    expect(() => openSmsGateway({ SMS_GATEWAY: 'pigeon' }, dir)).toThrow('SMS_GATEWAY');
    for (const name of Object.keys(all).filter((one) => one !== 'SMS_GATEWAY'))
      expect(() => openSmsGateway({ ...all, [name]: '' }, dir)).toThrow(name);
    expect(() => openSmsGateway({ ...all, ALIYUN_SMS_TEMPLATES: 'behind=SMS_1' }, dir)).toThrow(
      'first_sign_in',
    );
    expect(() => openSmsGateway({ ...all, ALIYUN_SMS_ENDPOINT: 'ftp://x' }, dir)).toThrow(
      'ALIYUN_SMS_ENDPOINT',
    );
  });
  it('a text message leads to an address that somebody chose', () => {
    expect(readPublicUrl({}, 'http://127.0.0.1:3000')).toBe('http://127.0.0.1:3000');
    expect(readPublicUrl({ PUBLIC_URL: 'https://study.example.org' }, '')).toBe('https://study.example.org');
    expect(() => readPublicUrl({ SMS_GATEWAY: 'aliyun' }, 'http://x')).toThrow('PUBLIC_URL');
    expect(() => readPublicUrl({ PUBLIC_URL: 'https://a/b' }, '')).toThrow('PUBLIC_URL');
  });
});

describe('hours', () => {
  const at = (moment: string) => Date.parse(`${moment}+08:00`);
  it.each([
    ['2026-03-01T07:59:59', '2026-03-01T08:00:00'],
    ['2026-03-01T08:00:00', '2026-03-01T08:00:00'],
    ['2026-03-01T20:59:59', '2026-03-01T20:59:59'],
    ['2026-03-01T21:00:00', '2026-03-02T08:00:00'],
    ['2026-12-31T23:30:00', '2027-01-01T08:00:00'],
    ['2028-02-28T22:00:00', '2028-02-29T08:00:00'],
    ['2026-03-01T00:00:00', '2026-03-01T08:00:00'],
  ])('what is ready at %s goes at %s', (ready, goes) => {
    expect(nextSmsMs(at(ready))).toBe(at(goes));
  });
  it('the next day begins at eight', () => {
    expect(nextSmsDayMs(at('2026-12-31T12:00:00'))).toBe(at('2027-01-01T08:00:00'));
    expect([1, 2, 3, 9].map(smsDelayMs)).toEqual([60_000, 240_000, 960_000, 3_600_000]);
  });
});

it('no text tells a name, a code or a password', () => {
  for (const { zh } of Object.values(smsTexts)) {
    expect([...zh.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()).toEqual(['class', 'link']);
    expect(zh.length).toBeLessThanOrEqual(45);
  }
});
