import { personCodes } from '../presence/face-need.ts';
import { cameraWords } from '../presence/device/camera-words.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { useWords } from '../ui/frame.tsx';
import type { LessonShown } from './lesson-page.tsx';
import type { LessonSession } from './lesson-session.client.ts';
import type { LessonView } from './lesson-view.ts';
import { labels } from './words.ts';

/** Where a refusal that the learner can repair leads. */
const wayOut: Partial<Record<string, { to: string; label: keyof typeof labels }>> = {
  signed_out: { to: '/sign-in', label: 'signIn' },
  must_set_password: { to: '/set-password', label: 'setPassword' },
  consent_missing: { to: '/consent', label: 'toConsent' },
  face_not_enrolled: { to: '/face', label: 'toFace' },
};

/** The one big button of the lesson page; two where something is asked. Its words follow the phase, not the tap. */
export function LessonButton({
  view,
  lesson,
  session,
  repairing,
  onDone,
}: {
  view: LessonView;
  lesson: LessonShown;
  session: LessonSession | null;
  /** The reason of a withheld stretch is open: the button repairs it. */
  repairing: boolean;
  onDone: () => void;
}) {
  const say = useWords();
  const { phase } = view;
  const makeUp = () => {
    onDone();
    void session?.makeUp();
  };
  const two = 'grid grid-cols-2 gap-2';

  switch (phase.name) {
    case 'opening':
    case 'preparing':
      return (
        <Button busy disabled>
          {say(labels.opening)}
        </Button>
      );
    case 'refused': {
      if (personCodes.includes(phase.refused))
        return (
          <LinkButton to={`tel:${lesson.teacherPhone}`} outside icon="phone">
            {say(labels.callTeacher)} {lesson.teacherPhone}
          </LinkButton>
        );
      const { to, label } = wayOut[phase.refused] ?? { to: '/', label: 'home' as const };
      if (phase.refused === 'too_fast' || phase.refused === 'busy')
        return <Button onClick={() => void session?.open(false)}>{say(labels.retry)}</Button>;
      return <LinkButton to={to}>{say(labels[label])}</LinkButton>;
    }
    case 'elsewhere':
      return (
        <div className={two}>
          <Button onClick={() => void session?.open(true)}>{say(labels.here)}</Button>
          <LinkButton kind="second" to="/">
            {say(labels.stay)}
          </LinkButton>
        </div>
      );
    case 'ended':
      return <Button onClick={() => void session?.open(true)}>{say(labels.here)}</Button>;
    case 'camera':
      return (
        <div className={two}>
          <Button onClick={() => void session?.decideCamera(true)}>{say(cameraWords.open)}</Button>
          <Button kind="second" onClick={() => void session?.decideCamera(false)}>
            {say(cameraWords.later)}
          </Button>
        </div>
      );
    case 'done':
      return (
        <div className={two}>
          <LinkButton to={lesson.hasNext ? `/lessons/${lesson.ordinal + 1}` : '/'}>
            {say(lesson.hasNext ? labels.next : labels.home)}
          </LinkButton>
          <Button kind="second" onClick={() => void session?.watchAgain()}>
            {say(labels.again)}
          </Button>
        </div>
      );
    case 'playing':
      if (repairing) return <Button onClick={makeUp}>{say(labels.fromHere)}</Button>;
      return (
        <Button icon="pause" onClick={() => void session?.tap()}>
          {say(labels.pause)}
        </Button>
      );
    case 'resting': {
      const { key } = phase.said;
      if (key === 'late' || key === 'wrongTwice' || repairing)
        return <Button onClick={makeUp}>{say(labels.fromHere)}</Button>;
      const label = key === 'start' ? labels.begin : key === 'noPlayer' ? labels.retry : labels.goOn;
      return (
        <Button
          icon={phase.starting ? undefined : 'play'}
          busy={phase.starting}
          disabled={phase.starting}
          onClick={() => void session?.tap()}
        >
          {say(phase.starting ? labels.opening : label)}
        </Button>
      );
    }
    default:
      return null;
  }
}
