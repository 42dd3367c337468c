import type { RuleProfileParameters } from '../../app/training/rule-profile.ts';
import type { Sql } from '../../db/client.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openTestDatabase } from '../harness/open-test-database.ts';
import { signIn } from '../harness/sign-in.ts';
import { startServer } from '../harness/start-server.ts';
import { Attacker } from './attacker.ts';

/** Lets a lesson of one minute ask often; nothing else differs from a class of Henan. */
export const briskProfile: Partial<RuleProfileParameters> = {
  popup_min_gap_s: 5,
  popup_max_gap_s: 20,
  class_hour_min_s: 60,
};

/** Changes the rules of the fixture classes, as an institution may before a lesson is opened. */
export async function setProfile(sql: Sql, changes: Partial<RuleProfileParameters>): Promise<void> {
  await sql`update rule_profile set parameters = parameters || ${sql.json(changes)}`;
}

/** The right answer of an open control, as only the database knows it. */
export async function readRightAnswer(sql: Sql, controlId: string): Promise<string> {
  const [row] = await sql<
    { answer: string }[]
  >`select right_answer as answer from control where id = ${controlId}`;
  if (!row) throw new Error(`there is no control ${controlId}`);
  return row.answer;
}

/** A database and a server of its own, with ready fixture lessons. */
export async function openSchool(profile: Partial<RuleProfileParameters> = briskProfile) {
  const database = await openTestDatabase();
  const { sql, db } = database;
  await setProfile(sql, profile);
  const server = await startServer({ databaseUrl: database.databaseUrl });
  return {
    database,
    sql,
    server,
    /** Signs the learner with this place in the fixtures in; a second call is a second device. */
    async enter(place: number, url = server.url): Promise<Attacker> {
      const learner = fixtureLearner(place);
      return new Attacker(url, await signIn(db, learner.phone), learner);
    },
    /** Answers controls rightly: what an honest learner does. */
    solve: (controlId: string) => readRightAnswer(sql, controlId),
    async close(): Promise<void> {
      await server.stop();
      await database.close();
    },
  };
}

export type School = Awaited<ReturnType<typeof openSchool>>;
