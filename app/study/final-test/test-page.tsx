import { useEffect, useState } from 'react';
import type { RefusalCode } from '../../platform/refusal.ts';
import type { Words } from '../../platform/words.ts';
import { FaceCheckPage } from '../../presence/check/face-check.tsx';
import { needOfRefusal } from '../../presence/face-need.ts';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Say } from '../../ui/say.tsx';
import { homeWords } from '../page-words.ts';
import type { TestSeen } from './read-test.server.ts';
import { TestQuestions } from './test-questions.tsx';
import { TestResultPage } from './test-result.tsx';
import { TestStart } from './test-start.tsx';
import type { TestPhase } from './test-view.ts';
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
  if (phase.name === 'refused') return <Refused phase={phase} test={test} onAgain={begin} />;
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

/** Where a refusal leads, when she can mend it herself. */
function wayOf(refused: RefusalCode, classId: string): { to: string; label: Words } | null {
  if (refused === 'signed_out') return { to: `/sign-in?next=/test/${classId}`, label: words.signIn };
  const need = needOfRefusal(refused);
  if (need === 'consent') return { to: '/consent', label: homeWords.toConsent };
  return need === 'face' ? { to: '/face', label: homeWords.toFace } : null;
}

/** Why it does not open, by the server's own words, and the way to mend it; else the teacher helps. */
function Refused({
  phase,
  test,
  onAgain,
}: {
  phase: Extract<TestPhase, { name: 'refused' }>;
  test: TestSeen;
  onAgain: () => void;
}) {
  const say = useWords();
  const way = wayOf(phase.refused, test.classId);
  return (
    <Page
      top={<TopBar title={say(words.title)} />}
      bottom={
        <BottomBar>
          {way ? (
            <LinkButton to={way.to}>{say(way.label)}</LinkButton>
          ) : (
            <LinkButton to={`tel:${test.phone}`} outside icon="phone">
              {say(words.teacher)}
            </LinkButton>
          )}
          <Button kind="quiet" onClick={onAgain}>
            {say(words.tryOpen)}
          </Button>
        </BottomBar>
      }
    >
      <Say sentence={phase.say} detail={phase.fix} />
    </Page>
  );
}
