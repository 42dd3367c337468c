import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { CameraRepair } from '../presence/device/camera-repair.tsx';
import { BottomBar, TopBar } from '../ui/bars.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { Stage } from '../ui/stage.tsx';
import { ControlPage } from './control-page.tsx';
import { LessonButton } from './lesson-button.tsx';
import { showsVideo } from './lesson-view.ts';
import './lesson-stage.css';
import { StagePlate } from './stage-plate.tsx';
import { StandingPanel } from './standing-panel.tsx';
import type { Standing } from './study.wire.ts';
import { useLessonSession } from './use-lesson-session.ts';
import { WithheldReason } from './withheld-reason.tsx';
import { labels } from './words.ts';

/** Comes when a check is asked, not before: most of a lesson is without one. */
const LessonFace = lazy(() => import('./lesson-face.tsx'));

/** What the page knows before its lease is opened. Times in ms of media. */
export type LessonShown = {
  enrolmentId: string;
  ordinal: number;
  title: string;
  durationMs: number | null;
  provenMs: number;
  frontierMs: number;
  withheld: Standing['withheld'];
  hasNext: boolean;
  /** Approved for a demonstration only. */
  isDemo: boolean;
  /** Telephone of the learner's institution. */
  teacherPhone: string;
  /** A class hour was studied and still lacks its photograph. */
  hourWaits: boolean;
};

/** The lesson: stage, standing, one big button. A control replaces it and keeps the video one pixel small. */
export function LessonPage({ lesson }: { lesson: LessonShown }) {
  const say = useWords();
  const { lang } = useFrame();
  const host = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLDivElement>(null);
  const [beside, setBeside] = useState<'why' | 'camera' | null>(null);
  const words = {
    back10: say(labels.back10),
    pause: say(labels.pause),
    subtitles: say(labels.subtitlesOn),
    fullScreen: say(labels.fullScreen),
    leaveFullScreen: say(labels.leaveFullScreen),
    video: say(labels.video),
    subtitlesLang: lang === 'zh' ? '中文' : 'Chinese',
  };
  const { session, view } = useLessonSession(host, {
    enrolmentId: lesson.enrolmentId,
    ordinal: lesson.ordinal,
    words,
  });
  const { phase, fullScreen } = view;
  const standing = view.standing ?? lesson;
  const inControl = phase.name === 'control';
  const inFace = phase.name === 'face' || (phase.name === 'control' && phase.control.kind === 'face');
  useLessonKeys(session, inControl || inFace || beside === 'camera');
  useFocusAfterControl(inControl || inFace, button);
  const shrunk = !showsVideo(view) || beside === 'camera';

  return (
    <div className="screen screen-fixed">
      {!inControl && !inFace && <TopBar />}
      <div className={fullScreen ? 'own-full-screen' : 'lesson-stage'}>
        <Stage shrunk={shrunk}>
          <div ref={host} className="fill" />
        </Stage>
      </div>
      {inFace && session ? (
        <Suspense fallback={<PageOnItsWay />}>
          <LessonFace
            key={phase.name === 'control' ? phase.control.id : 'lesson'}
            view={view}
            session={session}
            phone={lesson.teacherPhone}
          />
        </Suspense>
      ) : inControl && session?.study ? (
        <ControlPage key={phase.control.id} phase={phase} unheard={view.unheard} turn={session.study.turn} />
      ) : beside === 'camera' ? (
        <CameraRepair
          state={view.camera}
          onRetry={() => void session?.openCamera()}
          onBack={() => setBeside(null)}
        />
      ) : (
        <main id="main" className="flex min-h-0 grow flex-col">
          <div className="mx-auto flex min-h-0 w-full max-w-160 grow flex-col overflow-y-auto">
            {shrunk && <StagePlate view={view} lesson={lesson} />}
            {beside === 'why' && standing.withheld ? (
              <WithheldReason
                standing={{ frontierMs: standing.frontierMs, withheld: standing.withheld }}
                onBack={() => setBeside(null)}
              />
            ) : (
              <StandingPanel
                lesson={lesson}
                view={view}
                onHelper={session?.study ? () => void session.sayHelper() : null}
                onWhy={() => setBeside('why')}
                onCamera={() => {
                  // The pictures take the video's place.
                  session?.study?.stop();
                  setBeside('camera');
                }}
              />
            )}
          </div>
          <BottomBar>
            <div ref={button} tabIndex={-1}>
              <LessonButton
                view={view}
                lesson={lesson}
                session={session}
                repairing={beside === 'why'}
                onDone={() => setBeside(null)}
              />
            </div>
          </BottomBar>
        </main>
      )}
    </div>
  );
}

/** For the moment in which the check's own code comes: the same bar and room. */
function PageOnItsWay() {
  const say = useWords();
  return (
    <>
      <TopBar backTo={null} title={say(labels.rollCall)} />
      <main id="main" className="breathing grow bg-card" />
    </>
  );
}

/** Keys ask the same map as buttons; in a control they belong to its own buttons. */
function useLessonKeys(session: ReturnType<typeof useLessonSession>['session'], off: boolean): void {
  useEffect(() => {
    if (!session || off) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const onButton = event.target instanceof Element && event.target.closest('a, button, summary, input');
      if (onButton && (event.key === ' ' || event.key === 'Enter')) return;
      if (session.key(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [session, off]);
}

/** When a control is over, the focus comes back to the one big button. */
function useFocusAfterControl(inControl: boolean, button: React.RefObject<HTMLDivElement | null>): void {
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !inControl) button.current?.querySelector<HTMLElement>('button, a')?.focus();
    was.current = inControl;
  }, [inControl, button]);
}
