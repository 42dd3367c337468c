import { FaceCheckPage } from '../presence/check/face-check.tsx';
import { useWords } from '../ui/frame.tsx';
import type { LessonSession } from './lesson-session.client.ts';
import type { LessonView } from './lesson-view.ts';
import { labels } from './words.ts';

/**
 * The live check of a lesson: before it is opened, or as a control in the middle (P007). It uses the lesson's own camera
 * and voice. What it found is the server's to know: a control is answered with the challenge's id, passed or not.
 */
export default function LessonFace({
  view,
  session,
  phone,
}: {
  view: LessonView;
  session: LessonSession;
  phone: string;
}) {
  const say = useWords();
  const { camera, voice } = session;
  const control = view.phase.name === 'control' ? view.phase.control : null;
  const answer = (challengeId: string) => session.study?.turn.answer(challengeId);
  return (
    <FaceCheckPage
      means={{ camera, voice, state: view.camera }}
      place={
        control
          ? { purpose: 'control', fence: view.standing?.fence ?? null, controlId: control.id }
          : { purpose: 'lesson', fence: null, controlId: null }
      }
      isUrgent={control !== null}
      phone={phone}
      backTo={control ? null : '/'}
      title={control ? say(labels.rollCall) : undefined}
      onPassed={(challengeId) => (control ? answer(challengeId) : void session.openAgain())}
      // Without a challenge of this control any id says the same: no try is left.
      onPerson={(challengeId) => control && answer(challengeId ?? control.id)}
    />
  );
}
