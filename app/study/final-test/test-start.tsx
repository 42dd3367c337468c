import { refusalWords } from '../../platform/words.ts';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Say } from '../../ui/say.tsx';
import type { TestSeen } from './read-test.server.ts';
import { sayTest, testWords as words } from './test-words.ts';

/** Before the test: how many questions, how long, how many right; and the one button, or what is still missing. */
export function TestStart({
  test,
  isOpening,
  onBegin,
}: {
  test: TestSeen;
  isOpening: boolean;
  onBegin: () => void;
}) {
  const say = useWords();
  const { plan, refused, className, phone } = test;
  const why = refused && refusalWords[refused.code];
  const facts = [
    { name: say(words.questions), value: say(sayTest.questions(plan.questions)) },
    { name: say(words.time), value: say(sayTest.minutes(plan.limitS)) },
    { name: say(words.passMark), value: say(sayTest.passMark(plan.passRight)) },
    { name: say(words.triesLeft), value: say(sayTest.tries(plan.triesLeft)) },
  ];
  return (
    <Page
      top={<TopBar title={say(words.title)} />}
      bottom={
        <BottomBar>
          {refused ? (
            refused.code === 'test_lessons_open' ? (
              <LinkButton to="/">{say(words.home)}</LinkButton>
            ) : (
              <LinkButton to={`tel:${phone}`} outside icon="phone">
                {say(words.teacher)}
              </LinkButton>
            )
          ) : (
            <Button busy={isOpening} onClick={onBegin}>
              {say(isOpening ? words.opening : words.begin)}
            </Button>
          )}
        </BottomBar>
      }
    >
      <div>
        <p className="text-note text-ink-2">{className}</p>
        {why ? (
          <Say sentence={say(why.say)} detail={say(why.fix)} />
        ) : (
          <Say sentence={say(words.ready)} sound="test-ready" />
        )}
      </div>
      {refused?.untilDay && <Notice tone="info" title={say(sayTest.rectifies(refused.untilDay))} />}
      {why?.why && <p className="text-note text-ink-2">{say(why.why)}</p>}
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 rounded-button border border-hair bg-card p-3">
        {facts.map(({ name, value }) => (
          <div key={name} className="flex flex-wrap items-baseline gap-x-2">
            <dt className="text-note text-ink-2">{name}</dt>
            <dd className="font-bold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {!refused && (
        <Notice tone="info" title={say(words.beforehand)}>
          {say(words.timeGoes)}
        </Notice>
      )}
    </Page>
  );
}
