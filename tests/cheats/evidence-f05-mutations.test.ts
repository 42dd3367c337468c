import { generateKeyPairSync, sign } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvidenceEvent } from '../../app/evidence/event.ts';
import { readExport } from '../../app/evidence/read-export.ts';
import { checkpointMessage, type EvidenceExport } from '../../app/evidence/verify-export.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import type { Attacker } from './attacker.ts';
import { makePhotograph } from './make-photograph.ts';
import { openSchool, type School } from './open-school.ts';
import { provokePhotograph, reachControl, wrongAnswer } from './reach-control.ts';
import { readLedger } from './read-ledger.ts';
import { runVerifier } from './run-verifier.ts';
import { signContentAnew } from './tamper-content.ts';
import { chainAnew, changeField, eventOf, judge, makeRow, writeExport } from './tamper-export.ts';
import { upload } from './upload-photograph.ts';

// F05, F06, I8: whoever changes a log that was really studied is found out, and the first broken row is named.

const { videoVersionId } = fixtureLesson(1);
let school: School;
/** Two real logs: a lesson that was finished, and one with everything that can go wrong. */
let logs: { name: string; file: EvidenceExport; text: string; provenMs: number }[];

beforeAll(async () => {
  school = await openSchool({
    ...{
      popup_min_gap_s: 5,
      popup_max_gap_s: 10,
      control_answer_s: 10,
      snapshot_answer_s: 10,
      class_hour_min_s: 30,
    },
  });
  const [honest, odd] = await Promise.all([school.enter(1), school.enter(2)]);
  await Promise.all([finish(honest), misbehave(odd)]);
  logs = await Promise.all(
    [honest, odd].map(async (window, index) => {
      const text = await writeExport(school.sql, window.learner.id);
      const { provenMs } = await readLedger(school.sql, window.learner.id);
      return { name: index ? 'odd' : 'finished', file: readExport(text), text, provenMs };
    }),
  );
}, 180_000);
afterAll(() => school?.close());

/** The whole lesson. */
async function finish(window: Attacker): Promise<void> {
  await window.openLease();
  const standing = await window.studyHonestly(70_000, school.solve);
  expect(standing.completed).toBe(true);
}

async function misbehave(window: Attacker): Promise<void> {
  await window.openLease();
  const asked = await provokePhotograph(window);
  await upload(window, asked.snapshot?.id ?? '', await makePhotograph(21));
  window.atMs = 0;
  await window.beat(40_000);
  await sleep(500);
  window.atMs = 0;
  const { control } = await reachControl(window);
  await window.post('/study/controls/swap', { fence: window.fence, controlId: control.id, kind: 'number' });
  const later = window.window();
  const opened = await later.openLease({ takeOver: true });
  const open = opened.body.standing.control?.id ?? '';
  await later.answer(open, wrongAnswer);
  const second = (await later.openLease()).body.standing.control?.id ?? '';
  await sleep(10_200);
  await later.answer(second, await school.solve(second));
  later.atMs = 0;
  await later.studyHonestly(12_000, school.solve);
  await later.close();
}

const kinds: EvidenceEvent['kind'][] = [
  ...([
    'lease_opened',
    'lease_ended',
    'earned',
    'played',
    'uncounted',
    'control_asked',
    'control_answered',
  ] as const),
  ...(['withheld', 'lesson_completed', 'snapshot_asked', 'snapshot_taken'] as const),
];

