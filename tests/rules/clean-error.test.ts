import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanError, cleanText } from '../../app/platform/watch/clean-error.ts';
import { nameRequest } from '../../app/platform/watch/name-request.ts';
import { openSampler } from '../../app/platform/watch/sample-lines.ts';

const han = fc.string({
  unit: fc.integer({ min: 0x4e00, max: 0x9fff }).map((n) => String.fromCharCode(n)),
  minLength: 1,
  maxLength: 4,
});
const digits = (n: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map((d) => d.join(''));
const phone = digits(9).map((rest) => `13${rest}`);
const idNumber = digits(17).map((rest) => `${rest}X`);

describe('what the log keeps of an error', () => {
  it('is never a name, a telephone or an ID number, whatever sentence they stand in', () => {
    const sentence = fc.constantFrom(
      (v: string) => `invalid input syntax for type uuid: "${v}"`,
      (v: string) => `Key (phone)=(${v}) already exists`,
      (v: string) => `Failed query: select 1\nparams: ${v},4`,
      (v: string) => `no such person ${v} here`,
      (v: string) => `${v}`,
    );
    fc.assert(
      fc.property(sentence, han, phone, idNumber, (say, name, number, id) => {
        for (const secret of [name, number, id, `${name}${number}`, `${number} ${id}`]) {
          const kept = JSON.stringify(cleanError(new Error(say(secret), { cause: new Error(say(secret)) })));
          for (const one of [name, number, id]) if (kept.includes(one)) return false;
        }
        return true;
      }),
    );
  });

  it('is by which id it is found, unless it stands among what was sent', () => {
    fc.assert(
      fc.property(fc.uuid(), idNumber, (id, number) => {
        expect(cleanText(`content-key:${id} does not open for ${number}.`)).toBe(
          `content-key:${id} does not open for ….`,
        );
        expect(cleanText(`no "${id}" here`)).toBe('no … here');
      }),
    );
  });

  it('is what broke and where: words, code, places, and the cause with its own', () => {
    const cause = Object.assign(new Error('relation "person" does not exist'), {
      code: '42P01',
      table_name: 'person',
    });
    const kept = cleanError(new TypeError('Failed query: select x from person', { cause }));
    expect(kept).toMatchObject({
      name: 'TypeError',
      message: 'Failed query: select x from person',
      cause: { code: '42P01', table: 'person', message: 'relation … does not exist' },
    });
    expect(kept.at?.[0]).toContain('clean-error.test.ts');
    expect(cleanText('write EPIPE 127.0.0.1:5432')).not.toContain('127.0.0.1');
  });
});

it('a flood of one kind is one line in its time, with how many were left out', () => {
  const sample = openSampler(10_000);
  expect(sample('a', 0)).toEqual({ left: 0 });
  for (let i = 1; i < 50; i++) expect(sample('a', i)).toBeNull();
  expect(sample('b', 60)).toEqual({ left: 0 });
  expect(sample('a', 10_000)).toEqual({ left: 49 });
  expect(sample('a', 20_000)).toEqual({ left: 0 });
});

it.each([
  ['POST', '/study/beats', 'beat'],
  ['POST', '/study/leases', 'lease'],
  ['GET', '/study/leases/7/keys/3', 'key'],
  ['GET', '/study/leases/7/360p.m3u8', 'playlist'],
  ['POST', '/study/snapshots/9b2c', 'snapshot'],
  ['GET', '/media/x/240p/0.ts', 'segment'],
  ['GET', '/desk/person/13812345678', 'page'],
  ['GET', '/study/beats', 'study'],
])('%s %s is counted as %s', (method, path, kind) => {
  expect(nameRequest(method, path)).toBe(kind);
});
