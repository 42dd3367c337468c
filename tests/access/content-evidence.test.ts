import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkContent } from '../../app/evidence/check-content.ts';
import { readContentExport } from '../../app/evidence/read-export.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { digestRows } from '../cheats/read-ledger.ts';
import { verifierCrypto } from '../cheats/tamper-export.ts';
import { fixtureLesson, fixtures } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { admitAll, knock, visitors, type Cookies, type Visitor } from './visitors.ts';

// P011, O5: who decides, who inspects and who brought a version reads its life; nobody else does.

let school: School;
let cookies: Cookies;
const { videoVersionId } = fixtureLesson(1);
beforeAll(async () => {
  school = await openSchool();
  cookies = await admitAll(school);
});
afterAll(() => school?.close());

const ask = (visitor: Visitor, id = videoVersionId) =>
  knock(`${school.server.url}/versions/${id}/evidence.jsonl`, cookies[visitor]);

it('a reviewer and an inspector get it; it verifies, is a file, and is kept nowhere on the way', async () => {
  for (const visitor of ['reviewer', 'inspector', 'auditor'] as const) {
    const { status, text, headers } = await ask(visitor);
    expect(status).toBe(200);
    const file = readContentExport(text);
    if (!file) throw new Error('no export of a version');
    const judged = checkContent(file.content, file.publicKey, verifierCrypto);
    expect([judged.broken, judged.state, judged.events]).toEqual([null, 'published', 6]);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="zhenxue-version-[0-9a-f]{8}\.jsonl"$/,
    );
    // Not one person by name or number.
    for (const { name, phone } of [fixtures.reviewer, fixtures.author]) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(phone);
    }
  }
});

it('an author gets what the own institution brought, and of nothing else a word', async () => {
  expect((await ask('author')).status).toBe(404);
  await pastGuards(
    school.sql,
    (tx) =>
      tx`update video_version set institution_id = ${fixtures.institutionId} where id = ${videoVersionId}`,
  );
  expect((await ask('author')).status).toBe(200);
  await pastGuards(
    school.sql,
    (tx) =>
      tx`update video_version set institution_id = ${fixtures.other.institutionId} where id = ${videoVersionId}`,
  );
  expect((await ask('author')).status).toBe(404);
});

it('nobody else gets it, whatever the address says; reading changes nothing', async () => {
  const before = await digestRows(school.sql);
  for (const visitor of visitors) {
    if (['reviewer', 'inspector', 'auditor', 'author'].includes(visitor)) continue;
    for (const id of [videoVersionId, videoVersionId.toUpperCase(), 'x', fixtures.clerk.id])
      expect([401, 403], `${visitor} ${id}`).toContain((await ask(visitor, id)).status);
  }
  for (const id of ['x', fixtures.clerk.id, "' or 1=1 --", '..%2f..'])
    expect((await ask('inspector', id)).status, id).toBe(404);
  expect(await digestRows(school.sql)).toBe(before);
});
