import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a TypeScript program in the foreground and passes signals on. Returns its exit code. */
export async function runProgram(file, args) {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: 'inherit' });
  // In a terminal Ctrl-C reaches the program too; we wait for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
