import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { redrawBatch } from '../../app/training/subsidy/draw-batch.server.ts';
import { publishBatch } from '../../app/training/subsidy/move-batch.server.ts';
import { priceClass } from '../../app/training/subsidy/price-class.server.ts';
import { readPublicity } from '../../app/training/subsidy/read-publicity.server.ts';
import { bureau, inspector, otherBureau, why } from '../application/open-application.ts';
import { fixtures } from '../harness/fixtures.ts';
import { clerk } from '../roster/open-class.ts';
import { addGraduates, doorsOf, limitTo, sha } from './open-subsidy.ts';
import { base, second, third, fourth, group, july1, draw, see, sign, openStage } from './stage.ts';

// P040 is Beijing's clause: where no other limits what a person gets, its bureau types the amount and others sign for it.

openStage();

describe('where no clause limits what a person gets', () => {
  const price = (id: string, amountYuan: number, session = bureau, classId = group.classId) =>
    priceClass(base.sql, session, id, { classId, amountYuan }, july1);
  const publish = async (id: string) =>
    publishBatch(doorsOf(base), bureau, id, await sha(base.sql, bureau, id), july1);

  it('the bureau types it, class by class; nothing is signed or published before, and others sign after', async () => {
    await limitTo(base.sql, null);
    const id = await draw();
    expect((await see(id)).own).toMatchObject({ people: 3, unpriced: 3, yuan: 0 });
    expect(await why(sign(id, second))).toBe('subsidy_amount');
    expect(await why(publish(id))).toBe('subsidy_amount');
    for (const session of [otherBureau, clerk, inspector])
      expect(await why(price(id, 1500, session))).toMatch(/forbidden|not_found/);
    expect(await why(price(id, 1500, bureau, randomUUID()))).toBe('not_found');
    // Who has ceased to qualify hinders no amount; the list says so, and is computed anew.
    await base.sql`update assessment_result set certificate_number = certificate_number || 'X'
      where enrolment_id = ${group.enrolments[0] ?? ''}`;
    await price(id, 1500, second);
    expect((await see(id)).entries.filter(({ isStale }) => isStale)).toHaveLength(1);
    expect((await see(id)).own).toMatchObject({ unpriced: 0, yuan: 4500 });
    expect((await see(id)).amounts).toMatchObject([{ mostYuan: null, clause: null, amountYuan: 1500 }]);
    expect((await see(id)).steps.at(-1)).toMatchObject({
      step: 'draw',
      reason: expect.stringMatching(/1500/),
    });
    expect(await why(sign(id, second)), 'who typed it').toBe('subsidy_sign_own');
    await sign(id, third);
    // Typed once more: whoever signed before has signed for something else.
    await price(id, 1600);
    expect((await see(id)).own).toMatchObject({ signatures: 0, yuan: 4800 });
    await addGraduates(base, 1);
    await redrawBatch(doorsOf(base), bureau, id, july1);
    expect((await see(id)).own, 'what was typed stays, the new class waits').toMatchObject({
      ...{ people: 4, unpriced: 1, yuan: 4800 },
    });
    for (const { classId } of (await see(id)).amounts) await price(id, 1600, bureau, classId);
    await sign(id, third);
    await sign(id, fourth);
    expect(await why(publish(id))).toBe('done');
    expect(await why(price(id, 1))).toBe('subsidy_step');
    const seen = await readPublicity(base.sql, id, july1);
    expect([seen.hasNoMost, seen.people[0]?.amountYuan]).toEqual([true, 1600]);
  });

  it('the database holds it too; where a clause limits it, nothing is typed (P040)', async () => {
    const id = await draw();
    expect(await why(price(id, 800))).toBe('bad_shape');
    expect((await see(id)).amounts).toMatchObject([{ mostYuan: 900, amountYuan: 900 }]);
    const set = (yuan: number | null) =>
      base.sql`update subsidy_entry set amount_yuan = ${yuan} where batch_id = ${id}`;
    expect(await why(set(901))).toBe('subsidy_most');
    expect(await why(base.sql`update subsidy_entry set name = '王' where batch_id = ${id}`)).toBe(
      'subsidy_fixed',
    );
    expect(await why(set(null))).toBe('done');
    const content = await sha(base.sql, bureau, id);
    for (const { personId } of [second, third])
      await base.sql`insert into subsidy_signature (batch_id, signed_by, signed_name, content_sha256, signed_at)
        values (${id}, ${personId}, '某某', ${content}, now())`;
    const publishBy = () =>
      base.sql`update subsidy_batch set state = 'published', from_day = '2031-07-01', until_day = '2031-07-06' where id = ${id}`;
    expect(await why(publishBy())).toBe('subsidy_amount');
  });

  it('what stood at 900 without a clause waits for an amount; a list that is published, and Beijing’s, stay', async () => {
    const id = await draw();
    const migrate = async () => {
      const text = readFileSync('db/migrations/0022_subsidy_amount.sql', 'utf8');
      for (const statement of text.split('--> statement-breakpoint').slice(-2))
        await base.sql.unsafe(statement);
    };
    await base.sql`update rule_profile set parameters = jsonb_set(parameters, '{basis,subsidy_max_yuan}', '"P040"')
      where id = ${fixtures.ruleProfileId}`;
    await migrate();
    expect((await see(id)).own).toMatchObject({ unpriced: 0, yuan: 2700 });
    await base.sql`update rule_profile set parameters = parameters #- '{basis,subsidy_max_yuan}'
      where id = ${fixtures.ruleProfileId}`;
    await migrate();
    expect((await see(id)).own).toMatchObject({ unpriced: 3, yuan: 0 });
    expect((await see(id)).amounts).toMatchObject([{ mostYuan: null }]);
    const [past] = await base.sql<{ n: number }[]>`
      select count(*)::int as n from subsidy_entry s join subsidy_batch b on b.id = s.batch_id
      where b.state = 'published' and s.amount_yuan is null`;
    expect(past?.n).toBe(0);
  });
});
