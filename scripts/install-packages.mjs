import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { holdLock } from '../db/launch/hold-lock.mjs';
import { Plain } from './plain.mjs';
import { runTool } from './run-tool.mjs';

const noteFile = 'node_modules/.zhenxue-lock';

/** Brings node_modules to package-lock.json. Does nothing when it is there. Install scripts are never run. */
export async function installPackages() {
  if (isInstalled()) return;
  // npm ci would take away what another checkout uses.
  if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Plain(
      'node_modules is a link and does not hold what package-lock.json names; remove the link, or bring the folder it leads to up to date.',
    );
  // npm ci removes node_modules, so the lock of two first starts in one checkout lies beside it.
  const release = await holdLock('install.lock', 600_000);
  try {
    if (isInstalled()) return;
    console.log('Installing packages …');
    await runTool('npm ci', 'npm', ['ci', '--ignore-scripts', '--include=dev', '--include=optional']);
    writeFileSync(noteFile, lockHash());
  } finally {
    release();
  }
}

function lockHash() {
  return createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
}

function isInstalled() {
  const hash = lockHash();
  if (existsSync(noteFile) && readFileSync(noteFile, 'utf8') === hash) return true;
  if (!isInstalledByHand()) return false;
  rmSync(noteFile, { force: true });
  writeFileSync(noteFile, hash);
  return true;
}

/** Whether npm itself wrote down that node_modules holds exactly what the lock names for this machine. */
function isInstalledByHand() {
  try {
    const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
    const found = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')).packages;
    return Object.entries(wanted).every(([path, { version, optional }]) => {
      if (path === '') return true;
      if (!found[path]) return optional === true;
      return found[path].version === version && existsSync(path);
    });
  } catch {
    return false;
  }
}
