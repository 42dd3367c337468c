import type { FaceNeed } from '../presence/face-need.ts';
import { noticeWords, sayNotices } from '../training/notices/notice-words.ts';
import { surveyWords } from '../training/survey/survey-words.ts';
import { BottomBar, Page, TopBar } from '../ui/bars.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimeCount } from '../ui/progress.tsx';
import { Say } from '../ui/say.tsx';
import { uiWords } from '../ui/words.ts';
import { HomeLesson } from './home-lesson.tsx';
import { chooseSentence } from './home-sentence.ts';
import { homeWords, sayHome } from './page-words.ts';
import type { Home } from './read-home.server.ts';
import { sayLength } from './say-time.ts';

/** The one button: study, see the record, ask again, or call the teacher. */
function HomeButton({ home, need, onCheck }: { home: Home; need: FaceNeed | null; onCheck(): void }) {
  const say = useWords();
  const { next, allDone, institutionPhone, test } = home;
  if (allDone && test && test.state !== 'passed')
    return (
      <LinkButton to={`/test/${test.classId}`}>
        {say({ none: homeWords.toTest, open: homeWords.goOnTest, failed: homeWords.toResult }[test.state])}
      </LinkButton>
    );
  if (allDone) return <LinkButton to="/progress">{say(homeWords.toProgress)}</LinkButton>;
  if (need === 'consent') return <LinkButton to="/consent">{say(homeWords.toConsent)}</LinkButton>;
  if (need === 'face') return <LinkButton to="/face">{say(homeWords.toFace)}</LinkButton>;
  if (next === null || need !== null)
    return (
      <LinkButton to={`tel:${institutionPhone}`} outside icon="phone">
        {say(homeWords.call)}
      </LinkButton>
    );
  if (!next.ready)
    return (
      <Button icon="retry" onClick={onCheck}>
        {say(homeWords.check)}
      </Button>
    );
  return <LinkButton to={`/lessons/${next.ordinal}`}>{say(sayHome.goOn(next.ordinal))}</LinkButton>;
}

/** What is not credited or not recognised yet, and where it is repaired. */
function HomeMissing({ home }: { home: Home }) {
  const say = useWords();
  const { withheldMs, unrecognisedHours } = home;
  if (withheldMs === 0 && unrecognisedHours === 0) return null;
  return (
    <Notice
      tone={withheldMs > 0 ? 'warn' : 'info'}
      title={say(withheldMs > 0 ? sayHome.withheld(withheldMs) : sayHome.unrecognised(unrecognisedHours))}
      action={
        <LinkButton kind="second" to="/progress">
          {say(homeWords.seeMissing)}
        </LinkButton>
      }
    />
  );
}

/** Home: one sentence, one button, what is credited, what is missing. `onCheck` asks the server again. */
export function HomePage({
  home,
  need = null,
  answers = 0,
  notices = 0,
  surveyOf = null,
  onCheck,
}: {
  home: Home;
  /** What her face still needs before a lesson. */
  need?: FaceNeed | null;
  /** Answers about her photographs that she has not seen. */
  answers?: number;
  /** Notices that she has not read. */
  notices?: number;
  /** The class that asks whether she is satisfied. */
  surveyOf?: string | null;
  onCheck(): void;
}) {
  const say = useWords();
  const { lang } = useFrame();
  const sentence = chooseSentence(home, need);
  return (
    <Page
      top={<TopBar backTo={null} title={say(uiWords.appName)} />}
      bottom={
        <BottomBar>
          <HomeButton home={home} need={home.next ? need : null} onCheck={onCheck} />
        </BottomBar>
      }
    >
      <div>
        <p className="text-note text-ink-2">
          {home.learnerName}
          {home.className !== null && ` · ${home.className}`}
        </p>
        <Say
          sentence={say(sentence.say)}
          detail={sentence.detail ? say(sentence.detail) : undefined}
          sound={sentence.sound}
        />
      </div>
      {home.next && <HomeLesson next={home.next} />}
      {answers > 0 && (
        <Notice
          tone="info"
          title={say(homeWords.answered)}
          action={
            <LinkButton kind="second" to="/photos">
              {say(homeWords.seeAnswer)}
            </LinkButton>
          }
        />
      )}
      {surveyOf !== null && (
        <Notice
          tone="info"
          title={say(surveyWords.asked)}
          action={
            <LinkButton kind="second" to={`/survey/${surveyOf}`}>
              {say(surveyWords.answer)}
            </LinkButton>
          }
        />
      )}
      {notices > 0 && (
        <Notice
          tone="info"
          title={say(sayNotices.count(notices))}
          action={
            <LinkButton kind="second" to="/notices">
              {say(noticeWords.see)}
            </LinkButton>
          }
        />
      )}
      <HomeMissing home={home} />
      {home.className !== null && (
        <section className="rounded-button border border-hair bg-card p-4">
          <TimeCount big label={say(homeWords.total)} time={sayLength(home.creditedTotalMs, lang)} />
          <div className="mt-2 border-t border-hair pt-2">
            <TimeCount label={say(homeWords.today)} time={sayLength(home.creditedTodayMs, lang)} />
            {home.neededMs > 0 && (
              <TimeCount label={say(homeWords.leftTotal)} time={sayLength(home.neededMs, lang)} />
            )}
          </div>
        </section>
      )}
      {home.className !== null && !home.allDone && (
        <LinkButton kind="quiet" to="/progress" className="self-start">
          {say(homeWords.toProgress)}
        </LinkButton>
      )}
      {notices === 0 && (
        <LinkButton kind="quiet" to="/notices" className="self-start">
          {say(noticeWords.title)}
        </LinkButton>
      )}
    </Page>
  );
}
