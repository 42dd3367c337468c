import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../app/identity/read-session.server.ts';
import { Refusal } from '../../app/platform/refusal.ts';
import { exportBoard } from '../../app/reporting/export-board.server.ts';
import { arrangeBoard, countBoard, readBoardView } from '../../app/training/board/arrange-board.ts';
import { readBoard } from '../../app/training/board/read-board.server.ts';
import { readClassLearner } from '../../app/training/board/read-class-learner.server.ts';
import { mayOwn, requireOwnClass } from '../../app/training/own-class.server.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { proveSome } from './prove-some.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { pastGuards } from '../harness/past-guards.ts';

// The board tells what the ledger holds, to those whom the class concerns and to nobody else (H10, I7).

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

const session = (personId: string, role: Session['role'], institutionId: string): Session => ({
  ...{ personId, role, institutionId, mustSetPassword: false, tokenHash: Buffer.alloc(32) },
});
const { clerk, teacher, author, reviewer, inspector, bureau, otherBureau, other, institutionId } = fixtures;
const people = {
  clerk: session(clerk.id, 'clerk', institutionId),
  otherClerk: session(other.clerk.id, 'clerk', other.institutionId),
  teacher: session(teacher.id, 'teacher', institutionId),
  bureau: session(bureau.id, 'bureau', bureau.institutionId),
  otherBureau: session(otherBureau.id, 'bureau', otherBureau.institutionId),
  inspector: session(inspector.id, 'inspector', institutionId),
  author: session(author.id, 'author', institutionId),
  reviewer: session(reviewer.id, 'reviewer', institutionId),
  learner: session(fixtureLearner(1).id, 'learner', institutionId),
};

describe('whom a class concerns', () => {
  const sees = async (one: Session, classId: string) =>
    requireOwnClass(database.sql, one, classId).then(
      () => true,
      (error: unknown) => {
        expect(error).toBeInstanceOf(Refusal);
        return (error as Refusal).code;
      },
    );

  it('its clerks, its bureau and inspectors; a teacher once she is its teacher; nobody else', async () => {
    for (const [who, one] of Object.entries(people)) {
      const may = ['clerk', 'bureau', 'inspector'].includes(who);
      expect([who, await sees(one, fixtures.classId)]).toEqual([who, may || 'not_found']);
    }
    expect(await sees(people.otherClerk, other.classId)).toBe(true);
    expect(await sees(people.otherBureau, other.classId)).toBe(true);
    await database.sql`insert into class_teacher values (${fixtures.classId}, ${teacher.id})`;
    expect(await sees(people.teacher, fixtures.classId)).toBe(true);
    expect(await sees(people.teacher, other.classId)).toBe('not_found');
  });

  it('a draft is no bureau’s matter, and what is no id is no class', async () => {
    const { sql } = database;
    const approvedAt = new Date('2020-01-01');
    const put = (state: string, at: Date | null) =>
      pastGuards(
        sql,
        (tx) =>
          tx`update training_class set state = ${state}, approved_at = ${at} where id = ${other.classId}`,
      );
    await put('draft', null);
    expect(await sees(people.otherBureau, other.classId)).toBe('not_found');
    await put('approved', approvedAt);
    expect(await sees(people.inspector, `${fixtures.classId}' or true --`)).toBe('not_found');
    expect(await sees(people.inspector, randomUUID())).toBe('not_found');
  });

  it('the county of a city is its bureau’s, the city is not the county’s', async () => {
    const { sql } = database;
    const seen = async (place: string) => {
      await sql`update institution set place_code = ${place} where id = ${bureau.institutionId}`;
      return (
        await sql`select 1 from training_class c where c.id = ${fixtures.classId} and ${mayOwn(sql, people.bureau)}`
      ).length;
    };
    expect([await seen('410000'), await seen('410102'), await seen('420000'), await seen('410100')]).toEqual([
      1, 0, 0, 1,
    ]);
  });
});

