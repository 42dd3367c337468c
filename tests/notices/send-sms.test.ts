import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAliyunGateway } from '../../app/platform/sms/aliyun-gateway.server.ts';
import { openFileGateway } from '../../app/platform/sms/file-gateway.server.ts';
import { sendQueuedSms, smsPerDay } from '../../app/platform/sms/send-queued-sms.server.ts';
import type { SmsGateway } from '../../app/platform/sms/sms-gateway.ts';
import { textLearners } from '../../app/training/texts/text-learners.server.ts';
import { setOptOut } from '../../app/training/texts/opt-out.server.ts';
import { log } from '../../app/platform/watch/log.server.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startAliyun, type AliyunServer } from './aliyun-server.ts';

// One text message is sent once, by day, to whoever wants it, whatever breaks on the way.

let base: TestDatabase;
let aliyun: AliyunServer;
const dir = mkdtempSync(join(tmpdir(), 'zhenxue-sms-'));
const noon = Date.parse('2026-03-02T12:00:00+08:00');
const hour = 3_600_000;
const key = { accessKeyId: 'k', accessKeySecret: 's' };
const templates = {
  ...{ first_sign_in: 'SMS_1', class_approved: 'SMS_2', class_begins: 'SMS_3', behind: 'SMS_4' },
  survey_opened: 'SMS_5',
};
const real = () =>
  openAliyunGateway({
    endpoint: aliyun.url,
    ...key,
    signName: '真学',
    templates,
    waitMs: aliyun.mood.endsWith('silent') ? 200 : 10_000,
  });
const file = openFileGateway(dir, () => noon);
const send = (id: string, nowMs = noon, gateway: SmsGateway = file) =>
  sendQueuedSms({ sql: base.sql, gateway, publicUrl: 'https://study.example.org' }, id, nowMs);
const lines = () =>
  readdirSync(dir).flatMap((name) => readFileSync(join(dir, name), 'utf8').split('\n').filter(Boolean));
const stateOf = async (id: string) => {
  const [row] = await base.sql<{ state: string; reason: string | null; tries: number }[]>`
    select state, reason, tries from sms where id = ${id}`;
  return row;
};

beforeAll(async () => {
  [base, aliyun] = await Promise.all([openTestDatabase(), startAliyun('k', 's')]);
});
beforeEach(async () => {
  await base.sql`delete from sms`;
  await base.sql`delete from sms_opt_out`;
  await base.sql`delete from job where kind = 'send_sms'`;
  for (const name of readdirSync(dir)) rmSync(join(dir, name));
  aliyun.taken.length = aliyun.calls.length = 0;
  aliyun.mood = 'ok';
});
afterAll(async () => {
  await Promise.all([base?.close(), aliyun?.close()]);
  rmSync(dir, { recursive: true, force: true });
});

/** A text message to the learner with this place, as the product puts it in line. */
async function put(place: number, subject = 'test', createdMs = noon): Promise<string> {
  await textLearners(base.sql, {
    ...{ classId: fixtures.classId, template: 'behind', subject, at: new Date(createdMs) },
    learnerIds: [fixtureLearner(place).id],
  });
  const [row] = await base.sql<{ id: string }[]>`
    select id from sms where person_id = ${fixtureLearner(place).id} and key like ${`${fixtures.classId} ${subject} %`}`;
  return row?.id ?? '';
}

