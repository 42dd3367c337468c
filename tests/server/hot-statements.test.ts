import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSitters } from '../../app/study/sitters.server.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { Attacker } from '../cheats/attacker.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { readRightAnswer, setProfile } from '../cheats/open-school.ts';
import { provokePhotograph } from '../cheats/reach-control.ts';
import { upload } from '../cheats/upload-photograph.ts';
import { said } from '../face/enrol-learner.ts';
import { houseOf } from '../face/store-face.ts';
import { ask, finish, pathOf, sendFrame } from '../face/take-challenge.ts';
import { finishLessons, putQuestions, TestWindow } from '../final-test/sit-test.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { signIn } from '../harness/sign-in.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { openTap, type Tap } from './tap-statements.ts';

// docs/deploy/citus.md: the tables of study, presence and evidence are cut by learner, and no statement of a beat, a key, an
// answer, a photograph, a live check or a final test reads two learners' rows together.

let database: TestDatabase;
let tap: Tap;
let server: TestServer;
beforeAll(async () => {
  database = await openTestDatabase();
  await setProfile(database.sql, {
    ...{
      popup_min_gap_s: 5,
      popup_max_gap_s: 10,
      control_answer_s: 30,
      snapshot_answer_s: 180,
      class_hour_min_s: 600,
      final_test: { questions: 5, limit_s: 600, pass_pct: 60, tries: 2, retry_wait_s: 0, face_within_s: 300 },
    },
  });
  tap = await openTap(database.databaseUrl);
  server = await startServer({ databaseUrl: tap.databaseUrl });
});
afterAll(async () => {
  await server?.stop();
  tap?.close();
  await database?.close();
});

type Plan = { [name: string]: unknown; Plans?: Plan[] };
const conditions = ['Index Cond', 'Recheck Cond', 'Filter', 'Hash Cond', 'Merge Cond', 'Join Filter'];
const conditionsOf = (plan: Plan) =>
  conditions.flatMap((name) => (typeof plan[name] === 'string' ? [plan[name]] : []));

