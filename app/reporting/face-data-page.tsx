import { DataTable } from '../ui/data-table.tsx';
import { DeskPart, FactList } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice, StatusTag, type Tone } from '../ui/notice.tsx';
import type { StockLevel } from '../presence/keeping/judge-stock.ts';
import { erasedWords } from '../presence/keeping/filing-words.ts';
import { AssessmentForm, AssessmentTable } from './assessment-register.tsx';
import { DeskPage } from './desk-page.tsx';
import { erasedWhyWords, faceDataWords as words, stockLevelWords } from './face-data-words.ts';
import type { DeskSeen } from './read-desk.server.ts';
import type { FaceDataSeen } from './read-face-data.server.ts';
import { sayMoment } from './say-moment.ts';

const levelTone: Record<StockLevel, Tone> = { quiet: 'ok', warned: 'warn', urgent: 'warn', due: 'bad' };
const download =
  'inline-flex min-h-9 items-center gap-1 rounded-field px-2 font-bold text-accent underline underline-offset-4';

/** The stock of face data, its filing, the register of impact assessments, and what was deleted. */
export function FaceDataPage({
  desk,
  seen,
  refusedField,
  entered,
}: {
  desk: DeskSeen;
  seen: FaceDataSeen;
  /** The field of the form that was refused; null: none. */
  refusedField: string | null;
  entered: boolean;
}) {
  const say = useWords();
  const { stock, level, nextAt, assessments, assessmentDue, erasures } = seen;
  const number = (value: number) => value.toLocaleString('en');
  return (
    <DeskPage desk={desk} title={say(words.title)}>
      {entered && <Notice tone="ok" title={say(words.entered)} live />}
      {assessmentDue && (
        <Notice tone="warn" title={say(words.due)}>
          {say(words.dueWhy)}
        </Notice>
      )}
      <div className="grid gap-4 desk:grid-cols-2">
        <DeskPart title={say(words.stock)}>
          <p className="flex flex-wrap items-center gap-2">
            <b className="text-desk-title tabular-nums">{number(stock.persons)}</b>
            <span>{say(words.persons)}</span>
            <StatusTag tone={levelTone[level]}>{say(stockLevelWords[level])}</StatusTag>
          </p>
          <FactList
            facts={[
              ...(nextAt === null ? [] : [{ name: say(words.nextAt), value: number(nextAt) }]),
              ...(['withReference', 'withIdPhoto', 'withSnapshots', 'withFrames'] as const).map((name) => ({
                name: say(words[name]),
                value: number(stock[name]),
              })),
            ]}
          />
        </DeskPart>
        <DeskPart title={say(words.filing)}>
          <p className="text-table text-ink-2">{say(words.filingHint)}</p>
          <p className="flex flex-wrap gap-2">
            {(['csv', 'json'] as const).map((form) => (
              <a key={form} href={`/desk/face-data/filing?as=${form}`} download className={download}>
                <Icon name="file" />
                {say(words[form])}
              </a>
            ))}
          </p>
        </DeskPart>
      </div>
      <DeskPart title={say(words.assessments)}>
        {!assessmentDue && (
          <p>
            <StatusTag tone="ok">{say(words.covered)}</StatusTag>
          </p>
        )}
        <AssessmentTable assessments={assessments} />
        {desk.role === 'reviewer' && <AssessmentForm refusedField={refusedField} />}
      </DeskPart>
      <DeskPart title={say(words.erasures)}>
        {erasures.length === 0 ? (
          <p className="text-table text-ink-2">{say(words.noErasures)}</p>
        ) : (
          <DataTable
            caption={say(words.erasures)}
            rows={erasures}
            keyOf={({ id }) => id}
            columns={[
              { head: say(words.when), cell: ({ atMs }) => sayMoment(atMs) },
              { head: say(words.institution), cell: ({ institution }) => institution },
              { head: say(words.what), cell: ({ what }) => say(erasedWords[what]) },
              { head: say(words.count), numeric: true, cell: ({ count }) => number(count) },
              { head: say(words.why), cell: ({ why }) => say(erasedWhyWords[why]) },
            ]}
          />
        )}
      </DeskPart>
    </DeskPage>
  );
}