describe('the line', () => {
  it('holds one for each telephone and occasion, with its job, whoever asks again or at once', async () => {
    const ask = (subject: string) =>
      textLearners(base.sql, {
        ...{ classId: fixtures.classId, template: 'class_begins', subject, at: new Date(noon) },
      });
    await Promise.all([ask('begins'), ask('begins'), ask('begins')]);
    const [count] = await base.sql`select (select count(*)::int from sms) as texts,
      (select count(*)::int from job where kind = 'send_sms') as jobs`;
    expect(count).toEqual({ texts: 12, jobs: 12 });
    await ask('another');
    expect((await base.sql`select 1 from sms`).length).toBe(24);
    expect((await base.sql`select 1 from sms where key like '%139%'`).length, 'no number in a key').toBe(0);
  });

  it('a family with one telephone gets one, and it says how to sign in when one of them never did', async () => {
    const [one, two] = [fixtureLearner(11), fixtureLearner(12)];
    await base.sql`update person set phone = '13900000777' where id in (${one.id}, ${two.id})`;
    await base.sql`update person set password_hash = null where id = ${two.id}`;
    await textLearners(base.sql, {
      ...{ classId: fixtures.classId, template: 'class_begins', subject: 'begins', at: new Date(noon) },
      learnerIds: [one.id, two.id],
    });
    expect(await base.sql`select template, params ->> 'page' as page from sms`).toEqual([
      { template: 'first_sign_in', page: '/sign-in' },
    ]);
    // She has a password now, and the family is not told twice.
    await base.sql`update person set password_hash = 'x' where id = ${two.id}`;
    await textLearners(base.sql, {
      ...{ classId: fixtures.classId, template: 'class_begins', subject: 'begins', at: new Date(noon) },
      learnerIds: [one.id, two.id],
    });
    expect(await base.sql`select 1 from sms`).toHaveLength(1);
    await base.sql`update person set phone = ${one.phone} where id = ${one.id}`;
    await base.sql`update person set phone = ${two.phone} where id = ${two.id}`;
  });

  it('nothing is put in line for who wants none, and what waits is not sent', async () => {
    const waiting = await put(1);
    await setOptOut(base.sql, fixtureLearner(1).id, true, { wallMs: noon, monoMs: 0, boot: 't' });
    expect(await send(waiting)).toBeUndefined();
    expect(await stateOf(waiting)).toMatchObject({ state: 'dropped', reason: 'opted out' });
    await put(1, 'later');
    expect(await base.sql`select 1 from sms`).toHaveLength(1);
    expect(lines()).toEqual([]);
    await setOptOut(base.sql, fixtureLearner(1).id, false, { wallMs: noon, monoMs: 0, boot: 't' });
    expect(await send(await put(1, 'again'))).toBeUndefined();
    expect(lines()).toHaveLength(1);
  });
});

