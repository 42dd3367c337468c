import type { Sql } from '../../db/client.ts';
import { chinaDay } from '../training/class-day.ts';
import type { OwnClass } from '../training/own-class.server.ts';
import { totalHours } from '../training/plan/judge-hours.ts';
import { faultWords, proofWords as words, sayGap } from '../training/proof/proof-words.ts';
import { readRecognised, type ProofStanding } from '../training/proof/read-recognised.server.ts';
import type { Lang } from '../ui/frame.tsx';
import { writeWorkbook } from './write-workbook.server.ts';

/** The recognised hours of a class with what is missing and the proofs, as a workbook. Nothing in it can be read back (I7). */
export async function exportHours(sql: Sql, own: OwnClass, lang: Lang): Promise<Buffer> {
  const { rows, plan } = await readRecognised(sql, own.id);
  const of = (head: (typeof words)[keyof typeof words], hours: number) => ({
    head: `${head[lang]} (${hours})`,
  });
  return writeWorkbook([
    {
      name: words.title[lang],
      columns: [
        { head: words.learner[lang] },
        of(words.online, plan.onlineTheory),
        of(words.inPersonTheory, plan.inPersonTheory),
        of(words.practice, plan.practice),
        of(words.total, totalHours(plan)),
        { head: words.gaps[lang], width: 48 },
        { head: words.number[lang], width: 28 },
        { head: words.state[lang], width: 20 },
      ],
      rows: rows.map(({ name, hours, finalTest, proof }) => [
        ...[name, hours.onlineTheory, hours.inPersonTheory, hours.practice, hours.total],
        [
          ...hours.gaps.map((gap) => sayGap(gap).say[lang]),
          ...(finalTest === 'open' ? [words.testOpen[lang]] : []),
        ].join(lang === 'zh' ? ';' : '; '),
        proof?.number ?? null,
        proof && sayStanding(proof, lang),
      ]),
    },
  ]);
}

function sayStanding({ revokedMs, fault, issuedMs }: ProofStanding, lang: Lang): string {
  if (revokedMs !== null) return `${words.void[lang]} ${chinaDay(revokedMs)}`;
  return `${fault ? faultWords[fault][lang] : words.issued[lang]} ${chinaDay(issuedMs)}`;
}
