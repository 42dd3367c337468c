import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeClass, enterReference } from '../../app/training/application/close-class.server.ts';
import { inspectClass } from '../../app/training/application/inspect-class.server.ts';
import { readInstitutions, setStanding } from '../../app/training/application/set-standing.server.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import {
  apply,
  bureau,
  clerk,
  complete,
  decide,
  now,
  otherBureau,
  readState,
  shortHours,
  why,
} from './open-application.ts';

// Standing of institutions, and what happens to a class once it runs (P022, P025, P044, P048, P057, P060).

let base: TestDatabase;
beforeAll(async () => {
  base = await openTestDatabase();
  await shortHours(base.sql);
});
afterAll(() => base?.close());

const later = (day: string) => ({ ...now, wallMs: Date.parse(`${day}T04:00:00Z`) });

describe('standing of the institution (P044, P057, P060)', () => {
  const set = (standing: 'normal' | 'rectifying' | 'barred', untilDay: string | null, by = bureau) =>
    setStanding(base.sql, by, fixtures.institutionId, { standing, untilDay, reason: '检查发现问题' }, now);

  it('stops handing in and approving, from the moment it is set until it is lifted', async () => {
    const { sql } = base;
    const [waiting, fresh] = [await complete(base, 70), await complete(base, 75)];
    await apply(sql, waiting);
    expect(await why(set('rectifying', '2026-02-28'))).toBe('standing_short');
    await set('rectifying', '2026-03-01');
    expect(await why(decide(sql, waiting, { decision: 'approve' }))).toBe('application_open');
    expect(await why(apply(sql, fresh))).toBe('application_open');
    expect(await readInstitutions(sql, bureau, now)).toMatchObject([
      { id: fixtures.institutionId, standing: 'rectifying', untilDay: '2026-03-01', reason: '检查发现问题' },
    ]);
    await set('normal', null);
    await decide(sql, waiting, { decision: 'approve' });
    await apply(sql, fresh);
    expect(await readInstitutions(sql, bureau, now)).toMatchObject([{ standing: 'normal' }]);
  });

  it('is set by the bureau of its area alone, lifted by none below it, and never rewritten', async () => {
    const { sql } = base;
    expect(await why(set('barred', null, otherBureau))).toBe('not_found');
    expect(await why(set('barred', null, clerk))).toBe('forbidden');
    const [province] = await sql<{ id: string }[]>`
      insert into institution (name, phone, place_code, kind) values ('省厅', '0', '410000', 'bureau') returning id`;
    const [person] = await sql<{ id: string }[]>`
      insert into person (institution_id, role, name, phone, password_hash)
      values (${province?.id ?? ''}, 'bureau', '省审批', '13900000088', 'x') returning id`;
    const above = sessionOf(person?.id ?? '', 'bureau', province?.id);
    await set('barred', '2026-02-01', above);
    expect(await why(set('normal', null))).toBe('standing_above');
    await set('normal', null, above);
    await set('normal', null);
    expect(await why(sql`update institution_standing set standing = 'normal'`.execute())).toBe('23001');
  });
});

describe('a running class (P022, P025, P048)', () => {
  it('is inspected by its bureau and inspectors, and closed only after that and after its last day', async () => {
    const { sql } = base;
    const group = await complete(base, 100);
    const look = {
      inspectedOn: '2026-03-10',
      manner: 'remote',
      headcount: 2,
      findings: '在位 2 人,正常上课',
    } as const;
    await apply(sql, group);
    expect(await why(inspectClass(sql, bureau, group, look, later('2026-03-10')))).toBe('class_step');
    expect(await why(enterReference(sql, clerk, group, 'HN-1', now))).toBe('class_step');
    await decide(sql, group, { decision: 'approve' });
    await enterReference(sql, clerk, group, 'HN-1', now);
    expect(await why(enterReference(sql, bureau, group, 'HN-2', now))).toBe('forbidden');
    expect(await why(closeClass(sql, clerk, group, later('2026-06-30')))).toBe('class_running');
    expect(await why(closeClass(sql, clerk, group, later('2026-07-01')))).toBe('inspection_missing');
    const early = { ...look, inspectedOn: '2026-02-28' };
    expect(await why(inspectClass(sql, bureau, group, early, later('2026-03-10')))).toBe('bad_shape');
    expect(await why(inspectClass(sql, bureau, group, look, later('2026-03-09')))).toBe('bad_shape');
    expect(await why(inspectClass(sql, clerk, group, look, later('2026-03-10')))).toBe('forbidden');
    expect(await why(inspectClass(sql, otherBureau, group, look, later('2026-03-10')))).toBe('not_found');
    await inspectClass(sql, bureau, group, look, later('2026-03-10'));
    const told = await sql`
      select distinct p.role from notice n join person p on p.id = n.recipient_id
      where n.kind = 'class_inspected' and n.facts ->> 'classId' = ${group} order by 1`;
    expect(told).toEqual([{ role: 'clerk' }, { role: 'head' }]);
    expect(await why(sql`update inspection set headcount = 80`.execute())).toBe('23001');
    expect(await why(closeClass(sql, bureau, group, later('2026-07-01')))).toBe('forbidden');
    await closeClass(sql, clerk, group, later('2026-07-01'));
    await closeClass(sql, clerk, group, later('2026-07-01'));
    expect(await readState(sql, group)).toEqual({
      ...{ state: 'closed', approved: true },
      steps: ['apply', 'approve', 'reference', 'close'],
    });
  });
});
