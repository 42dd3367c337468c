import { spawn } from 'node:child_process';
import { Plain } from './plain.mjs';

const running = new Set();

/** Runs a tool to its end and keeps its words for the case that it fails. `what` completes "… failed". */
export function runTool(what, command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const words = [];
    const keep = (chunk) => words.push(chunk);
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    running.add(child);
    child.once('error', (error) => fail(new Plain(`${what} failed: ${error.message}`)));
    child.once('close', (code) => {
      running.delete(child);
      const said = Buffer.concat(words).toString('utf8').trim();
      if (code === 0) done(said);
      else fail(new Plain(`${what} failed: ${said.split('\n').slice(-30).join('\n')}`));
    });
  });
}

/** Ends the tools that still run, because we are asked to stop. */
export function stopTools() {
  for (const child of running) child.kill('SIGTERM');
}
