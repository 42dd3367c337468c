import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdLock } from '../db/launch/hold-lock.mjs';
import { runTool } from './run-tool.mjs';

/** The web server, built, and what runs several of it; `npm start` starts one of these. */
export const serverFile = 'build/server.mjs';
export const websFile = 'build/web.mjs';
const noteFile = 'build/sources.sha256';
/** Everything that can change a page or the web server. */
const sources = [
  'app',
  'db',
  'media-pipeline',
  'public',
  'server.ts',
  'web.ts',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the pages and the web server unless `build/` was made from the sources as they are now. */
export async function buildPages() {
  if (isBuilt()) return;
  const release = await holdLock('node_modules/.zhenxue-build.lock', 600_000);
  try {
    if (isBuilt()) return;
    console.log('Building the pages …');
    const hash = sourcesHash();
    const env = { ...process.env, NODE_ENV: 'production' };
    const args = ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'];
    await runTool('Building the pages', process.execPath, args, { env });
    await bundleServer();
    writeFileSync(noteFile, hash);
  } finally {
    release();
  }
}

/** The web server in one file: it starts in a third of the time that its sources take. */
async function bundleServer() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: ['server.ts', 'web.ts'],
    outdir: 'build',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
  });
}

function isBuilt() {
  if (
    ![serverFile, websFile, 'build/server/index.js', 'build/client', noteFile].every((file) =>
      existsSync(file),
    )
  )
    return false;
  return readFileSync(noteFile, 'utf8') === sourcesHash();
}

/** SHA-256 over names and contents. */
function sourcesHash() {
  const hash = createHash('sha256');
  const add = (path, entry) => {
    if (entry?.isDirectory() ?? !/\.\w+$/.test(path)) {
      for (const inner of readdirSync(path, { withFileTypes: true })) add(join(path, inner.name), inner);
    } else hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  };
  for (const path of sources.filter((name) => existsSync(name))) add(path);
  return hash.digest('hex');
}
