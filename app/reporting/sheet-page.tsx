import { Link } from '@remix-run/react';
import type { FirstCode } from '../training/roster/first-codes.server.ts';
import { sheetWords as words, saySheet } from '../training/roster/sheet-words.ts';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { Empty } from '../ui/states.tsx';
import { PrintButton } from './print-button.tsx';

/** The sheet of first sign-ins: a slip for each learner to cut out, with the address, her number and her code. */
export function SheetPage({
  classId,
  title,
  address,
  qr,
  codes,
}: {
  classId: string;
  title: string;
  address: string;
  qr: { size: number; path: string };
  codes: FirstCode[];
}) {
  const say = useWords();
  const slips = codes.filter(({ code }) => code !== null);
  if (codes.length === 0)
    return (
      <Empty icon="people" say={say(words.empty)}>
        <Link
          to={`/desk/classes/${classId}/roster`}
          className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
        >
          {say(words.importRoster)}
        </Link>
      </Empty>
    );
  return (
    <>
      <div className="not-printed flex flex-wrap items-center gap-3">
        {slips.length > 0 && <PrintButton label={say(words.print)} />}
        <span className="text-ink-2">{say(saySheet.slips(slips.length, codes.length - slips.length))}</span>
      </div>
      {slips.length === 0 ? (
        <Notice tone="ok" title={say(words.allSigned)} />
      ) : (
        <ul className="sheet-slips">
          {slips.map(({ enrolmentId, name, phone, code }) => (
            <li key={enrolmentId} className="sheet-slip">
              <svg
                viewBox={`0 0 ${qr.size} ${qr.size}`}
                role="img"
                aria-label={say(words.qr)}
                className="h-28 w-28 shrink-0"
              >
                <path d={qr.path} />
              </svg>
              <div className="min-w-0">
                <p className="text-title font-bold">{name}</p>
                <p>
                  {say(words.phone)} <b className="tabular-nums">{phone}</b>
                </p>
                <p>
                  {say(words.code)} <b className="text-title tabular-nums">{code}</b>
                </p>
                <p className="text-table">{title}</p>
                <p className="text-table wrap-anywhere">{address}</p>
                <p className="text-table">{say(words.steps)}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
