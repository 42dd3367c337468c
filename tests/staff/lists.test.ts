import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteStaff } from '../../app/identity/staff/invite-staff.server.ts';
import { readPost } from '../../app/identity/staff/read-post.server.ts';
import { readInvitations, readOffers, readStaff } from '../../app/identity/staff/read-staff.server.ts';
import { fixtures } from '../harness/fixtures.ts';
import { heads, office, openStaff } from './open-staff.ts';

let staff: Awaited<ReturnType<typeof openStaff>>;
beforeAll(async () => {
  staff = await openStaff();
  const invited = { role: 'clerk', name: '新同事', phone: '13700009901' } as const;
  await inviteStaff(staff.house, heads.own, invited, Date.now());
});
afterAll(() => staff?.close());

describe('the lists', () => {
  it('hold whom one looks after, and nobody else', async () => {
    const { sql } = staff;
    const phones = async (personId: string) => {
      const actor = await readPost(sql, personId);
      const people = await readStaff(sql, actor, { q: '', after: null });
      const offers = await readOffers(sql, actor, '');
      const invitations = await readInvitations(sql, actor, Date.now());
      return { people, offers, invitations };
    };
    const own = await phones(fixtures.head.id);
    expect(new Set(own.people.map(({ role }) => role))).toEqual(new Set(['clerk', 'teacher', 'author']));
    expect(own.people.map(({ institution }) => institution)).not.toContain('外校机构');
    expect(own.offers.map(({ role }) => role).sort()).toEqual(['author', 'clerk', 'teacher']);
    expect(own.invitations.map(({ institution }) => institution)).toEqual(['测试机构']);
    const bureau = await phones(fixtures.bureau.id);
    expect(new Set(bureau.people.map(({ role, institution }) => `${role} ${institution}`))).toEqual(
      new Set(['head 测试机构']),
    );
    const above = await phones(office.reviewer.id);
    const roles = new Set(above.people.map(({ role }) => role));
    expect(roles).toEqual(new Set(['head', 'bureau']));
    // A reviewer that sits in no office looks after nobody; neither does a clerk.
    for (const id of [fixtures.reviewer.id, fixtures.clerk.id])
      expect(await phones(id)).toEqual({ people: [], offers: [], invitations: [] });
  });

  it('go on where the last page ended', async () => {
    const { sql } = staff;
    const actor = await readPost(sql, office.reviewer.id);
    await sql`insert into person (institution_id, role, name, phone)
      select ${fixtures.institutionId}, 'head', '负责人' || n, (13800100000 + n)::text from generate_series(1, 60) n`;
    const first = await readStaff(sql, actor, { q: '', after: null });
    expect(first).toHaveLength(51);
    const last = first[49];
    const second = await readStaff(sql, actor, {
      q: '',
      after: last ? { id: last.id, name: last.name } : null,
    });
    expect(second[0]?.id).toBe(first[50]?.id);
    const ids = [...first.slice(0, 50), ...second].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
