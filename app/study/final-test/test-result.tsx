import { chinaDay, chinaTime } from '../../training/class-day.ts';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Say } from '../../ui/say.tsx';
import type { TestSeen, TriedTest, WrongQuestion } from './read-test.server.ts';
import { sayTest, testWords as words } from './test-words.ts';

/** The lessons behind wrong answers, those with most of them first. */
function listLessons(wrong: readonly WrongQuestion[]): { ordinal: number; title: string }[] {
  const counts = new Map<number, { title: string; count: number }>();
  for (const { ordinal, lessonTitle } of wrong)
    counts.set(ordinal, { title: lessonTitle, count: (counts.get(ordinal)?.count ?? 0) + 1 });
  return [...counts]
    .sort(([a, one], [b, other]) => other.count - one.count || a - b)
    .map(([ordinal, { title }]) => ({ ordinal, title }));
}

/** What a try came to, what was wrong and where it is taught, and when she may try again. */
export function TestResultPage({
  test,
  last,
  onAgain,
}: {
  test: TestSeen;
  last: TriedTest;
  onAgain: () => void;
}) {
  const say = useWords();
  const { refused, phone } = test;
  const lessons = last.isPassed ? [] : listLessons(last.wrong).slice(0, 3);
  const [first] = lessons;
  return (
    <Page
      top={<TopBar title={say(words.title)} />}
      bottom={
        <BottomBar>
          {last.isPassed ? (
            <LinkButton to="/">{say(words.home)}</LinkButton>
          ) : refused === null ? (
            <Button onClick={onAgain}>{say(words.again)}</Button>
          ) : first && refused.code === 'test_wait' ? (
            <LinkButton to={`/lessons/${first.ordinal}`}>{say(words.toReview)}</LinkButton>
          ) : (
            <LinkButton to={`tel:${phone}`} outside icon="phone">
              {say(words.teacher)}
            </LinkButton>
          )}
        </BottomBar>
      }
    >
      <Say
        sentence={say(last.isPassed ? words.passed : words.failed)}
        detail={say(last.isPassed ? sayTest.result(last.right, last.questions) : words.failedFix)}
        sound={last.isPassed ? 'test-passed' : 'test-failed'}
      />
      {!last.isPassed && (
        <p className="text-num font-bold tabular-nums">{say(sayTest.result(last.right, last.questions))}</p>
      )}
      {last.endedBy === 'expired' && <Notice tone="info" title={say(words.timeOver)} />}
      {last.isWitnessed && <Notice tone="info" title={say(words.marked)} />}
      {!last.isPassed && <NextTry refused={refused} />}
      {lessons.length > 0 && (
        <section aria-labelledby="review" className="flex flex-col gap-2">
          <h2 id="review" className="text-title font-bold">
            {say(words.review)}
          </h2>
          <ul className="flex flex-col gap-2">
            {lessons.map(({ ordinal, title }) => (
              <li key={ordinal}>
                <LinkButton kind="second" to={`/lessons/${ordinal}`}>
                  {say(sayTest.lesson(ordinal, title))}
                </LinkButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="wrong" className="flex flex-col gap-3">
        <h2 id="wrong" className="text-title font-bold">
          {say(last.wrong.length > 0 ? words.wrongOnes : words.allRight)}
        </h2>
        <ol className="flex flex-col gap-3">
          {last.wrong.map((one) => (
            <Wrong key={one.place} one={one} />
          ))}
        </ol>
      </section>
    </Page>
  );
}

/** When the next try may be. */
function NextTry({ refused }: { refused: TestSeen['refused'] }) {
  const say = useWords();
  if (refused === null) return <Notice tone="ok" title={say(words.mayNow)} />;
  if (refused.code === 'test_wait' && refused.untilMs !== null) {
    // Rounded up to the minute: at what the page says it is open.
    const untilMs = refused.untilMs + 59_999;
    return <Notice tone="info" title={say(sayTest.nextTry(chinaDay(untilMs), chinaTime(untilMs)))} />;
  }
  return refused.code === 'test_tries_used' ? <Notice tone="warn" title={say(words.noMore)} /> : null;
}

function Wrong({ one }: { one: WrongQuestion }) {
  const say = useWords();
  const { place, ask, given, right, why, ordinal, lessonTitle } = one;
  return (
    <li className="flex flex-col gap-2 rounded-button border border-hair bg-card p-4">
      <h3 className="font-bold">
        <span className="block text-note text-ink-2">{say(sayTest.place(place))}</span>
        {ask}
      </h3>
      <p className="flex items-start gap-2 text-bad">
        <Icon name="bad" className="mt-1" />
        <span>
          {say(words.yours)}:{given ?? say(words.none)}
        </span>
      </p>
      <p className="flex items-start gap-2 font-bold text-ok">
        <Icon name="check" className="mt-1" />
        <span>
          {say(words.rightOne)}:{right}
        </span>
      </p>
      <p className="text-ink-2">{why}</p>
      <p className="text-note text-ink-2">{say(sayTest.lesson(ordinal, lessonTitle))}</p>
    </li>
  );
}
