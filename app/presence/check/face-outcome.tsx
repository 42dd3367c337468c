import { useEffect, useRef, type ReactNode } from 'react';
import { refusalWords, type Words } from '../../platform/words.ts';
import { BottomBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import type { FaceView } from './face-view.ts';
import { faceLabels, faceSentences, faultWords } from './face-words.ts';

type Outcome = Extract<FaceView['phase'], { name: 'passed' | 'again' | 'person' | 'refused' }>;

/** How a check ended: one reason, one repair, and the way to a person. */
export function FaceOutcome({
  phase,
  phone,
  onAgain,
}: {
  phase: Outcome;
  /** Telephone of the learner's institution. */
  phone: string | null;
  onAgain: () => void;
}) {
  const say = useWords();
  const box = useRef<HTMLHeadingElement>(null);
  useEffect(() => box.current?.focus(), [phase.name]);
  const { icon, reason, repair } = wordsOf(phase);
  const mayRepeat = phase.name === 'again' || (phase.name === 'refused' && phase.refused === 'too_fast');
  return (
    <main id="main" className="flex min-h-0 grow flex-col bg-card">
      <div className="flex min-h-0 grow flex-col items-center justify-center gap-3 overflow-y-auto p-4">
        <span
          className={`flex h-24 w-24 shrink-0 items-center justify-center rounded-tag text-num ${
            phase.name === 'passed' ? 'bg-ok-soft text-ok' : 'bg-warn-soft text-warn'
          }`}
        >
          <Icon name={icon} />
        </span>
        <h1 ref={box} tabIndex={-1} className="text-center text-say font-bold">
          {say(reason)}
        </h1>
        {repair && (
          <p className="text-center text-title" role="status">
            {say(repair)}
          </p>
        )}
      </div>
      {phase.name !== 'passed' && (
        <BottomBar>
          {mayRepeat && (
            <Button icon="retry" onClick={onAgain}>
              {say(faceLabels.again)}
            </Button>
          )}
          <CallTeacher phone={phone} kind={mayRepeat ? 'second' : 'main'} />
        </BottomBar>
      )}
    </main>
  );
}

/** 找老师: rings the institution, else leads to the help page. */
export function CallTeacher({
  phone,
  kind = 'second',
  children,
}: {
  phone: string | null;
  kind?: 'main' | 'second' | 'quiet';
  children?: ReactNode;
}) {
  const say = useWords();
  return (
    <LinkButton kind={kind} icon="phone" to={phone ? `tel:${phone}` : '/help'} outside={phone !== null}>
      {children ?? say(faceLabels.teacher)}
    </LinkButton>
  );
}

function wordsOf(phase: Outcome): { icon: IconName; reason: Words; repair: Words | null } {
  if (phase.name === 'passed') return { icon: 'check', reason: faceSentences.passed, repair: null };
  if (phase.name === 'person')
    return { icon: 'people', reason: faceSentences.person, repair: faceLabels.keptStudy };
  if (phase.name === 'refused') {
    const { say: reason, fix } = refusalWords[phase.refused];
    return { icon: 'info', reason, repair: fix };
  }
  if (!phase.fault) return { icon: 'clock', reason: faceSentences.expired, repair: null };
  const { say: reason, fix } = faultWords[phase.fault];
  return { icon: 'warn', reason, repair: fix };
}
