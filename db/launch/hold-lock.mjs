// Plain JavaScript: the start script needs it before anything is installed.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** When process `pid` was born, as its system writes it; null if there is no such process. */
export function readBirth(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : fields[19];
  } catch (error) {
    if (process.platform === 'linux') return null;
    return readBirthByPs(pid, error);
  }
}

/** The same on systems without /proc. */
function readBirthByPs(pid) {
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || null;
  } catch {
    return null;
  }
}

/** The living process that holds `file`, or null. A number that was given to a new process does not count. */
export function readHolder(file) {
  try {
    const { pid, birth } = JSON.parse(readFileSync(file, 'utf8'));
    return readBirth(pid) === birth ? pid : null;
  } catch {
    return null;
  }
}

/** Takes the lock once: a release function, or null if a living process holds it. */
export function tryLock(file) {
  const mine = JSON.stringify({ pid: process.pid, birth: readBirth(process.pid), key: randomUUID() });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, mine);
  try {
    return linkLock(file, draft, mine);
  } finally {
    rmSync(draft, { force: true });
  }
}

function linkLock(file, draft, mine) {
  for (let i = 0; i < 20; i++) {
    try {
      linkSync(draft, file);
      return () => {
        if (readText(file) === mine) rmSync(file, { force: true });
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const seen = readText(file);
    if (readHolder(file) !== null) return null;
    breakLock(file, seen);
  }
  return null;
}

/** Moves a dead holder's file away; puts it back when another process was faster and it is a living one's. */
function breakLock(file, seen) {
  const grave = `${file}.${randomUUID()}`;
  try {
    renameSync(file, grave);
    if (readText(grave) !== seen) linkSync(grave, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(grave, { force: true });
  }
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Waits up to `waitMs` for the lock. Returns the release function; throws a sentence naming the holder. */
export async function holdLock(file, waitMs) {
  const endMs = Date.now() + waitMs;
  for (;;) {
    const release = tryLock(file);
    if (release) return release;
    if (Date.now() > endMs) throw new Error(`Process ${readHolder(file)} still holds ${file}.`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
