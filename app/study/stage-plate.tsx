import { cameraWords } from '../presence/device/camera-words.ts';
import { wordsOfRefusal } from '../platform/study-refusal-words.ts';
import { useFrame, useWords } from '../ui/frame.tsx';
import { ListenButton } from '../ui/say.tsx';
import type { LessonShown } from './lesson-page.tsx';
import type { LessonView } from './lesson-view.ts';
import { fill, sentences, type Sentence } from './words.ts';

/** What stands in the video's place while it does not play: one sentence, and the lesson's first picture behind it. */
export function StagePlate({ view, lesson }: { view: LessonView; lesson: LessonShown }) {
  const { text, sound } = usePlateSentence(view, lesson);
  const waiting = ['opening', 'preparing'].includes(view.phase.name);
  return (
    <div className="ratio-16-9 w-full shrink-0 overflow-hidden bg-stage text-stage-text">
      {view.posterUrl !== null && <img src={view.posterUrl} alt="" className="fill plate-poster" />}
      <div className="fill flex items-center gap-3 p-4 short:p-3">
        <p
          className={`min-w-0 grow text-title font-bold wide:text-say ${waiting ? 'breathing' : ''}`}
          role="status"
        >
          {text}
        </p>
        {sound !== null && <ListenButton sound={sound} />}
      </div>
    </div>
  );
}

/** The sentence of the phase, and the recording of it. */
function usePlateSentence(view: LessonView, lesson: LessonShown): { text: string; sound: string | null } {
  const say = useWords();
  const { lang } = useFrame();
  const { phase } = view;
  const of = (sentence: Sentence, facts = {}) => ({
    text: fill(sentence, facts, lang),
    sound: sentence.sound,
  });
  switch (phase.name) {
    case 'resting':
      return of(sentences[phase.said.key], phase.said.facts);
    case 'preparing': {
      const { zh, en, sound } = sentences.preparing;
      const pct = phase.pct === null ? '' : ` ${phase.pct}%`;
      return { text: (lang === 'zh' ? zh : en) + pct, sound };
    }
    case 'refused': {
      const words = wordsOfRefusal(phase);
      return { text: `${say(words.say)}${say(words.fix)}`, sound: words.audio ?? null };
    }
    case 'elsewhere':
      return of(sentences.elsewhere);
    case 'ended':
      return of(sentences.takenOver);
    case 'camera':
      return { text: `${say(cameraWords.why)}${say(cameraWords.whyMore)}`, sound: 'photo' };
    case 'done':
      return of(sentences.done, { atMs: view.standing?.provenMs ?? lesson.provenMs });
    default:
      return of(sentences.opening);
  }
}
