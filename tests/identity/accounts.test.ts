import { parseOptions } from '@node-rs/argon2';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learnerKey, person } from '../../db/schema/identity.ts';
import { createAccount } from '../../app/identity/create-account.server.ts';
import { showIdNumber } from '../../app/identity/show-id-number.server.ts';
import { seal, unseal } from '../../app/platform/seal.server.ts';
import { newPhone, openTown, type Town } from './open-town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const rowOf = async (personId: string) => {
  const [row] = await town.db.select().from(person).where(eq(person.id, personId));
  if (!row) throw new Error('no such person');
  return row;
};

describe('creating an account', () => {
  it('keeps the ID number sealed, the digest keyed, the secrets as argon2id of 19 MiB', async () => {
    const idNumber = '11010519491231002X';
    const { personId } = await town.enter({ idNumber, firstSignInCode: 'code-4711-x' });
    const row = await rowOf(personId);
    const everything = Object.values(row).map((v) => (Buffer.isBuffer(v) ? v.toString('latin1') : String(v)));
    for (const secret of [idNumber, 'long enough', 'code-4711-x'])
      expect(everything.some((value) => value.includes(secret))).toBe(false);
    for (const hash of [row.passwordHash, row.firstSignInCodeHash])
      expect(parseOptions(hash ?? '')).toMatchObject({
        algorithm: 2,
        memoryCost: 19_456,
        timeCost: 2,
        parallelism: 1,
      });
    expect(await showIdNumber(town.db, town.masterKey, personId)).toBe('110105********002X');
  });

  it('gives every learner a key of their own, and nobody else', async () => {
    const learners = [await town.enter(), await town.enter()];
    const clerk = await town.enter({}, 'clerk');
    const keys = await Promise.all(
      learners.map(async ({ personId }) => {
        const [row] = await town.db.select().from(learnerKey).where(eq(learnerKey.learnerId, personId));
        return unseal(town.masterKey, `learner-key:${personId}`, row?.wrappedKey ?? Buffer.alloc(0));
      }),
    );
    expect(keys.map((key) => key.length)).toEqual([32, 32]);
    expect(keys[0]?.equals(keys[1] ?? Buffer.alloc(0))).toBe(false);
    expect(await town.db.select().from(learnerKey).where(eq(learnerKey.learnerId, clerk.personId))).toEqual(
      [],
    );
  });

  it('enters one person once, however the number is written, and writes nothing when it refuses', async () => {
    await town.enter({ idNumber: '34052419800101001X' });
    const before = await town.db.$count(person);
    const keysBefore = await town.db.$count(learnerKey);
    await expect(town.enter({ idNumber: '340524 19800101 001x' })).rejects.toMatchObject({
      fault: 'id_number_taken',
    });
    await expect(town.enter({ phone: '12345' })).rejects.toMatchObject({ fault: 'phone_wrong' });
    await expect(town.enter({ idNumber: '340524198001010019' })).rejects.toMatchObject({
      fault: 'id_number_check_digit',
    });
    expect(await town.db.$count(person)).toBe(before);
    expect(await town.db.$count(learnerKey)).toBe(keysBefore);
  });

  it('lets one of ten simultaneous entries of one staff number through', async () => {
    const phone = newPhone();
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () => town.enter({ phone }, 'teacher')),
    );
    expect(tries.filter((t) => t.status === 'fulfilled')).toHaveLength(1);
  });

  it('works inside a transaction of the caller and disappears with it', async () => {
    const phone = newPhone();
    const undone = town.db.transaction(async (tx) => {
      await createAccount(tx, town.masterKey, {
        institutionId: town.school.id,
        role: 'learner',
        name: '学员',
        phone,
      });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await town.db.select().from(person).where(eq(person.phone, phone))).toEqual([]);
  });
});

describe('sealed values', () => {
  it('cannot be moved to another person', async () => {
    const one = await town.enter({ idNumber: '440524188001010014' });
    const other = await town.enter();
    const { idNumberSealed } = await rowOf(one.personId);
    await town.db.update(person).set({ idNumberSealed }).where(eq(person.id, other.personId));
    await expect(showIdNumber(town.db, town.masterKey, other.personId)).rejects.toThrow();
  });

  it('open unchanged, and break when any byte, the key or the purpose differs', () => {
    const tampered = fc.record({
      plain: fc.uint8Array({ maxLength: 200 }).map((b) => Buffer.from(b)),
      key: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((b) => Buffer.from(b)),
      purpose: fc.string({ minLength: 1, maxLength: 30 }),
      at: fc.nat(),
      bit: fc.integer({ min: 0, max: 7 }),
    });
    const holds = ({
      plain,
      key,
      purpose,
      at,
      bit,
    }: {
      plain: Buffer;
      key: Buffer;
      purpose: string;
      at: number;
      bit: number;
    }) => {
      const sealed = seal(key, purpose, plain);
      expect(unseal(key, purpose, sealed).equals(plain)).toBe(true);
      const flip = (bytes: Buffer, i: number) => {
        const copy = Buffer.from(bytes);
        copy[i] = (copy[i] ?? 0) ^ (1 << bit);
        return copy;
      };
      expect(() => unseal(key, purpose, flip(sealed, at % sealed.length))).toThrow();
      expect(() => unseal(flip(key, at % 32), purpose, sealed)).toThrow();
      expect(() => unseal(key, `${purpose}x`, sealed)).toThrow();
      expect(() => unseal(key, purpose, sealed.subarray(0, at % sealed.length))).toThrow();
    };
    fc.assert(fc.property(tampered, holds), { numRuns: 2_000 });
  });
});
