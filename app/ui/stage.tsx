import type { ReactNode } from 'react';

/**
 * The dark 16:9 place of the video. `shrunk` makes it 1 px and leaves it playing parts intact: some phones draw a video
 * above everything, so what replaces the stage must not lie under it. `over` lies on the video (poster, opening).
 */
export function Stage({
  shrunk = false,
  over,
  children,
}: {
  shrunk?: boolean;
  over?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      className={
        shrunk
          ? 'absolute top-0 left-0 h-px w-px overflow-hidden'
          : 'ratio-16-9 w-full shrink-0 overflow-hidden bg-stage text-stage-text'
      }
      aria-hidden={shrunk || undefined}
    >
      <div className="fill">{children}</div>
      {over && !shrunk && <div className="fill flex items-center justify-center p-4">{over}</div>}
    </div>
  );
}

/**
 * The camera with an oval to put the face in, on white: the screen lights the face. `tip` is the one instruction now,
 * read aloud when it changes.
 */
export function CameraStage({ tip, children }: { tip: string; children: ReactNode }) {
  return (
    <div className="flex min-h-0 grow flex-col items-center gap-3 bg-card">
      <div className="relative min-h-40 w-full max-w-100 grow overflow-hidden rounded-button bg-stage">
        <div className="fill mirrored">{children}</div>
        <svg viewBox="0 0 300 400" preserveAspectRatio="xMidYMid meet" className="fill" aria-hidden="true">
          <path
            fill="#fff"
            fillOpacity="0.92"
            fillRule="evenodd"
            d="M-400-400H700V800H-400ZM150 60C220 60 262 120 262 195S215 350 150 350 38 270 38 195 80 60 150 60Z"
          />
          <path
            fill="none"
            stroke="#0b6b50"
            strokeWidth="5"
            d="M150 60C220 60 262 120 262 195S215 350 150 350 38 270 38 195 80 60 150 60Z"
          />
        </svg>
      </div>
      <p role="status" className="min-h-16 text-center text-title font-bold">
        {tip}
      </p>
    </div>
  );
}