/** Everything that a forger does, row by row: the changed file and where the first broken row must lie. */
function* forge(
  file: EvidenceExport,
): Generator<{ how: string; forged: EvidenceExport; from: number; to: number }> {
  const { rows } = file;
  const last = rows.length;
  const write = (changed: EvidenceExport['rows']): EvidenceExport => ({ ...file, rows: changed });
  for (const [i, row] of rows.entries()) {
    const n = i + 1;
    const event = eventOf(row);
    const rest = rows.slice(n);
    const before = rows.slice(0, i);
    const how = (what: string) => `${what} row ${n} (${event.kind})`;
    const digit = row.body.replace(/\d(?=\D*$)/, (found) => String((Number(found) + 1) % 10));
    yield {
      how: how('change'),
      forged: write([...before, { ...row, body: digit }, ...rest]),
      from: n,
      to: n,
    };
    const spaced = { ...row, body: row.body.replace(',', ', ') };
    yield { how: how('space out'), forged: write([...before, spaced, ...rest]), from: n, to: n };
    yield { how: how('delete'), forged: write([...before, ...rest]), from: n, to: n };
    yield { how: how('double'), forged: write([...before, row, row, ...rest]), from: n + 1, to: n + 1 };
    yield {
      how: how('delete and chain anew'),
      forged: write(chainAnew([...before, ...rest])),
      from: 1,
      to: last,
    };
    yield {
      how: how('double and chain anew'),
      forged: write(chainAnew([...before, row, row, ...rest])),
      from: 1,
      to: last + 1,
    };
    yield { how: how('cut off from'), forged: write(before), from: n, to: n };
    // Nothing at all is the log of somebody who has not begun: it holds, and comes to nothing.
    if (i > 0)
      yield {
        how: how('cut off and unsign from'),
        forged: { ...write(before), checkpoints: [] },
        from: 1,
        to: n,
      };
    const next = rows[n];
    if (next) {
      yield { how: how('swap'), forged: write([...before, next, row, ...rows.slice(n + 1)]), from: n, to: n };
      const turned = chainAnew([...before, next, row, ...rows.slice(n + 1)]);
      yield { how: how('swap and chain anew'), forged: write(turned), from: n, to: last };
    }
    for (const field of Object.keys(event)) {
      const changed = makeRow(changeField(event, field));
      yield {
        how: how(`set ${field} of`),
        forged: write([...before, changed, ...rest]),
        from: n,
        to: Math.min(n + 1, last),
      };
      const anew = chainAnew([...before, changed, ...rest]);
      if (field !== 'seq' && field !== 'prev')
        yield { how: how(`set and chain ${field} of`), forged: write(anew), from: n, to: last };
    }
  }
}

