import { Link } from '@remix-run/react';
import type { Credit } from '../study/study.wire.ts';
import { sayLength, sayPlace } from '../study/say-time.ts';
import type { BoardRow } from '../training/board/arrange-board.ts';
import {
  boardWords as words,
  holdUpWords,
  missingWords,
  progressWords,
  sayBoard,
} from '../training/board/board-words.ts';
import { LearnerHours } from '../training/in-person/hours-table.tsx';
import { inPersonWords } from '../training/in-person/in-person-words.ts';
import type { InPersonHours } from '../training/in-person/sum-hours.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { DeskPart, FactList } from '../ui/desk-form.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { Notice, StatusTag } from '../ui/notice.tsx';
import { progressTones } from './board-page.tsx';
import { HelpLink } from './help-link.tsx';
import type { DeskSeen } from './read-desk.server.ts';
import { sayMoment } from './say-moment.ts';

type Lesson = Credit['lessons'][number];
type Hour = Credit['classHours'][number];
const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** One learner of a class: earned, withheld and recognised, lesson by lesson and hour by hour, from the ledger. */
export function ClassLearnerPage({
  classId,
  role,
  row,
  credit,
  inPerson,
}: {
  classId: string;
  role: DeskSeen['role'];
  row: BoardRow;
  credit: Credit;
  inPerson: InPersonHours | null;
}) {
  const say = useWords();
  const { lang } = useFrame();
  const recognised = credit.classHours.filter((hour) => hour.recognised).length;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-title font-bold">{row.name}</h2>
        <StatusTag tone={progressTones[row.state]}>{say(progressWords[row.state])}</StatusTag>
        <span className="text-ink-2">{row.maskedPhone}</span>
        {(['inspector', 'auditor'].includes(role) ||
          (['clerk', 'head'].includes(role) && row.elsewhere === null)) && (
          <Link to={`/desk/people/${row.learnerId}`} className={link}>
            {say(words.person)}
          </Link>
        )}
      </div>
      {row.holdUp && (
        <Notice
          tone={row.state === 'stuck' ? 'warn' : 'info'}
          title={say(holdUpWords[row.holdUp])}
          action={role === 'clerk' && <HelpLink row={row} classId={classId} />}
        />
      )}
      <FactList
        facts={[
          { name: say(words.credited), value: sayLength(row.creditedMs, lang) },
          { name: say(words.due), value: sayLength(row.dueMs, lang) },
          {
            name: say(words.withheld),
            value: row.withheldMs > 0 ? sayLength(row.withheldMs, lang) : say(words.none),
          },
          { name: say(words.recognised), value: say(sayBoard.recognised(recognised)) },
          {
            name: say(words.lastStudied),
            value: row.lastStudiedMs === null ? say(words.never) : sayMoment(row.lastStudiedMs),
          },
        ]}
      />
      {inPerson && (
        <DeskPart title={say(inPersonWords.title)}>
          <LearnerHours classId={classId} hours={inPerson} />
        </DeskPart>
      )}
      <DeskPart title={say(words.perLesson)}>
        <LessonHours lessons={credit.lessons} />
      </DeskPart>
      <DeskPart title={say(words.perHour)}>
        {credit.classHours.length === 0 ? (
          <p className="text-ink-2">{say(words.begun)}</p>
        ) : (
          <ClassHours hours={credit.classHours} />
        )}
      </DeskPart>
    </>
  );
}

function LessonHours({ lessons }: { lessons: Lesson[] }) {
  const say = useWords();
  const { lang } = useFrame();
  const columns: Column<Lesson>[] = [
    { head: say(words.lesson), cell: ({ ordinal, title }) => `${ordinal}. ${title}` },
    {
      head: say(words.length),
      numeric: true,
      cell: ({ durationMs }) => (durationMs === null ? say(words.notYet) : sayLength(durationMs, lang)),
    },
    { head: say(words.credited), numeric: true, cell: ({ provenMs }) => sayLength(provenMs, lang) },
    {
      head: say(words.withheld),
      cell: ({ withheld }) =>
        withheld === null ? say(words.none) : `${sayPlace(withheld.fromMs)} – ${sayPlace(withheld.toMs)}`,
    },
    {
      head: say(words.completed),
      cell: ({ completed }) =>
        completed ? <StatusTag tone="ok">{say(words.completed)}</StatusTag> : say(words.notYet),
    },
  ];
  return (
    <DataTable
      caption={say(words.perLesson)}
      columns={columns}
      rows={lessons}
      keyOf={({ ordinal }) => String(ordinal)}
    />
  );
}

function ClassHours({ hours }: { hours: Hour[] }) {
  const say = useWords();
  const { lang } = useFrame();
  const columns: Column<Hour>[] = [
    { head: say(words.classHour), numeric: true, cell: ({ number }) => number },
    { head: say(words.credited), numeric: true, cell: ({ creditedMs }) => sayLength(creditedMs, lang) },
    { head: say(words.photographs), numeric: true, cell: ({ photographs }) => photographs },
    { head: say(words.faceChecks), numeric: true, cell: ({ faceChecks }) => faceChecks },
    {
      head: say(words.recognised),
      cell: ({ missing }) =>
        missing === null ? (
          <StatusTag tone="ok">{say(words.recognised)}</StatusTag>
        ) : (
          <StatusTag tone={missing === 'study' ? 'plain' : 'warn'}>{say(missingWords[missing])}</StatusTag>
        ),
    },
  ];
  return (
    <DataTable
      caption={say(words.perHour)}
      columns={columns}
      rows={hours}
      keyOf={({ number }) => String(number)}
    />
  );
}
