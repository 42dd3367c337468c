import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSources } from './list-sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhenxue-arrow-'));
beforeAll(() => {
  cpSync('.oxlintrc.json', join(folder, '.oxlintrc.json'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rules that the linter says `source` breaks as file `name` of this project. */
function lint(name: string, source: string): string[] {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, source);
  const run = spawnSync('node_modules/.bin/oxlint', ['--format=json', name], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(path);
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { code: string }[] };
  return diagnostics.map(({ code }) => code);
}

const take = (from: string) => `import { thing } from '${from}';\nexport const kept = thing;\n`;
const imports = 'eslint(no-restricted-imports)';

test.each([
  ['app/study/judge-x.ts', '../../db/client.ts'],
  ['app/study/judge-x.ts', './read-x.server.ts'],
  ['app/study/judge-x.ts', 'node:fs'],
  ['app/study/judge-x.ts', 'react'],
  ['app/study/x.wire.ts', '../../db/schema/study.ts'],
  ['app/study/read-x.server.ts', '../routes/home.tsx'],
  ['app/study/read-x.server.ts', '../reporting/count-x.ts'],
  ['app/routes/x.tsx', '../../db/client.ts'],
  ['app/routes/x.tsx', 'drizzle-orm'],
  ['app/study/x.tsx', './read-x.server.ts'],
  ['app/ui/x.tsx', '../../db/client.ts'],
  ['app/study/x.client.ts', './read-x.server.ts'],
  ['app/study/x.http.ts', '../../db/schema/study.ts'],
  ['app/evidence/x.ts', '../study/judge-beat.ts'],
  ['app/evidence/x.server.ts', '../identity/guards.server.ts'],
  ['db/x.ts', '../app/study/read-x.server.ts'],
  ['server.ts', './db/client.ts'],
])('%s may not import %s', (name, from) => {
  expect(new Set(lint(name, take(from)))).toEqual(new Set([imports]));
});

test.each(['Date.now()', 'Math.random()', "fetch('/x')", 'process.env', 'performance.now()'])(
  'a pure rule may not use %s, a server verb may',
  (use) => {
    const source = `export const kept = () => ${use};\n`;
    expect(lint('app/study/judge-x.ts', source)).toHaveLength(1);
    expect(lint('app/study/read-x.server.ts', source)).toEqual([]);
  },
);

test('what the arrow allows passes', () => {
  expect(lint('app/study/read-x.server.ts', take('../../db/schema/study.ts'))).toEqual([]);
  expect(lint('app/routes/x.tsx', take('../study/read-x.server.ts'))).toEqual([]);
  expect(lint('app/study/judge-x.ts', take('./study-rules.ts'))).toEqual([]);
  expect(lint('app/evidence/x.server.ts', take('../platform/seal.server.ts'))).toEqual([]);
});

test('a pure rule takes the time as an argument: no bare new Date()', () => {
  const pure = listSources('app').filter(
    (name) => /^app\/[a-z]+\/[a-z-]+(\.wire)?\.ts$/.test(name) && !/^app\/(routes|ui)\/|\/use-/.test(name),
  );
  expect(pure.length).toBeGreaterThan(20);
  expect(pure.filter((name) => /new Date\(\s*\)/.test(readFileSync(name, 'utf8')))).toEqual([]);
});
