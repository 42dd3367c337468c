import { describe, expect, it } from 'vitest';
import { mayManage, type Post } from '../../app/identity/staff/may-manage.ts';
import { institutionKinds, roles } from '../../db/schema/identity.ts';

// Nobody invites, suspends or resets above or outside of themselves.

const post = (role: Post['role'], kind: Post['kind'], institutionId = 'a', placeCode = '410102'): Post => ({
  ...{ role, kind, institutionId, placeCode },
});
const head = post('head', 'school');
const bureau = post('bureau', 'bureau', 'b', '410100');
const office = post('reviewer', 'office', 'o', '410000');

it('each looks after exactly these', () => {
  const of = (actor: Post) =>
    roles.flatMap((role) =>
      institutionKinds.flatMap((kind) =>
        ['a', 'b', 'o', 'x'].flatMap((id) =>
          mayManage(actor, post(role, kind, id)) ? [`${role} ${kind} ${id}`] : [],
        ),
      ),
    );
  const everywhere = (name: string) => ['a', 'b', 'o', 'x'].map((id) => `${name} ${id}`);
  expect(of(head)).toEqual([
    ...['clerk school a', 'teacher school a', 'author school a', 'author platform a', 'operator platform a'],
  ]);
  expect(of(bureau)).toEqual(everywhere('head school'));
  expect(of(office)).toEqual([
    ...[...everywhere('head school'), ...everywhere('bureau bureau')],
    ...['inspector office o', 'auditor office o'],
  ]);
  for (const role of roles)
    if (!['head', 'bureau', 'reviewer'].includes(role))
      for (const kind of institutionKinds) expect(of(post(role, kind))).toEqual([]);
});

describe('the area ends where it ends', () => {
  it.each([
    [bureau, '410100', true],
    [bureau, '410199', true],
    [bureau, '410200', false],
    [bureau, '420100', false],
    [bureau, '410000', false],
    [office, '411800', true],
    [office, '420000', false],
    [post('bureau', 'bureau', 'b', '410102'), '410102', true],
    [post('bureau', 'bureau', 'b', '410102'), '410103', false],
    // An account of the role that sits in no such house has no area.
    [post('bureau', 'school', 'b', '410100'), '410100', false],
    [post('reviewer', 'school', 'b', '410000'), '410100', false],
  ])('%o, %s: %s', (actor, placeCode, may) => {
    expect(mayManage(actor, post('head', 'school', 'x', placeCode))).toBe(may);
  });
});
