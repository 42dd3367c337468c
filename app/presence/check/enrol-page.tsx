import { useEffect, useState } from 'react';
import type { FaceStanding } from '../../identity/read-face-standing.server.ts';
import type { Words } from '../../platform/words.ts';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Say } from '../../ui/say.tsx';
import { Steps } from '../../ui/states.tsx';
import { enrolWords } from './enrol-words.ts';
import { FaceCheckPage } from './face-check.tsx';
import { useOwnCamera } from '../device/use-own-camera.ts';

/** How the learner's enrolment stands, and who may be called. */
export type EnrolShown = { standing: FaceStanding; learnerId: string; phone: string };

/** 照相: take it, wait for the teacher, or it is done. `onTaken` asks the server again how it stands. */
export function EnrolPage({ enrol, onTaken }: { enrol: EnrolShown; onTaken: () => void }) {
  const [isTaking, setTaking] = useState(false);
  const { standing, phone } = enrol;
  const { activeId, waitingId, changeAllowed } = standing;
  // What was taken has arrived: the page says what becomes of it.
  useEffect(() => setTaking(false), [activeId, waitingId]);
  if (isTaking) return <Taking phone={phone} onTaken={onTaken} />;
  if (waitingId !== null) return <Waiting enrol={enrol} />;
  if (activeId !== null && !changeAllowed) return <Confirmed enrol={enrol} referenceId={activeId} />;
  return <Start standing={standing} onStart={() => setTaking(true)} />;
}

function Taking({ phone, onTaken }: { phone: string; onTaken: () => void }) {
  const means = useOwnCamera();
  return (
    <div className="screen screen-fixed">
      <FaceCheckPage
        means={means}
        place={{ purpose: 'enrolment', fence: null, controlId: null }}
        isUrgent={false}
        phone={phone}
        backTo="/"
        onPassed={onTaken}
        onPerson={() => undefined}
      />
    </div>
  );
}

function Start({ standing, onStart }: { standing: FaceStanding; onStart: () => void }) {
  const say = useWords();
  const { changeAllowed, lastRefused } = standing;
  const [sentence, detail]: [Words, Words] = changeAllowed
    ? [enrolWords.change, enrolWords.changeFix]
    : lastRefused
      ? [enrolWords.refused, enrolWords.refusedFix]
      : [enrolWords.first, enrolWords.firstFix];
  const { stepSignIn, stepConsent, stepFace } = enrolWords;
  return (
    <Page
      top={<TopBar title={say(enrolWords.title)} />}
      bottom={
        <BottomBar>
          <Button icon="camera" onClick={onStart}>
            {say(enrolWords.start)}
          </Button>
        </BottomBar>
      }
    >
      <Say sentence={say(sentence)} detail={say(detail)} sound="face-first" />
      <Steps steps={[stepSignIn, stepConsent, stepFace].map(say)} now={3} />
      <LinkButton kind="quiet" to="/device-check" className="self-start">
        {say(enrolWords.device)}
      </LinkButton>
    </Page>
  );
}

function Waiting({ enrol: { standing, phone } }: { enrol: EnrolShown }) {
  const say = useWords();
  return (
    <Page
      top={<TopBar title={say(enrolWords.title)} />}
      bottom={
        <BottomBar>
          <LinkButton to={`tel:${phone}`} outside icon="phone">
            {say(enrolWords.call)} {phone}
          </LinkButton>
        </BottomBar>
      }
    >
      <Say
        sentence={say(standing.waitingFor === 'second' ? enrolWords.waitsSecond : enrolWords.waits)}
        detail={say(enrolWords.waitsFix)}
        sound="face-waits"
      />
      <p className="text-ink-2" role="status">
        {say(enrolWords.waitsHere)}
      </p>
    </Page>
  );
}

function Confirmed({ enrol: { learnerId }, referenceId }: { enrol: EnrolShown; referenceId: string }) {
  const say = useWords();
  return (
    <Page
      top={<TopBar title={say(enrolWords.title)} />}
      bottom={
        <BottomBar>
          <LinkButton to="/">{say(enrolWords.goOn)}</LinkButton>
        </BottomBar>
      }
    >
      <Say sentence={say(enrolWords.active)} detail={say(enrolWords.activeFix)} sound="device-good" />
      <img
        src={`/pictures/reference/${learnerId}/${referenceId}`}
        alt={say(enrolWords.picture)}
        className="photo-4-3 w-full max-w-100 rounded-button bg-hair"
      />
      <p className="text-ink-2">{say(enrolWords.frozen)}</p>
    </Page>
  );
}