describe('the board', () => {
  const nowMs = Date.now();
  const read = async () => {
    const own = await requireOwnClass(database.sql, people.clerk, fixtures.classId);
    return { own, rows: await readBoard(database.sql, own, nowMs) };
  };

  it('holds everybody of the class, and what the ledger says of each', async () => {
    const { sql } = database;
    const { id, enrolmentId } = fixtureLearner(2);
    await proveSome(sql, id, enrolmentId, 61_000);
    await sql`insert into face_case (learner_id, institution_id, kind, subject_kind, subject_id, opened_at)
      values (${id}, ${institutionId}, 'three_tries', 'challenge', ${randomUUID()}, now())`;
    const { rows } = await read();
    expect(rows).toHaveLength(fixtures.learners.length);
    const row = rows.find((one) => one.enrolmentId === enrolmentId);
    expect(row).toMatchObject({ creditedMs: 61_000, state: 'stuck', holdUp: 'needs_person', lessons: 2 });
    expect(JSON.stringify(rows)).not.toContain(fixtureLearner(2).phone);
    expect(countBoard(rows)).toContainEqual({ state: 'stuck', count: 1 });
  });

  it('counts a lesson that she completed in an earlier class, as the order of lessons does', async () => {
    const { id } = fixtureLearner(5);
    await proveSome(database.sql, id, randomUUID(), 30_000, true);
    const { rows } = await read();
    const row = rows.find(({ learnerId }) => learnerId === id);
    expect(row).toMatchObject({ completedLessons: 1, creditedMs: 30_000 });
  });

  it('is found by name or the end of a number, shown by state, and sorted with the stuck ones first', async () => {
    const { rows } = await read();
    const view = (query: string) => arrangeBoard(rows, readBoardView(new URLSearchParams(query)));
    expect(view('')[0]?.state).toBe('stuck');
    expect(view('show=stuck')).toHaveLength(1);
    expect(view(`find=${encodeURIComponent(fixtureLearner(12).name)}`).map(({ name }) => name)).toEqual([
      '学员12',
    ]);
    expect(view('find=0007').map(({ name }) => name)).toEqual(['学员7']);
    expect(view('show=nonsense&sort=nonsense')).toHaveLength(rows.length);
    expect(view('sort=credited').at(-1)?.creditedMs).toBe(61_000);
  });

  it('opens nobody of another class', async () => {
    const { own } = await read();
    const open = (enrolmentId: string) => readClassLearner(database.sql, own, enrolmentId, nowMs);
    expect((await open(fixtureLearner(2).enrolmentId)).name).toBe(fixtureLearner(2).name);
    await expect(open(other.learner.enrolmentId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(open('no id')).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('goes out as a workbook: what the board says, masked, and a name that looks like a formula stays a name', async () => {
  const { sql } = database;
  await sql`update person set name = '=1+1' where id = ${fixtureLearner(3).id}`;
  const own = await requireOwnClass(sql, people.clerk, fixtures.classId);
  const file = await exportBoard(sql, own, 'zh', Date.now());
  const sheets = await readXlsx(file);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['学员', '每课', '每课时']);
  const [everybody, lessons] = sheets.map(({ data }) => data);
  expect(everybody?.[0]?.slice(0, 4)).toEqual(['学员', '手机号', '状态', '原因']);
  expect(everybody).toHaveLength(fixtures.learners.length + 1);
  const row = everybody?.find(([name]) => name === fixtureLearner(2).name);
  expect(row?.slice(1, 5)).toEqual(['139****0002', '卡住了', '照相几次没通过,要当面看一下。', 1]);
  expect(everybody?.some(([name]) => name === '=1+1')).toBe(true);
  expect(lessons).toHaveLength(2 * fixtures.learners.length + 1);
  expect(strFromU8(concat(unzipSync(new Uint8Array(file)))).includes('<f>')).toBe(false);
});

function concat(parts: Record<string, Uint8Array>): Uint8Array {
  return Buffer.concat(Object.values(parts));
}
