import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { packTemplate, unpackTemplate } from '../../app/identity/pack-template.server.ts';
import { unwrapKey, wrapNewKey } from '../../app/identity/learner-key.server.ts';
import { openKms } from '../../app/platform/kms.server.ts';
import { makeFaceTemplate } from './make-template.ts';

// The key that wraps learners' keys stands behind two calls; what it wraps belongs to one learner.

it('a wrapped key opens for its learner and under its wrapping key only', async () => {
  const [masterKey, learner] = [randomBytes(32), randomUUID()];
  const wrapped = await wrapNewKey(masterKey, learner);
  const key = await unwrapKey(masterKey, learner, wrapped);
  expect(key).toHaveLength(32);
  expect(wrapped.includes(key)).toBe(false);
  expect(await unwrapKey(masterKey, learner, wrapped)).toEqual(key);
  await expect(unwrapKey(masterKey, randomUUID(), wrapped)).rejects.toThrow();
  await expect(unwrapKey(randomBytes(32), learner, wrapped)).rejects.toThrow();
  const changed = Buffer.from(wrapped);
  changed[40] = (changed[40] ?? 0) ^ 1;
  await expect(unwrapKey(masterKey, learner, changed)).rejects.toThrow();
});

it('every learner gets another key, and every wrapping looks different', async () => {
  const kms = openKms(randomBytes(32));
  const key = randomBytes(32);
  const wrappings = await Promise.all(Array.from({ length: 50 }, () => kms.wrap('a', key)));
  expect(new Set(wrappings.map((one) => one.toString('hex'))).size).toBe(50);
  const masterKey = randomBytes(32);
  const learner = randomUUID();
  const keys = await Promise.all(
    Array.from({ length: 50 }, async () =>
      unwrapKey(masterKey, learner, await wrapNewKey(masterKey, learner)),
    ),
  );
  expect(new Set(keys.map((one) => one.toString('hex'))).size).toBe(50);
});

it('a template is the same to the last bit after packing, in a quarter of the bytes', () => {
  const template = makeFaceTemplate(3);
  const packed = packTemplate(template);
  expect(unpackTemplate(packed)).toEqual(template);
  expect(packed.length * 3).toBeLessThan(JSON.stringify(template).length);
});