describe('sending', () => {
  it('goes out once, with a link; a second worker sends nothing, also at once', async () => {
    const id = await put(1);
    await Promise.all([send(id), send(id), send(id)]);
    await send(id);
    expect(lines()).toHaveLength(1);
    expect(JSON.parse(lines()[0] ?? '')).toMatchObject({
      ...{ phone: fixtureLearner(1).phone, params: { link: 'https://study.example.org/' } },
    });
    expect(await stateOf(id)).toMatchObject({ state: 'sent', tries: 1 });
  });

  it('not at night: it waits until eight', async () => {
    const id = await put(1);
    const evening = Date.parse('2026-03-02T21:00:00+08:00');
    expect(await send(id, evening)).toEqual({ againMs: 11 * hour });
    expect(lines()).toEqual([]);
    expect(await send(id, evening + 11 * hour)).toBeUndefined();
    expect(lines()).toHaveLength(1);
  });

  it(`at most ${smsPerDay} a day to a telephone, also at once; the rest the next morning`, async () => {
    const ids: string[] = [];
    for (const subject of ['a', 'b', 'c', 'd', 'e']) ids.push(await put(1, subject));
    const answers = await Promise.all(ids.map((id) => send(id)));
    expect(answers.filter((one) => one === undefined)).toHaveLength(3);
    const waits = answers.filter((one) => one !== undefined);
    expect(waits).toEqual([{ againMs: 20 * hour }, { againMs: 20 * hour }]);
    expect(lines()).toHaveLength(3);
    for (const id of ids) await send(id, noon + 20 * hour);
    expect(lines()).toHaveLength(5);
  });

  it('what is old tells nobody anything', async () => {
    const id = await put(1, 'old', noon - 73 * hour);
    expect(await send(id)).toBeUndefined();
    expect(await stateOf(id)).toMatchObject({ state: 'dropped', reason: 'too old' });
  });

  it('waits longer each time a gateway asks to wait, and gives up', async () => {
    aliyun.mood = 'limit';
    const id = await put(1);
    const waits: number[] = [];
    let nowMs = noon;
    for (let n = 0; n < 8; n++) {
      const again = await send(id, nowMs, real());
      waits.push(again?.againMs ?? 0);
      nowMs += again?.againMs ?? 0;
    }
    expect(waits.map((ms) => ms / 60_000)).toEqual([1, 4, 16, 60, 60, 60, 60, 60]);
    expect(await send(id, nowMs, real())).toBeUndefined();
    expect(await stateOf(id)).toMatchObject({ state: 'dropped', reason: 'tried enough' });
  });

  it('a number that nobody has is not tried again, and no log names it', async () => {
    const said = vi.spyOn(log, 'info');
    aliyun.mood = 'bad_number';
    const id = await put(1);
    expect(await send(id, noon, real())).toBeUndefined();
    expect(await stateOf(id)).toMatchObject({ state: 'dropped', reason: 'isv.MOBILE_NUMBER_ILLEGAL' });
    const told = JSON.stringify(said.mock.calls);
    said.mockRestore();
    expect(told).toContain(id);
    expect(told).toContain('MOBILE_NUMBER_ILLEGAL');
    expect(told).not.toMatch(/1\d{10}|\*{4}/);
  });

  it.each(['taken_then_silent', 'taken_then_broken'] as const)(
    '%s: it is looked up before anything is sent again, and was sent',
    async (mood) => {
      aliyun.mood = mood;
      const id = await put(1);
      expect(await send(id, noon, real())).toEqual({ againMs: 120_000 });
      expect(await send(id, noon + 60_000, real()), 'too early to know').toEqual({ againMs: 60_000 });
      aliyun.mood = 'ok';
      expect(await send(id, noon + 120_000, real())).toBeUndefined();
      expect(await stateOf(id)).toMatchObject({ state: 'sent' });
      expect(aliyun.calls.map(({ action }) => action)).toContain('QuerySendDetails');
      expect(aliyun.taken).toEqual([id]);
    },
  );

  it.each(['silent', 'broken', 'garbage', 'cut'] as const)(
    '%s: it was not taken, and goes out again',
    async (mood) => {
      aliyun.mood = mood;
      const id = await put(1);
      expect(await send(id, noon, real())).toEqual({ againMs: 120_000 });
      aliyun.mood = 'ok';
      expect(await send(id, noon + 120_000, real())).toBeUndefined();
      expect(aliyun.taken).toEqual([id]);
      expect(await stateOf(id)).toMatchObject({ state: 'sent', tries: 2 });
    },
  );

  it('a worker that died after the line was written does not write it twice', async () => {
    const id = await put(1);
    const dies: SmsGateway = {
      ...file,
      sendSms: async (message) => {
        await file.sendSms(message);
        throw new Error('killed');
      },
    };
    await expect(send(id, noon, dies)).rejects.toThrow('killed');
    expect(await stateOf(id)).toMatchObject({ state: 'sending' });
    expect(await send(id, noon + 120_000)).toBeUndefined();
    expect(lines()).toHaveLength(1);
    // And one that died before it sends it.
    const second = await put(2);
    const early: SmsGateway = { ...file, sendSms: () => Promise.reject(new Error('killed')) };
    await expect(send(second, noon, early)).rejects.toThrow('killed');
    expect(await send(second, noon + 120_000)).toBeUndefined();
    expect(lines()).toHaveLength(2);
  });

  it('while the gateway cannot say what it took, nothing goes out', async () => {
    aliyun.mood = 'silent';
    const id = await put(1);
    await send(id, noon, real());
    const mute: SmsGateway = { ...real(), wasTaken: () => Promise.reject(new Error('away')) };
    await expect(send(id, noon + 120_000, mute)).rejects.toThrow('away');
    expect(aliyun.calls.filter(({ action }) => action === 'SendSms')).toHaveLength(1);
  });
});
