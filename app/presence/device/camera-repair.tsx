import { useEffect, useRef, useState } from 'react';
import { BottomBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import type { CameraState } from './camera.client.ts';
import { CameraStepPicture } from './camera-step-picture.tsx';
import { cameraSteps, cameraWords, readBrowserKind, type BrowserKind } from './camera-words.ts';

const nobody = () => undefined;

/**
 * 看图打开: three steps with pictures for this browser. Without photographs study goes on and the class hour waits
 * (P009); a face check waits for the camera.
 */
export function CameraRepair({
  state,
  onRetry,
  onBack = nobody,
  purpose = 'photograph',
}: {
  state: CameraState;
  onRetry: () => void;
  onBack?: () => void;
  purpose?: 'photograph' | 'face';
}) {
  const say = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const [browser, setBrowser] = useState<BrowserKind>('other');
  useEffect(() => {
    setBrowser(readBrowserKind(navigator.userAgent));
    heading.current?.focus();
  }, []);
  useEffect(() => {
    if (state === 'on') onBack();
  }, [state, onBack]);
  const sentence =
    state === 'missing' || state === 'lost' || state === 'busy' ? cameraWords[state] : cameraWords.denied;

  return (
    <main id="main" className="flex min-h-0 grow flex-col">
      <div className="mx-auto flex min-h-0 w-full max-w-160 grow flex-col gap-3 overflow-y-auto p-4">
        <div role="status">
          <h1 ref={heading} tabIndex={-1} className="text-title font-bold">
            {say(state === 'off' ? cameraWords.why : sentence)}
          </h1>
          <p className="text-note text-ink-2">
            {say(purpose === 'face' ? cameraWords.forFace : cameraWords.hourWaits)}
          </p>
        </div>
        {(state === 'denied' || state === 'asking') && (
          <ol className="flex flex-col gap-3">
            {cameraSteps[browser].map((step, index) => (
              <li
                key={step.en}
                className="flex items-center gap-3 rounded-button border border-hair bg-card p-2"
              >
                <CameraStepPicture browser={browser} step={index} />
                <p className="min-w-0 grow text-body font-bold">{say(step)}</p>
              </li>
            ))}
          </ol>
        )}
        <details>
          <summary className="flex min-h-12 items-center text-note text-accent underline underline-offset-4">
            {say(cameraWords.basis)}
          </summary>
          <p className="text-note text-ink-2">{say(cameraWords.rule)}</p>
        </details>
      </div>
      <BottomBar>
        <Button icon="camera" busy={state === 'asking'} disabled={state === 'asking'} onClick={onRetry}>
          {say(state === 'off' ? cameraWords.open : cameraWords.tryAgain)}
        </Button>
        <div className="grid grid-cols-2 gap-2">
          {purpose === 'face' ? (
            <LinkButton kind="quiet" to="/">
              {say(cameraWords.home)}
            </LinkButton>
          ) : (
            <Button kind="quiet" onClick={onBack}>
              {say(cameraWords.back)}
            </Button>
          )}
          <LinkButton kind="quiet" to="/help">
            {say(cameraWords.teacher)}
          </LinkButton>
        </div>
      </BottomBar>
    </main>
  );
}
