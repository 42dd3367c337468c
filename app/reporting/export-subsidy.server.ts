import type { Sql } from '../../db/client.ts';
import type { Session } from '../identity/read-session.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { readOwnBatch, takeBatchStep } from '../training/subsidy/own-batch.server.ts';
import { readVoucherNumbers } from '../training/subsidy/read-vouchers.server.ts';
import { readEntries } from '../training/subsidy/show-batch.server.ts';
import { saySubsidy, subsidyWords as words } from '../training/subsidy/subsidy-words.ts';
import type { Lang } from '../ui/frame.tsx';
import { writeWorkbook } from './write-workbook.server.ts';

/**
 * A completed list for the finance bureau, as a workbook with its totals and its hash (P081); every export is written down.
 * Throws `not_found`, and `subsidy_step` before the list is completed.
 */
export async function exportSubsidy(
  sql: Sql,
  session: Session,
  batchId: string,
  lang: Lang,
  now: ClockReading,
): Promise<{ body: Buffer; fileName: string }> {
  const own = await readOwnBatch(sql, session, batchId);
  if (own.state !== 'completed' && own.state !== 'confirmed') throw new Refusal('subsidy_step');
  const entries = (await readEntries(sql, own.id)).filter(({ struckReason }) => struckReason === null);
  const vouchers = await readVoucherNumbers(sql, own.id);
  await sql.begin((tx) => takeBatchStep(tx, own.id, 'export', session, null, now.wallMs));
  const heads = [
    ...[words.number, words.name, words.idEnding, words.institution, words.className, words.occupation],
    ...[words.level, words.certificate, words.endedOn, words.voucher, words.amount],
  ];
  const body = await writeWorkbook([
    {
      name: words.list[lang],
      columns: heads.map((head) => ({ head: head[lang], width: 18 })),
      rows: entries.map((one) => [
        ...[one.number, one.name, one.idEnding, one.institution, one.classTitle, one.occupation, one.level],
        ...[one.certificateNumber, one.endedOn, vouchers.get(one.enrolmentId) ?? null, one.amountYuan],
      ]),
    },
    {
      name: words.finance[lang],
      columns: [
        { head: words.remark[lang], width: 18 },
        { head: saySubsidy.listOf(own.month)[lang], width: 70 },
      ],
      rows: [
        [words.bureau[lang], own.bureau],
        [words.people[lang], own.people],
        [words.yuan[lang], own.yuan],
        [words.publicity[lang], saySubsidy.until(own.fromDay ?? '', own.untilDay ?? '')[lang]],
        [words.fingerprint[lang], own.contentSha256],
      ],
    },
  ]);
  return { body, fileName: `${own.bureau} ${own.month} 补贴名单.xlsx` };
}
