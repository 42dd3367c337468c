import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'zhenxue-count-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the last line of `npm test` would count for these test files, each a name and its text. */
function count(files: Record<string, string>): unknown {
  const root = mkdtempSync(join(folder, 'run-'));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  const head = `import { afterAll, expect, test } from 'vitest';\n`;
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(root, `${name}.test.mjs`), head + text);
  const script = `
    import { startVitest } from 'vitest/node';
    import { countTests } from ${JSON.stringify(pathToFileURL(resolve('scripts/count-tests.mjs')).href)};
    const options = { root: ${JSON.stringify(root)}, config: false, watch: false, reporters: [{}] };
    const vitest = await startVitest('test', [], options);
    console.log('COUNT ' + JSON.stringify(countTests(vitest.state)));
    await vitest.close();
    process.exit(0);`;
  writeFileSync(join(root, 'run.mjs'), script);
  const said = execFileSync(process.execPath, ['run.mjs'], { cwd: root, encoding: 'utf8', env: cleanEnv() });
  return JSON.parse(/^COUNT (.*)$/m.exec(said)?.[1] ?? 'null');
}

/** Without what this Vitest says to its own workers. */
function cleanEnv(): NodeJS.ProcessEnv {
  return { NODE_ENV: 'test', PATH: process.env.PATH, HOME: process.env.HOME };
}

test('passed, failed and skipped tests are told apart', () => {
  const text = `test('a', () => {}); test('b', () => {}); test('c', () => expect(1).toBe(2)); test.skip('d', () => {});`;
  expect(count({ mixed: text })).toEqual({ passed: 2, failed: 1, skipped: 1 });
});

test('a file that does not load, a broken hook and a stray error are failures', () => {
  const files = {
    unloaded: `import './missing.mjs';\ntest('a', () => {});`,
    hook: `afterAll(() => { throw new Error('hook'); }); test('b', () => {});`,
    stray: `test('c', () => { void Promise.reject(new Error('stray')); });`,
  };
  expect(count(files)).toEqual({ passed: 2, failed: 3, skipped: 0 });
});
