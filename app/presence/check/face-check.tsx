import { BottomBar, TopBar } from '../../ui/bars.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { ListenButton } from '../../ui/say.tsx';
import { CameraRepair } from '../device/camera-repair.tsx';
import { TipPicture, type TipName } from './face-drawings.tsx';
import { CallTeacher, FaceOutcome } from './face-outcome.tsx';
import { FaceStage } from './face-stage.tsx';
import { faceLabels, faceSentences } from './face-words.ts';
import { useFaceCheck, type FaceCheckWishes } from './use-face-check.ts';

const tips: { name: TipName; label: 'tipLight' | 'tipBare' | 'tipAlone' }[] = [
  { name: 'light', label: 'tipLight' },
  { name: 'bare', label: 'tipBare' },
  { name: 'alone', label: 'tipAlone' },
];

/**
 * The face check, exactly one screen high and white, because the screen lights the face. It takes the place of
 * whatever was there, never lies over it: some phones draw a video above everything.
 */
export function FaceCheckPage({
  phone,
  backTo,
  title,
  ...wishes
}: FaceCheckWishes & { phone: string | null; backTo: string | null; title?: string }) {
  const say = useWords();
  const { check, view } = useFaceCheck(wishes);
  const { phase } = view;
  const begin = () => void check?.begin();
  const top = <TopBar backTo={backTo} title={title ?? say(faceLabels.title)} />;

  if (phase.name === 'tips' || (phase.name === 'opening' && !wishes.isUrgent))
    return (
      <>
        {top}
        <main id="main" className="flex min-h-0 grow flex-col bg-card">
          <div className="mx-auto flex min-h-0 w-full max-w-160 grow flex-col gap-3 overflow-y-auto p-4">
            <div className="flex items-start gap-3">
              <h1 className="min-w-0 grow text-say font-bold short:text-title">{say(faceSentences.tips)}</h1>
              <ListenButton sound="face-tips" />
            </div>
            <ul className="flex grow flex-col justify-around gap-2">
              {tips.map(({ name, label }) => (
                <li key={name} className="flex items-center gap-4 text-body font-bold">
                  <TipPicture name={name} />
                  {say(faceLabels[label])}
                </li>
              ))}
            </ul>
          </div>
          <BottomBar>
            <Button icon="camera" busy={!check || phase.name === 'opening'} onClick={begin}>
              {say(phase.name === 'opening' ? faceSentences.opening : faceLabels.start)}
            </Button>
          </BottomBar>
        </main>
      </>
    );
  if (phase.name === 'no_camera')
    return (
      <>
        {top}
        <CameraRepair
          state={view.camera === 'asking' ? 'asking' : phase.state}
          onRetry={begin}
          purpose="face"
        />
      </>
    );
  if (phase.name === 'opening' || phase.name === 'acting' || phase.name === 'judging') {
    const acting = phase.name === 'acting' ? phase : null;
    const sentence = phase.name === 'opening' ? 'opening' : phase.say;
    return (
      <>
        {top}
        <main id="main" className="flex min-h-0 grow flex-col bg-card">
          <div className="flex min-h-0 grow flex-col gap-1 p-2">
            <FaceStage
              say={sentence}
              sign={acting?.sign ?? null}
              step={acting?.step ?? 0}
              steps={acting?.steps ?? 0}
              mount={check?.mount ?? (() => undefined)}
            />
          </div>
          <BottomBar>
            <div className="grid grid-cols-2 gap-2">
              <Button
                kind="quiet"
                className={view.mayAskTime ? '' : 'invisible'}
                onClick={() => check?.askTime()}
              >
                {say(faceLabels.slowly)}
              </Button>
              <CallTeacher phone={phone} kind="quiet" />
            </div>
          </BottomBar>
        </main>
      </>
    );
  }
  return (
    <>
      {top}
      <FaceOutcome phase={phase} phone={phone} onAgain={begin} />
    </>
  );
}
