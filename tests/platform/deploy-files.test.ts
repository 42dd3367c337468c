import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMetricsPort } from '../../app/platform/watch/serve-metrics.server.ts';
import { readLogLevel } from '../../app/platform/watch/log.server.ts';
import { readWebProcesses } from '../../app/platform/env.server.ts';

// The files of docs/deploy are the ones that run: what they name is there, and systemd takes them as they are.

const folder = 'docs/deploy/systemd';
const units = readdirSync(folder);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const canVerify = spawnSync('systemd-analyze', ['--version'], { stdio: 'ignore' }).status === 0;
if (!canVerify) console.log('Units are read, not verified: systemd-analyze is not installed here.');

describe('units of systemd', () => {
  it.skipIf(!canVerify)('are taken by systemd without a word', () => {
    const run = spawnSync('systemd-analyze', ['verify', ...units.map((name) => join(folder, name))], {
      encoding: 'utf8',
    });
    const said = `${run.stdout}${run.stderr}`.split('\n').filter((line) => line.includes('zhenxue'));
    // Programs that are not installed here are not the unit's fault.
    expect(said.filter((line) => !/is not executable/.test(line))).toEqual([]);
  });

  it.each(units)('%s: sections and settings, one a line', (name) => {
    const lines = read(name)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines[0]).toBe('[Unit]');
    for (const line of lines) expect(line).toMatch(/^(\[[A-Z][a-z]+\]|[A-Z][A-Za-z]+=.*)$/);
  });

  it('start programs of this checkout, with settings that it reads', () => {
    for (const name of ['zhenxue-web.service', 'zhenxue-worker.service']) {
      const file =
        /^ExecStart=\/usr\/bin\/node (?:--import tsx|--enable-source-maps) (\S+)$/m.exec(read(name))?.[1] ??
        '';
      expect(existsSync(file), file).toBe(true);
      const given = Object.fromEntries(
        [...read(name).matchAll(/^Environment=(.*)$/gm)].flatMap(([, all = '']) =>
          all.split(' ').map((one) => one.split('=')),
        ),
      ) as Record<string, string>;
      expect(readMetricsPort(given)).toBeGreaterThan(1024);
      expect(readWebProcesses(given)).toBe(name.includes('web') ? 2 : 1);
      expect(given['DATA_DIR']).toBe('/var/lib/zhenxue');
    }
  });

  it('a wrong setting is one sentence that names it', () => {
    expect(() => readMetricsPort({ METRICS_PORT: 'x' })).toThrow('METRICS_PORT must be a port number.');
    expect(() => readWebProcesses({ WEB_PROCESSES: '0' })).toThrow(
      'WEB_PROCESSES must be a number from 1 to 64.',
    );
    expect(() => readLogLevel({ LOG_LEVEL: 'loud' })).toThrow(/^LOG_LEVEL must be one of fatal, /);
    expect([readMetricsPort({}), readLogLevel({})]).toEqual([null, 'info']);
  });
});
