import type { Sql } from '../../db/client.ts';
import { readEnrolmentCredit } from '../study/read-credit.server.ts';
import { readEnrolments } from '../study/read-enrolment.server.ts';
import type { Credit } from '../study/study.wire.ts';
import type { BoardRow } from '../training/board/arrange-board.ts';
import {
  boardWords as words,
  holdUpWords,
  missingWords,
  progressWords,
} from '../training/board/board-words.ts';
import { readBoard } from '../training/board/read-board.server.ts';
import type { OwnClass } from '../training/own-class.server.ts';
import type { Lang } from '../ui/frame.tsx';
import { sayMoment } from './say-moment.ts';
import { writeWorkbook } from './write-workbook.server.ts';

/** Whole minutes, rounded down: no more is exported than is earned. */
const minutes = (ms: number): number => Math.floor(ms / 60_000);

/**
 * The board of a class as a workbook: everybody, then everybody's lessons and class hours. Numbers are minutes; telephone
 * numbers stay masked. Reads what the ledger holds at `nowMs`; nothing in it can be read back (I7).
 */
export async function exportBoard(sql: Sql, own: OwnClass, lang: Lang, nowMs: number): Promise<Buffer> {
  const rows = await readBoard(sql, own, nowMs);
  const credits: Credit[] = [];
  for (const { learnerId, enrolmentId } of rows) {
    const [enrolment] = await readEnrolments(sql, learnerId, enrolmentId);
    if (enrolment) credits.push(await readEnrolmentCredit(sql, learnerId, enrolment));
  }
  const creditOf = new Map(credits.map((credit) => [credit.enrolmentId, credit]));
  const each = <T>(list: (credit: Credit) => T[], cells: (one: T) => (string | number | null)[]) =>
    rows.flatMap((row) =>
      list(creditOf.get(row.enrolmentId) ?? none).map((one) => [row.name, row.maskedPhone, ...cells(one)]),
    );
  const said = (one: (typeof words)[keyof typeof words]) => one[lang];
  const person = [{ head: said(words.learner) }, { head: said(words.phone), width: 14 }];
  const inMinutes = (one: (typeof words)[keyof typeof words]) => ({
    head: `${said(one)} (${said(words.minutes)})`,
  });
  return writeWorkbook([
    {
      name: said(words.learner),
      columns: [
        ...person,
        { head: said(words.state) },
        { head: said(words.why), width: 36 },
        ...[words.credited, words.due, words.withheld].map(inMinutes),
        { head: said(words.recognisedHours) },
        { head: said(words.lessons) },
        { head: said(words.lastStudied), width: 18 },
      ],
      rows: rows.map((row) => [
        ...rowCells(row, lang),
        recognised(creditOf.get(row.enrolmentId)),
        row.completedLessons,
        moment(row),
      ]),
    },
    {
      name: said(words.perLesson),
      columns: [
        ...person,
        { head: said(words.lesson), width: 36 },
        ...[words.length, words.credited, words.withheld].map(inMinutes),
        { head: said(words.completed) },
      ],
      rows: each(
        ({ lessons }) => lessons,
        ({ ordinal, title, durationMs, provenMs, withheld, completed }) => [
          `${ordinal}. ${title}`,
          durationMs === null ? null : minutes(durationMs),
          minutes(provenMs),
          withheld === null ? 0 : Math.ceil((withheld.toMs - withheld.fromMs) / 60_000),
          said(completed ? words.completed : words.notYet),
        ],
      ),
    },
    {
      name: said(words.perHour),
      columns: [
        ...person,
        { head: said(words.classHour) },
        inMinutes(words.credited),
        { head: said(words.photographs) },
        { head: said(words.faceChecks) },
        { head: said(words.recognised), width: 24 },
      ],
      rows: each(
        ({ classHours }) => classHours,
        ({ number, creditedMs, photographs, faceChecks, missing }) => [
          ...[number, minutes(creditedMs), photographs, faceChecks],
          missing === null ? said(words.recognised) : missingWords[missing][lang],
        ],
      ),
    },
  ]);
}

const none: Credit = { enrolmentId: null, creditedTotalMs: 0, lessons: [], classHours: [] };

function recognised(credit: Credit | undefined): number {
  return credit?.classHours.filter((hour) => hour.recognised).length ?? 0;
}

function moment({ lastStudiedMs }: BoardRow): string {
  return lastStudiedMs === null ? '' : sayMoment(lastStudiedMs);
}

function rowCells(row: BoardRow, lang: Lang): (string | number)[] {
  const { name, maskedPhone, state, holdUp, creditedMs, dueMs, withheldMs } = row;
  return [
    ...[name, maskedPhone, progressWords[state][lang], holdUp === null ? '' : holdUpWords[holdUp][lang]],
    ...[minutes(creditedMs), minutes(dueMs), Math.ceil(withheldMs / 60_000)],
  ];
}