describe('an export of real study', () => {
  it('holds, comes to what the ledger says, and holds every kind of row', () => {
    for (const { file, provenMs } of logs) {
      const verdict = judge(file);
      expect(verdict.broken).toBeNull();
      expect(verdict.creditedMs).toBe(provenMs);
      expect(verdict.signedRows).toBe(file.rows.length);
    }
    const seen = new Set(logs.flatMap(({ file }) => file.rows.map((row) => eventOf(row).kind)));
    expect(kinds.filter((kind) => !seen.has(kind))).toEqual([]);
  });

  it('every change of every row is found, and named where it is (100 %)', () => {
    let tried = 0;
    const missed: string[] = [];
    for (const { name, file } of logs) {
      for (const { how, forged, from, to } of forge(file)) {
        tried++;
        const { broken } = judge(forged);
        if (!broken || broken.row < from || broken.row > to)
          missed.push(`${name}: ${how}: ${broken ? `row ${broken.row}, not ${from}–${to}` : 'not found'}`);
      }
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(500);
  });

  it('positive control: sums of what the rows say follow every forger', () => {
    const sum = (file: EvidenceExport) =>
      file.rows
        .map(eventOf)
        .reduce((ms, event) => ms + (event.kind === 'control_answered' ? event.gainedMs : 0), 0);
    const { file, provenMs } = logs[0]!;
    expect(sum(file)).toBe(provenMs);
    const proof = file.rows.findIndex((row) => eventOf(row).kind === 'control_answered');
    const more = { ...eventOf(file.rows[proof]!), gainedMs: 9_999_999 } as ReturnType<typeof eventOf>;
    const forged = { ...file, rows: chainAnew(file.rows.with(proof, makeRow(more))) };
    expect(sum(forged)).toBeGreaterThan(9_000_000);
    expect(judge(forged).broken?.row).toBe(proof + 1);
  });

  it('seconds that were never earned cannot be put in, wherever and however well they are chained', () => {
    const { file } = logs[1]!;
    for (const kind of ['earned', 'played'] as const) {
      const sample = file.rows.map(eventOf).find((event) => event.kind === kind);
      if (!sample) throw new Error(`nothing was ${kind}`);
      for (let i = 0; i <= file.rows.length; i++) {
        const rows = chainAnew([...file.rows.slice(0, i), makeRow(sample), ...file.rows.slice(i)]);
        expect(judge({ ...file, rows }).broken, `${kind} after row ${i}`).not.toBeNull();
      }
    }
  });
});

describe('signatures', () => {
  it('a forged, moved, foreign or missing checkpoint is found', () => {
    const { file } = logs[0]!;
    const point = file.checkpoints.at(-1);
    if (!point) throw new Error('no checkpoint');
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { signature: _, ...signed } = point;
    const resign = (message: string) => sign(null, Buffer.from(message), privateKey).toString('base64');
    const own = { ...point, signature: resign(checkpointMessage(file.learnerId, signed)) };
    const forgeries: Record<string, EvidenceExport> = {
      'signed by another key': { ...file, checkpoints: [own] },
      'signature of nothing': { ...file, checkpoints: [{ ...point, signature: '' }] },
      'signed hash changed': { ...file, checkpoints: [{ ...point, hash: '0'.repeat(64) }] },
      'signed row moved': { ...file, checkpoints: [{ ...point, seq: point.seq - 1 }] },
      'signed moment moved': {
        ...file,
        checkpoints: [{ ...point, signedAtMs: point.signedAtMs - 86_400_000 }],
      },
      'other key version': { ...file, checkpoints: [{ ...point, keyVersion: 2 }] },
      'no checkpoint at all': { ...file, checkpoints: [] },
      'other learner': { ...file, learnerId: logs[1]!.file.learnerId },
      'rows of another learner': { ...file, rows: logs[1]!.file.rows },
    };
    for (const [how, forged] of Object.entries(forgeries)) expect(judge(forged).broken, how).not.toBeNull();

    // Who also puts the own key into the file deceives only who takes the key from the file.
    const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    const contents = file.contents.map((content) => signContentAnew(content, privateKey));
    const remade = { ...file, checkpoints: [own], contents, publicKey: spki };
    expect(judge(remade).broken).toBeNull();
    expect(judge({ ...remade, publicKey: file.publicKey }).broken?.row).toBe(point.seq);
  });
});

describe('npm run evidence:verify', () => {
  it('says that a log holds, names the first broken row, and needs nothing but the file', async () => {
    const { text, file, provenMs } = logs[0]!;
    const good = await runVerifier(text, '--key', file.publicKey);
    expect(good.code).toBe(0);
    expect(good.said).toContain(`(${provenMs} ms)`);
    expect(good.said).toContain('The log holds');
    expect(good.said).toContain(`video version ${videoVersionId}: bytes `);
    expect(good.said).toMatch(
      /approved under document 测试批准, by \S+ of \S+, on \d{4}-\d\d-\d\d \d\d:\d\d, published /,
    );

    const lines = text.split('\n');
    const cut = await runVerifier(lines.toSpliced(4, 1).join('\n'));
    expect([cut.code, /BROKEN at row (\d+)/.exec(cut.said)?.[1]]).toEqual([1, '4']);
    const changed = await runVerifier(
      lines.with(3, (lines[3] ?? '').replace('wallMs\\":1', 'wallMs\\":2')).join('\n'),
    );
    expect([changed.code, /BROKEN at row (\d+)/.exec(changed.said)?.[1]]).toEqual([1, '3']);
    const approved = text.replace('测试批准', '测试许可');
    expect((await runVerifier(approved)).said).toContain(`BROKEN at video version ${videoVersionId} row 5: `);
    const { publicKey } = generateKeyPairSync('ed25519');
    const pinned = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect((await runVerifier(text, '--key', pinned)).code).toBe(1);
    expect((await runVerifier('no export\n')).code).toBe(2);
    expect((await runVerifier('')).code).toBe(2);
  }, 60_000);
});
