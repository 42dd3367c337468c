import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMachines, whyNoMachine, type Machine } from './open-machine.ts';
import { readSettings } from './open-server.ts';
import { readSteps, readUnit, type Steps } from './read-steps.ts';

// The steps of docs/deploy, read from its pages and taken on two machines of namespaces: whoever follows them has two servers,
// a backup that restores, and web processes that answer.

const debian = '/usr/lib/postgresql';
const version = existsSync(debian)
  ? (readdirSync(debian).sort((a, b) => Number(b) - Number(a))[0] ?? '')
  : '';
const missing = [
  whyNoMachine(),
  ...['pg_createcluster', 'rsync', 'nginx'].map((name) =>
    ['/usr/bin', '/usr/sbin'].some((folder) => existsSync(`${folder}/${name}`)) ? null : `${name} is missing`,
  ),
  version ? null : 'PostgreSQL of Debian is missing',
].filter((one) => one !== null);
if (missing.length > 0)
  console.log(
    `The steps of docs/deploy are not taken: ${missing.join('; ')} (apt-get install postgresql rsync nginx-light).`,
  );

const [one, two] = ['10.0.0.1', '10.0.0.2'] as const;
const [rolePassword, standbyPassword, masterKey] = ['a?b&c', 'standby-7', 'ab'.repeat(32)];