/** Scans of these tables that are bound to a learner neither by themselves nor by a join above them. */
function findLoose(plan: Plan, tables: Set<string>, above: string[] = []): string[] {
  const own = conditionsOf(plan);
  const joined = [...own, ...above];
  const loose = (plan.Plans ?? []).flatMap((one) => findLoose(one, tables, joined));
  const table = plan['Relation Name'];
  if (typeof table !== 'string' || !tables.has(table) || plan['Operation'] !== undefined) return loose;
  const alias = String(plan['Alias'] ?? table);
  const byItself = own.some((condition) => /(^|[( .])learner_id = /.test(condition));
  const byJoin = above.some((condition) =>
    new RegExp(`\\b${alias}\\.learner_id = |= ${alias}\\.learner_id\\b`).test(condition),
  );
  return byItself || byJoin ? loose : [...loose, `${table} ${alias}: ${own.join(' and ') || 'no condition'}`];
}

/** The plan that serves every learner, with the parameters' types as the statement itself has them. */
async function explain(statement: string, types: number[] = []): Promise<Plan> {
  const connection = await database.sql.reserve();
  try {
    await connection.unsafe('set plan_cache_mode = force_generic_plan');
    const [said] = await connection<{ names: string }[]>`
      select string_agg(case when oid = 0 then 'unknown' else format_type(oid, null) end, ', ' order by place) as names
      from unnest(${types}::oid[]) with ordinality t(oid, place)`;
    await connection.unsafe(`prepare asked ${said?.names ? `(${said.names})` : ''} as ${statement}`);
    const [known] = await connection<{ n: number }[]>`
      select coalesce(cardinality(parameter_types), 0) as n from pg_prepared_statements where name = 'asked'`;
    const nulls = Array.from({ length: known?.n ?? 0 }, () => 'null').join(', ');
    const rows = await connection.unsafe(`explain (format json) execute asked${nulls && `(${nulls})`}`);
    await connection.unsafe('deallocate asked');
    return (rows[0] as unknown as { 'QUERY PLAN': { Plan: Plan }[] })['QUERY PLAN'][0]?.Plan ?? {};
  } finally {
    connection.release();
  }
}

/** Tables that are cut by learner. */
async function cutTables(): Promise<Set<string>> {
  const rows = await database.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'learner_id'`;
  // Few rows, asked by class as well: they stay whole on every node, with people and classes.
  return new Set(
    rows.map(({ name }) => name).filter((name) => !['enrolment', 'survey_ballot'].includes(name)),
  );
}

/** Statements like these were heard since the tap was cleared, and none of all reads two learners' rows together. */
async function expectBound(words: RegExp[]): Promise<void> {
  const tables = await cutTables();
  const heard = [...tap.statements.keys()].filter((one) =>
    /^(select|insert|update|delete|with)\b/i.test(one),
  );
  const touched = heard.filter((one) => [...tables].some((table) => new RegExp(`\\b${table}\\b`).test(one)));
  for (const word of words)
    expect(
      touched.some((one) => word.test(one)),
      String(word),
    ).toBe(true);
  const loose: string[] = [];
  for (const statement of touched)
    for (const scan of findLoose(await explain(statement, tap.statements.get(statement)), tables))
      loose.push(`${scan}\n  ${statement.slice(0, 300)}`);
  expect(loose).toEqual([]);
}

/** The rows of the first table under a heading of the plan. */
async function readPlan(heading: string): Promise<string[][]> {
  const text = await readFile('docs/deploy/citus.md', 'utf8');
  const part = text.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '';
  const rows = part.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('the plan', () => {
  it('names every table of study, presence and evidence, and each leads its key with the learner', async () => {
    const planned = await readPlan('Cut by learner');
    const keys = await database.sql<{ name: string; isKey: boolean; columns: string[]; required: boolean }[]>`
      select t.relname as name, i.indisprimary as "isKey",
        array(select a.attname from unnest(i.indkey) with ordinality k(n, place)
          join pg_attribute a on a.attrelid = t.oid and a.attnum = k.n order by place)::text[] as columns,
        (select attnotnull from pg_attribute where attrelid = t.oid and attname = 'learner_id') as required
      from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
      where i.indisunique and n.nspname = 'public'
        and exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'learner_id')`;
    const names = new Set(keys.map(({ name }) => name));
    const whole = (await readPlan('Whole on every node')).flatMap(([names = '']) => names.split(', '));
    // Of classes, on the coordinator.
    whole.push('voucher', 'data_view');
    const missing = [...names].filter((name) => ![...planned.map(([one]) => one), ...whole].includes(name));
    expect(missing).toEqual([]);
    for (const [name = '', , change = ''] of planned) {
      const of = keys.filter((key) => key.name === name);
      expect(of.length, name).toBeGreaterThan(0);
      expect(
        of.every(({ required }) => required),
        name,
      ).toBe(true);
      const without = of.filter(({ columns }) => !columns.includes('learner_id'));
      // What has to change before it is cut is said in its row, and nothing else has to.
      expect(without.length > 0, `${name}: ${JSON.stringify(without)}`).toBe(change !== '—');
    }
  });
});

describe('the hot path', () => {
  it('a beat, a key, a playlist, an answer and a photograph never read two learners together', async () => {
    const learner = fixtureLearner(1);
    const window = new Attacker(server.url, await signIn(database.db, learner.phone), learner);
    const opened = await window.openLease();
    expect(opened.status, server.stderr.slice(-2).join('\n')).toBe(201);
    const other = new Attacker(
      server.url,
      await signIn(database.db, fixtureLearner(2).phone),
      fixtureLearner(2),
    );
    await other.openLease();
    tap.statements.clear();
    // Each connection says a statement once; new ones are asked for by asking at once.
    await sleep(1_050);
    await Promise.all([window.beat(1_000), other.beat(1_000)]);
    await Promise.all(
      ['master.m3u8', '240p.m3u8', 'keys/0', 'subtitles.vtt'].map((file) =>
        window.get(`/study/leases/${window.fence}/${file}`),
      ),
    );
    const { snapshot } = await provokePhotograph(window);
    const sent = await upload(window, snapshot?.id ?? '', await makePhotograph(3));
    expect(sent.status, sent.text).toBeLessThan(300);
    const next = (await window.beat(0)).body.control;
    if (next) await window.answer(next.id, await readRightAnswer(database.sql, next.id));

    await expectBound([
      /chain_head.*for update/s,
      /update lease/,
      /update lesson_progress/,
      /insert into evidence_event/,
      /snapshot/,
      /control/,
    ]);
  });

  it('nor does a live check', async () => {
    const learner = fixtureLearner(3);
    await giveConsent(houseOf(database), learner.id, said, readClock());
    const window = new Attacker(server.url, await signIn(database.db, learner.phone), learner);
    tap.statements.clear();
    const asked = await ask(window, { purpose: 'enrolment' });
    expect(asked.status, asked.text).toBe(201);
    const { id } = asked.body;
    for (const seq of [1, 2, 3]) {
      const sent = await sendFrame(window, asked.body, seq, await makePhotograph(40 + seq));
      expect(sent.status, sent.text).toBe(201);
    }
    expect((await window.post(`${pathOf(id)}/steps`, { step: 1 })).status).toBe(200);
    expect((await window.get(pathOf(id))).status).toBe(200);
    // It is over before its actions were done: that is judged, too.
    expect((await finish(window, id)).status).toBe(202);
    await expectBound([/insert into face_challenge/, /update face_challenge/, /face_frame/]);
  });

  it('nor does a final test', async () => {
    const learner = fixtureLearner(4);
    await putQuestions(database.sql);
    await finishLessons(database.sql, learner);
    const window = new Attacker(server.url, await signIn(database.db, learner.phone), learner);
    tap.statements.clear();
    const test = new TestWindow(window);
    const opened = await test.open();
    expect(opened.status, opened.text).toBe(201);
    await test.answerAll(database.sql, 3);
    const judged = await test.finish();
    expect(judged.status, judged.text).toBe(200);
    await expectBound([/insert into test_paper/, /update test_paper/]);
  });

  it('whoever sends other cookies beside ours is read once; nobody whose cookie is not ours is remembered', async () => {
    let asked = 0;
    const counted = new Proxy(database.sql, {
      apply(sql, self, args) {
        asked++;
        return Reflect.apply(sql, self, args) as unknown;
      },
    });
    const sitters = openSitters(counted, false);
    const cookie = await signIn(database.db, fixtureLearner(3).phone);
    const sitter = await sitters.of(cookie);
    expect([sitter.learnerId, asked]).toEqual([fixtureLearner(3).id, 1]);
    for (const header of [`a=1; ${cookie}`, `${cookie}; a=2`, `b=${'x'.repeat(9_000)};${cookie};c=`, cookie])
      expect(await sitters.of(header)).toBe(sitter);
    expect(asked).toBe(1);
    sitters.forget(`a=3; ${cookie}`);
    expect(await sitters.of(cookie)).toEqual(sitter);
    expect(asked).toBe(2);
    const planted = `${cookie}; zhenxue_session=${'A'.repeat(43)}`;
    for (const header of [null, '', 'a=1', planted])
      await expect((async () => sitters.of(header))()).rejects.toMatchObject({ code: 'signed_out' });
    expect(asked).toBe(2);
  });

  it('and a statement that does is found', async () => {
    const tables = await cutTables();
    const find = async (statement: string) => findLoose(await explain(statement), tables);
    expect(await find('select * from lease where window_id = $1')).toHaveLength(1);
    expect(
      await find('select * from lease a join lease b on a.window_id = b.window_id where a.learner_id = $1'),
    ).toHaveLength(1);
    expect(await find('select count(*) from evidence_event')).toHaveLength(1);
    expect(
      await find(
        'select * from lease a join control c on c.learner_id = a.learner_id where a.learner_id = $1',
      ),
    ).toEqual([]);
  });
});
