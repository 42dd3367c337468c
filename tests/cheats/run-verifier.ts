import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the verifier alone on a file with this text: exit code and what it says. It has no database and no network. */
export function runVerifier(text: string, ...more: string[]): Promise<{ code: number; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'zhenxue-verify-'));
  const path = join(folder, 'export.jsonl');
  writeFileSync(path, text);
  return new Promise((done) => {
    const args = ['--import', 'tsx', 'app/evidence/verify.cli.ts', path, ...more];
    execFile(
      process.execPath,
      args,
      { env: { PATH: process.env['PATH'], NODE_ENV: 'production' } },
      (error, stdout, stderr) => {
        rmSync(folder, { recursive: true, force: true });
        done({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr });
      },
    );
  });
}
