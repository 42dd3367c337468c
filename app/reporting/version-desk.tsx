import { Link, useRevalidator } from '@remix-run/react';
import { refuseVoice } from '../approval/companion-rules.ts';
import type { AuthorVersion } from '../approval/read-version.server.ts';
import { videoStateWords } from '../approval/review-words.ts';
import { useMaking } from '../approval/use-making.ts';
import { authorWords } from '../approval/words.ts';
import { sayLength } from '../study/say-time.ts';
import { DeskPart, FactList } from '../ui/desk-form.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { sayBytes } from '../ui/say-bytes.ts';
import { HashLine } from './approval-facts.tsx';
import { stateTone } from './desk-tables.tsx';
import type { PictureSeen } from './question-form.tsx';
import { QuestionPart } from './question-part.tsx';
import type { ToldForm } from './told-form.ts';
import { UploadPart } from './upload-part.tsx';
import { FileParts, RightsPart } from './version-files.tsx';
import { VersionMaking } from './version-making.tsx';
import { SubmitPart, VersionOutcome, VersionTimeline } from './version-outcome.tsx';
import { VersionPreview } from './version-preview.tsx';

/** A version on its author's desk, from its first byte to what the office said of it. */
export function VersionDesk({
  version,
  pictures,
  told,
}: {
  version: AuthorVersion;
  pictures: PictureSeen[];
  told: ToldForm | null;
}) {
  const say = useWords();
  const { lang } = useFrame();
  const { id, state, step, stepPct, questions } = version;
  const unspoken = questions.filter(({ spoken }) => !spoken).length;
  const making = useMaking(id, { state, step, stepPct, unspoken });
  const facts = [
    {
      name: say(authorWords.source),
      value: (
        <bdi className="break-all">
          {version.sourceKind === 'script' ? say(authorWords.script) : version.sourceName} ·{' '}
          {sayBytes(version.sourceBytes)}
        </bdi>
      ),
    },
    ...(version.durationMs === null
      ? []
      : [{ name: say(authorWords.length), value: sayLength(version.durationMs, lang) }]),
  ];
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <StatusTag tone={stateTone[state]}>{say(videoStateWords[state])}</StatusTag>
        <Link
          to={`/desk/lessons/${version.lessonId}`}
          className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
        >
          {say(authorWords.back)}
        </Link>
        <FactList facts={facts} />
      </div>
      {version.contentSha256 && (
        <HashLine one={{ id, contentSha256: version.contentSha256, media: version.renditions }} />
      )}
      <VersionMaking version={version} making={making} told={told} />
      <VersionOutcome version={version} told={told} />
      <div className="flex flex-col gap-4 desk:flex-row desk:items-start">
        <div className="flex min-w-0 flex-col gap-4 desk:w-96 desk:shrink-0">
          <VersionPreview version={version} />
          <VersionTimeline version={version} />
        </div>
        <div className="flex min-w-0 grow flex-col gap-4">
          <RightsPart version={version} told={told} />
          <QuestionPart version={version} pictures={pictures} told={told} />
          <FileParts version={version} told={told} />
          <VoicePart version={version} />
        </div>
      </div>
      <SubmitPart version={version} told={told} />
    </>
  );
}

/** A recording in the place of the synthetic voice, while a script may get one. */
function VoicePart({ version }: { version: AuthorVersion }) {
  const say = useWords();
  const { revalidate } = useRevalidator();
  if (version.sourceKind !== 'script' || refuseVoice(version) !== null) return null;
  return (
    <DeskPart title={say(authorWords.voice)}>
      {version.hasVoice && <StatusTag tone="ok">{say(authorWords.hasVoice)}</StatusTag>}
      <UploadPart
        aim={{ purpose: 'voice', versionId: version.id }}
        label={say(authorWords.drop)}
        hint={say(authorWords.voiceHint)}
        accept="audio/*,.mp3,.m4a,.wav"
        onDone={revalidate}
      />
    </DeskPart>
  );
}