describe.skipIf(missing.length > 0)('the steps of docs/deploy', () => {
  let machines: Map<string, Machine>;
  const database = readSteps(readFileSync('docs/deploy/database.md', 'utf8'));
  const web = readSteps(readFileSync('docs/deploy/README.md', 'utf8'));
  const taken = new Set<Steps>();

  beforeAll(async () => {
    const [first, second] = await openMachines([one, two]);
    machines = new Map([first, second].map((machine) => [machine.address, machine]));
  });
  afterAll(() => {
    for (const machine of machines?.values() ?? []) machine.close();
  });

  const at = (address: string) => machines.get(address) as Machine;
  const must = (address: string, command: string, as: string, input = '') => {
    const { said, status } = at(address).run(command, as, { input });
    if (status !== 0) throw new Error(`${address}, ${as}: ${command}\n${said}`);
    return said.trim();
  };
  const ask = (address: string, statement: string, name = 'postgres') =>
    must(address, `psql -XAtd ${name} -c "${statement}"`, 'postgres');

  /** Takes a block on each machine that it names. `fill`: what stands in it as `…`, or is of an example's day. */
  function take(steps: Steps | undefined, fill: Record<string, string> = {}): string {
    if (!steps) throw new Error('A block is missing.');
    taken.add(steps);
    let said = '';
    for (const address of steps.on)
      for (const printed of steps.commands) {
        let command = printed.replace(/\b18\b/g, version);
        for (const [from, to] of Object.entries(fill)) command = command.replaceAll(from, to);
        expect(command.replace(/\s+#.*$/gm, '')).not.toContain('…');
        said += takeOne(address, command, steps.as);
      }
    return said;
  }

  function takeOne(address: string, command: string, as: string): string {
    const [program, verb, ...rest] = command.replace(/\s+#.*$/, '').split(' ');
    if (program === 'systemctl') return stand(address, verb ?? '', rest);
    const input = /createuser .*zhenxue/.test(command) ? rolePassword : standbyPassword;
    const said = must(
      address,
      command.replace(/ && systemctl reload nginx$/, ''),
      as,
      `${input}\n${input}\n`,
    );
    // What says "yours" is changed: the address of each machine, the memory of this one.
    if (command.includes('docs/deploy/postgresql.conf')) {
      const text = readSettings({ listen_addresses: `'localhost,${address}'` });
      must(address, `cat > /etc/postgresql/${version}/main/conf.d/zhenxue.conf`, 'root', text);
    }
    if (command.includes('docs/deploy/nginx.conf'))
      must(
        address,
        `install -d /etc/ssl/zhenxue && openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=study.example.org \
-keyout /etc/ssl/zhenxue/key.pem -out /etc/ssl/zhenxue/fullchain.pem`,
        'root',
      );
    return said;
  }

  /** In the place of systemctl: what the units run. */
  function stand(address: string, verb: string, units: string[]): string {
    if (verb === 'daemon-reload') return '';
    if (verb === 'enable') {
      const files = units
        .filter((name) => name !== '--now')
        .map((name) => (/\./.test(name) ? name : `${name}.service`));
      return must(address, `cd /etc/systemd/system && ls ${files.join(' ')}`, 'root');
    }
    return units
      .map((name) => {
        if (name === `postgresql@${version}-main`)
          return must(address, `pg_ctlcluster --skip-systemctl-redirect ${version} main ${verb}`, 'root');
        const unit = readUnit(
          must(address, `cat /etc/systemd/system/${name}`, 'root').replace(/\b18\b/g, version),
        );
        return unit.run.map((line) => must(address, line, unit.user)).join('\n');
      })
      .join('\n');
  }

  const streaming = (address: string) =>
    ask(address, 'select application_name, state, sync_state from pg_stat_replication');

  it('two servers are made, with their roles and who may come', () => {
    for (const steps of database.slice(0, 3)) take(steps);
    expect(ask(one, 'show synchronous_commit')).toBe('on');
    expect(ask(one, 'show data_checksums')).toBe('on');
    const come = (address: string, password: string) =>
      at(two).run(
        `PGPASSWORD='${password}' psql -XAtc 'select 1' -h ${address} -U zhenxue zhenxue`,
        'postgres',
      );
    expect(come(one, rolePassword)).toEqual({ said: '1\n', status: 0 });
    expect(come(one, 'wrong').said).toContain('password authentication failed');
  });

  it('the database is brought to this release and web processes and worker live, as their units start them', async () => {
    expect(web[0]?.commands[0]).toMatch(/^useradd /);
    must(one, web[0]?.commands[0] ?? '', 'root');
    const password = encodeURIComponent(rolePassword);
    expect(
      take(web[1], { 'zhenxue:…': `zhenxue:${password}`, 'MASTER_KEY=…': `MASTER_KEY=${masterKey}` }),
    ).toContain('The database is at this release.');
    expect(must(one, 'stat -c %a:%U /etc/zhenxue/env', 'root')).toBe('600:root');
    must(one, 'install -d -o zhenxue -g zhenxue -m 711 /var/lib/zhenxue', 'root');
    for (const name of ['web', 'worker']) {
      const unit = readUnit(must(one, `cat /etc/systemd/system/zhenxue-${name}.service`, 'root'));
      const env = must(one, `cat ${unit.files.join(' ')}`, 'root')
        .split('\n')
        .join(' ');
      at(one).start(`env ${unit.environment.join(' ')} ${env} ${unit.run.join('')}`, unit.user, unit.folder);
    }
    await expect
      .poll(() => at(one).run('curl -s http://127.0.0.1:3000/healthz', 'zhenxue').said + at(one).said(), {
        timeout: 60_000,
      })
      .toMatch(/"status":"ok".*"worker":"ok"/);
    await expect
      .poll(() => at(one).run('curl -s http://127.0.0.1:9464/metrics', 'zhenxue').said)
      .toMatch(/^zhenxue_database_replicas 0$/m);
  });

  it('the base backup verifies, blobs are copied, and a mistake is undone', async () => {
    must(
      one,
      'mkdir -p /var/lib/zhenxue/blobs/media && echo whole > /var/lib/zhenxue/blobs/media/a',
      'zhenxue',
    );
    must(one, 'echo half > /var/lib/zhenxue/blobs/media/b.part', 'zhenxue');
    stand(one, 'start', ['zhenxue-blobs.service']);
    const copied = () =>
      must(one, 'cd /var/backups && find zhenxue-blobs/media zhenxue-gone -type f', 'zhenxue');
    expect(copied()).toBe('zhenxue-blobs/media/a');
    // Erased at the source: it leaves the copy too, for 35 days and not for longer.
    must(one, 'cd /var/lib/zhenxue/blobs/media && mv a c', 'zhenxue');
    stand(one, 'start', ['zhenxue-blobs.service']);
    expect(copied()).toMatch(/^zhenxue-blobs\/media\/c\nzhenxue-gone\/\d{4}-\d\d-\d\d\/media\/a$/);
    must(one, `touch -d '36 days ago' /var/backups/zhenxue-gone/*`, 'zhenxue');
    stand(one, 'start', ['zhenxue-blobs.service']);
    expect(copied()).toBe('zhenxue-blobs/media/c');
    const backup = database.find(({ commands }) =>
      commands.some((line) => line.includes('zhenxue-backup.service ')),
    );
    const kept = '/var/backups/zhenxue';
    must(
      one,
      `cd ${kept} && mkdir base-20200101T000000Z && touch -d '36 days ago' base-20200101T000000Z`,
      'postgres',
    );
    // One of 34 days, and a log that even this one begins after.
    const label = 'START WAL LOCATION: 0/1000028 (file 000000010000000000000001)';
    must(
      one,
      `cd ${kept} && touch wal/000000010000000000000000 && mkdir base-20200201T000000Z &&
       cat > base-20200201T000000Z/backup_label && touch -d '34 days ago' base-20200201T000000Z`,
      'postgres',
      label,
    );
    expect(take(backup)).toContain('backup successfully verified');
    const [old, base = '', ...more] = must(one, `ls ${kept} | grep ^base-`, 'postgres').split('\n');
    expect([old, more]).toEqual(['base-20200201T000000Z', []]);
    expect(must(one, `ls ${kept}/wal`, 'postgres')).not.toContain('000000010000000000000000');
    const profiles = () => Number(ask(one, 'select count(*) from rule_profile', 'zhenxue'));
    const before = profiles();
    expect(before).toBeGreaterThan(0);
    const moment = ask(one, 'select clock_timestamp()');
    await sleep(50);
    ask(one, 'drop table rule_profile cascade', 'zhenxue');
    const restore = database.findIndex(({ about }) => about === 'to a moment');
    take(database[restore], { 'base-…': base, '2026-11-28 14:04:50+08': moment });
    await expect.poll(() => ask(one, 'select pg_is_in_recovery()')).toBe('f');
    expect(profiles()).toBe(before);
    take(database[restore + 1]);
  });

  it('a standby is made by its own password and waited for', async () => {
    const from = database.findIndex(({ on, as }) => on[0] === two && as === 'postgres');
    take(database[from], { '…': standbyPassword });
    take(database[from + 1]);
    await expect.poll(() => streaming(one)).toBe('standby_a|streaming|async');
    take(database[from + 2]);
    await expect.poll(() => streaming(one)).toBe('standby_a|streaming|quorum');
    // Who runs the web processes sees it, by the grant of these steps.
    await expect
      .poll(() => at(one).run('curl -s http://127.0.0.1:9464/metrics', 'zhenxue').said)
      .toMatch(/^zhenxue_database_replicas 1$/m);
  });

  it('the primary is lost, the standby takes over, the old one is wound back and waited for', async () => {
    ask(one, 'create table told (n int); insert into told values (1)', 'zhenxue');
    at(one).powerOff();
    const from = database.findIndex(({ about }) => about.startsWith('step 2'));
    take(database[from]);
    expect(ask(two, 'select n from told', 'zhenxue')).toBe('1');
    ask(two, 'insert into told values (2)', 'zhenxue');
    expect(take(database[from + 1], { '…': standbyPassword })).toMatch(/Done!|no rewind required/);
    take(database[from + 2]);
    await expect.poll(() => streaming(two)).toBe('standby_b|streaming|async');
    take(database[from + 3]);
    await expect.poll(() => streaming(two)).toBe('standby_b|streaming|quorum');
    // A slot of before, which nobody reads, would keep the log for ever.
    const slots = 'select slot_name, active from pg_replication_slots';
    expect([one, two].map((address) => ask(address, slots))).toEqual(['', 'standby_b|t']);
    ask(two, 'insert into told values (3)', 'zhenxue');
    expect(ask(one, 'select array_agg(n), pg_is_in_recovery() from told', 'zhenxue')).toBe('{1,2,3}|t');
  });

  it('no block of the database was left out', () => {
    expect(database.filter((steps) => !taken.has(steps)).map(({ commands }) => commands)).toEqual([]);
  });
});
