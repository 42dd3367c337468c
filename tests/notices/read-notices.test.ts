import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { markRead } from '../../app/training/notices/mark-read.server.ts';
import { noticeKinds, type NoticeFacts } from '../../app/training/notices/notice-kinds.ts';
import { countUnread, noticesShown, readNotices } from '../../app/training/notices/read-notices.server.ts';
import { linkLearner, linkNotice, sayNotice } from '../../app/training/notices/say-notice.ts';
import * as application from '../application/open-application.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';

// A person's own notices: paged, marked, never changed.

let base: TestDatabase;
const at = (moment: string) => ({ wallMs: Date.parse(`${moment}+08:00`), monoMs: 0, boot: 'test' });
const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};

beforeAll(async () => {
  base = await openTestDatabase();
}, 60_000);
afterAll(() => base?.close());
beforeEach(() => base.sql`delete from notice`);

describe('reading', () => {
  const reader = fixtures.clerk.id;
  const fill = (count: number) => base.sql`
    insert into notice (recipient_id, kind, subject, facts, at)
    select ${reader}, 'class_applied', 'x' || n, '{"class": "甲班"}', now() from generate_series(1, ${count}::int) n`;

  it('pages from the newest on, each notice once, whatever comes in between', async () => {
    await fill(noticesShown * 2 + 3);
    const first = await readNotices(base.sql, reader, null);
    await base.sql`insert into notice (recipient_id, kind, subject, at) values (${reader}, 'behind', 'new', now())`;
    const second = await readNotices(base.sql, reader, first.older);
    const third = await readNotices(base.sql, reader, second.older);
    const seqs = [...first.notices, ...second.notices, ...third.notices].map(({ seq }) => seq);
    expect(seqs).toHaveLength(noticesShown * 2 + 3);
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(third.older).toBeNull();
  });

  it('marks one, or all that were seen; nobody marks another’s, and a mark stays', async () => {
    await fill(3);
    const { notices } = await readNotices(base.sql, reader, null);
    const [newest, middle] = notices;
    const one = form({ intent: 'read', notice: middle?.id ?? '' });
    expect(
      await application.why(markRead(base.sql, fixtures.other.clerk.id, one, at('2026-03-01T00:00:00'))),
    ).toBe('not_found');
    await markRead(base.sql, reader, one, at('2026-03-01T00:00:00'));
    await markRead(base.sql, reader, one, at('2026-03-02T00:00:00'));
    expect(await base.sql`select read_at from notice where read_at is not null`).toEqual([
      { read_at: new Date(at('2026-03-01T00:00:00').wallMs) },
    ]);
    expect(await countUnread(base.sql, reader)).toBe(2);
    await fill(0);
    await base.sql`insert into notice (recipient_id, kind, subject, at) values (${reader}, 'behind', 'unseen', now())`;
    await markRead(
      base.sql,
      reader,
      form({ intent: 'read-all', upTo: String(newest?.seq) }),
      at('2026-03-03T00:00:00'),
    );
    expect(await countUnread(base.sql, reader)).toBe(1);
    expect(
      await application.why(markRead(base.sql, reader, form({ intent: 'x' }), at('2026-03-03T00:00:00'))),
    ).toBe('bad_shape');
  });

  it('what somebody was told is never changed, whoever writes', async () => {
    await fill(1);
    await expect(base.sql`update notice set facts = '{}'`).rejects.toThrow('stays as it was given');
    await base.sql`update notice set read_at = now()`;
    await expect(base.sql`update notice set read_at = null`).rejects.toThrow('stays as it was given');
  });
});

it('every kind has a sentence of one line and a place to go', () => {
  const facts: NoticeFacts = {
    ...{ classId: 'c', class: '春季一班', institution: '某学校', count: 3, day: '2026-07-27' },
    ...{ standing: 'rectifying', isPassed: true, caseId: 'k' },
  };
  for (const kind of noticeKinds) {
    const { zh, en } = sayNotice(kind, facts);
    expect(zh.length, zh).toBeLessThanOrEqual(36);
    expect(en).not.toBe('');
    expect(`${zh}${en}`).not.toMatch(/undefined|null/);
    expect(linkNotice(kind, facts)).toMatch(/^\//);
    expect(linkLearner(kind, facts)).toMatch(/^\//);
  }
  expect(linkLearner('class_approved', facts)).toBe('/');
});
