import { useEffect, useState } from 'react';
import { FaceCheckPage } from '../../presence/check/face-check.tsx';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Say } from '../../ui/say.tsx';
import type { TestSeen } from './read-test.server.ts';
import { TestQuestions } from './test-questions.tsx';
import { TestResultPage } from './test-result.tsx';
import { TestStart } from './test-start.tsx';
import { testWords as words } from './test-words.ts';
import { useTestSession } from './use-test-session.ts';

/** The final test: before it, in it, and what came of it. `onOver` asks the server for the result. */
export function TestPage({ test, onOver }: { test: TestSeen; onOver: () => void }) {
  const { session, view } = useTestSession(test.classId, test.isOpen);
  const { phase } = view;
  const [wantsAgain, setWantsAgain] = useState(false);
  const isOver = phase.name === 'over';
  useEffect(() => {
    if (!isOver) return;
    setWantsAgain(false);
    onOver();
  }, [isOver, onOver]);
  const begin = () => {
    if (!session) return;
    session.voice.unlock();
    void session.open(false);
  };

  if (phase.name === 'face' && session)
    return (
      <div className="screen screen-fixed">
        <FaceCheckPage
          means={{ camera: session.camera, voice: session.voice, state: view.camera }}
          place={{ purpose: 'lesson', fence: null, controlId: null }}
          isUrgent={false}
          phone={test.phone}
          backTo="/"
          onPassed={() => void session.openAgain()}
          onPerson={() => undefined}
        />
      </div>
    );
  if (session && ['asking', 'submitting', 'photo'].includes(phase.name))
    return <TestQuestions session={session} view={view} />;
  if (phase.name === 'elsewhere' || phase.name === 'ended')
    return <OtherWindow isAlive={phase.name === 'elsewhere'} onHere={() => void session?.open(true)} />;
  if (phase.name === 'refused')
    return <Refused say={phase.say} fix={phase.fix} phone={test.phone} onAgain={begin} />;
  if (isOver && test.isOpen) return <OnItsWay sentence={words.loading} />;
  if (test.last && !wantsAgain && phase.name !== 'opening')
    return <TestResultPage test={test} last={test.last} onAgain={() => setWantsAgain(true)} />;
  return <TestStart test={test} isOpening={!session || phase.name === 'opening'} onBegin={begin} />;
}

function OnItsWay({ sentence }: { sentence: (typeof words)['loading'] }) {
  const say = useWords();
  return (
    <Page top={<TopBar backTo={null} title={say(words.title)} />}>
      <Say sentence={say(sentence)} />
    </Page>
  );
}

function OtherWindow({ isAlive, onHere }: { isAlive: boolean; onHere: () => void }) {
  const say = useWords();
  return (
    <Page
      top={<TopBar title={say(words.title)} />}
      bottom={
        <BottomBar>
          <Button onClick={onHere}>{say(words.here)}</Button>
          {isAlive && (
            <LinkButton kind="second" to="/">
              {say(words.notHere)}
            </LinkButton>
          )}
        </BottomBar>
      }
    >
      <Say
        sentence={say(isAlive ? words.elsewhere : words.ended)}
        detail={say(isAlive ? words.elsewhereFix : words.endedFix)}
        sound={isAlive ? 'test-elsewhere' : 'test-moved'}
      />
    </Page>
  );
}

/** Why it does not open, by the server's own words; the teacher helps. */
function Refused({
  say: sentence,
  fix,
  phone,
  onAgain,
}: {
  say: string;
  fix: string;
  phone: string;
  onAgain: () => void;
}) {
  const say = useWords();
  return (
    <Page
      top={<TopBar title={say(words.title)} />}
      bottom={
        <BottomBar>
          <LinkButton to={`tel:${phone}`} outside icon="phone">
            {say(words.teacher)}
          </LinkButton>
          <Button kind="quiet" onClick={onAgain}>
            {say(words.goOn)}
          </Button>
        </BottomBar>
      }
    >
      <Say sentence={sentence} detail={fix} />
    </Page>
  );
}
