import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a program of ours (TypeScript, or built) in a process group of its own. Ctrl-C in the terminal does not reach it, so that
 * we end things in order; when we are killed it ends itself.
 */
export function startProgram(name, file, env) {
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : ['--enable-source-maps'];
  const args = ['--import', './scripts/end-with-parent.mjs', ...loader, file];
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio, detached: true });
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code);
  return { name, ended, stop: () => stopProgram(child, ended) };
}

/** Asks it to end, after 5 s makes it, and takes with it whatever it had started. */
async function stopProgram(child, ended) {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    const late = setTimeout(() => killGroup(child.pid), 5_000);
    await ended;
    clearTimeout(late);
  }
  killGroup(child.pid);
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
