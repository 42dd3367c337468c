import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chinaDay } from '../../training/class-day.ts';
import { writeSms, type SmsGateway, type SmsMessage } from './sms-gateway.ts';

/** Puts every message as one line of JSON into a file of the day under `dir`, readable by this user only. */
export function openFileGateway(dir: string, nowMs: () => number = Date.now): SmsGateway {
  const fileOf = (ms: number) => join(dir, `${chinaDay(ms)}.jsonl`);
  return {
    name: 'file',
    async sendSms(message: SmsMessage) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const sentMs = nowMs();
      const line = JSON.stringify({
        ...message,
        text: writeSms(message),
        sentAt: new Date(sentMs).toISOString(),
      });
      await appendFile(fileOf(sentMs), `${line}\n`, { mode: 0o600, flush: true });
      return { kind: 'taken', gatewayId: null };
    },
    async wasTaken({ id }, sentMs) {
      const days = new Set([fileOf(sentMs), fileOf(sentMs + 60_000)]);
      const texts = await Promise.all(
        [...days].map((file) =>
          readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
            if (error.code === 'ENOENT') return '';
            throw error;
          }),
        ),
      );
      return texts.some((text) => text.includes(`"id":"${id}"`));
    },
  };
}
