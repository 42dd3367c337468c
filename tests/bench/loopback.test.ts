import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readTarget } from '../../bench/loopback.ts';

const elsewhere = [
  'http://203.0.113.9:80',
  'http://10.0.0.1:8080',
  'http://0.0.0.0:8080',
  'http://[::]:8080',
  'http://localhost:8080',
  'http://127.0.0.1.example.org:8080',
  'http://127.0.0.1:80@example.org:8080',
  'http://user@127.0.0.1:8080',
  'https://127.0.0.1:8443',
  'http://127.0.0.1',
  '127.0.0.1:8080',
  '',
];

describe('the load generator works on this machine only', () => {
  it('takes loopback addresses', () => {
    expect(readTarget('http://127.0.0.1:8080')).toEqual({ host: '127.0.0.1', port: 8080 });
    expect(readTarget('http://[::1]:8080')).toEqual({ host: '::1', port: 8080 });
  });

  it.each(elsewhere)('refuses %s', (address) => {
    expect(() => readTarget(address)).toThrow('works on this machine only');
  });

  it('ends at once when it is started against another address', () => {
    const args = ['--import', 'tsx', 'bench/generator.ts', 'beats', 'http://203.0.113.9:80'];
    const run = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('works on this machine only');
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
  });
});
