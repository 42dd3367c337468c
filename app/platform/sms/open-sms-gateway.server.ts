import { join } from 'node:path';
import { z } from 'zod';
import { openAliyunGateway } from './aliyun-gateway.server.ts';
import { openFileGateway } from './file-gateway.server.ts';
import { smsTemplates, type SmsGateway, type SmsTemplate } from './sms-gateway.ts';

type From = Record<string, string | undefined>;

/**
 * The gateway of the `SMS_GATEWAY` setting: `file` (default: lines under `<DATA_DIR>/sms`) or `aliyun`, which needs
 * ALIYUN_ACCESS_KEY_ID, ALIYUN_ACCESS_KEY_SECRET, ALIYUN_SMS_SIGN_NAME and ALIYUN_SMS_TEMPLATES
 * (`first_sign_in=SMS_1,…`). Errors: a sentence naming the setting.
 */
export function openSmsGateway(from: From, dataDir: string): SmsGateway {
  const chosen = from['SMS_GATEWAY'] ?? 'file';
  if (chosen === 'file') return openFileGateway(join(dataDir, 'sms'));
  if (chosen !== 'aliyun') throw new Error('SMS_GATEWAY must be file or aliyun.');
  const need = (name: string) => {
    const value = from[name];
    if (!value) throw new Error(`${name} is not set, but SMS_GATEWAY is aliyun.`);
    return value;
  };
  const endpoint = (from['ALIYUN_SMS_ENDPOINT'] ?? 'https://dysmsapi.aliyuncs.com').replace(/\/$/, '');
  if (!/^https?:\/\/[^/?#@\s]+$/.test(endpoint))
    throw new Error(
      'ALIYUN_SMS_ENDPOINT must be an address like https://dysmsapi.aliyuncs.com, without a path.',
    );
  return openAliyunGateway({
    endpoint,
    accessKeyId: need('ALIYUN_ACCESS_KEY_ID'),
    accessKeySecret: need('ALIYUN_ACCESS_KEY_SECRET'),
    signName: need('ALIYUN_SMS_SIGN_NAME'),
    templates: readTemplates(need('ALIYUN_SMS_TEMPLATES')),
  });
}

function readTemplates(given: string): Record<SmsTemplate, string> {
  const pairs = given.split(',').map((pair) => pair.trim().split('='));
  const codes = z
    .record(z.enum(smsTemplates), z.string().regex(/^SMS_\d+$/))
    .safeParse(Object.fromEntries(pairs));
  if (!codes.success)
    throw new Error(
      `ALIYUN_SMS_TEMPLATES must name a code for each of ${smsTemplates.join(', ')}: name=SMS_1,…`,
    );
  return codes.data;
}

/** The address that text messages lead to (`PUBLIC_URL`, without a slash at its end). Errors: a sentence naming it. */
export function readPublicUrl(from: From, fallback: string): string {
  const given = from['PUBLIC_URL'];
  if (given === undefined) {
    if (from['SMS_GATEWAY'] === 'aliyun')
      throw new Error('PUBLIC_URL is not set, but text messages lead to it.');
    return fallback;
  }
  if (!/^https?:\/\/[^/?#@\s]+$/.test(given))
    throw new Error('PUBLIC_URL must be an address like https://study.example.org, without a path.');
  return given;
}
