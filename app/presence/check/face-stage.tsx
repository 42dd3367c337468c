import { Fragment } from 'react';
import { useWords } from '../../ui/frame.tsx';
import { CameraStage } from '../../ui/stage.tsx';
import { ActionSign } from './face-drawings.tsx';
import type { FaceSign } from './face-view.ts';
import { faceLabels, faceSentences, type FaceSentenceKey } from './face-words.ts';

/** The camera picture in its oval, one sentence, one big sign. No clock, no score: dots tell how far it is. */
export function FaceStage({
  say: sentence,
  sign,
  step,
  steps,
  mount,
}: {
  say: FaceSentenceKey;
  sign: FaceSign;
  step: number;
  steps: number;
  mount: (host: HTMLElement | null) => void;
}) {
  const say = useWords();
  const far = say(faceLabels.step).replace('{n}', String(step)).replace('{of}', String(steps));
  return (
    <Fragment>
      <h1 className="only-heard">{say(faceLabels.title)}</h1>
      <div className="relative mx-auto flex min-h-0 w-full max-w-100 grow flex-col">
        <CameraStage tip={say(faceSentences[sentence])}>
          <div ref={mount} className="fill" />
        </CameraStage>
        {sign && <ActionSign sign={sign} />}
      </div>
      <p className="flex h-4 shrink-0 justify-center gap-3" aria-label={step > 0 ? far : undefined}>
        {Array.from({ length: steps }, (_, index) => (
          <span
            key={index}
            aria-hidden="true"
            className={`h-3 w-3 rounded-tag ${index < step ? 'bg-accent' : 'bg-hair'}`}
          />
        ))}
      </p>
    </Fragment>
  );
}
