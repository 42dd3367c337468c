import { useState } from 'react';
import type { AuthorVersion } from '../approval/read-version.server.ts';
import { VersionPlayer } from '../approval/version-player.tsx';
import { authorWords } from '../approval/words.ts';
import { sayPlace } from '../study/say-time.ts';
import { DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';

const slowKbps = 300;

/** The version as a learner's small phone shows it, over a poor line if wanted. */
export function VersionPreview({ version }: { version: AuthorVersion }) {
  const say = useWords();
  const [slow, setSlow] = useState(true);
  const { renditions, durationMs, flags, notes } = version;
  const marks = [
    ...flags.map(({ kind, fromMs, toMs }) => ({
      ...{ atMs: fromMs, toMs, tone: 'flag' as const },
      label: say(authorWords[kind]),
    })),
    ...notes.map(({ atMs, words }) => ({ atMs, label: words, tone: 'note' as const })),
  ];
  if (renditions.length === 0 || durationMs === null)
    return (
      <DeskPart title={say(authorWords.preview)}>
        <p className="text-ink-2">{say(authorWords.notYet)}</p>
      </DeskPart>
    );
  return (
    <DeskPart title={say(authorWords.preview)}>
      <label className="inline-flex min-h-9 items-center gap-2">
        <input type="checkbox" checked={slow} onChange={(event) => setSlow(event.target.checked)} />
        {say(authorWords.slowLine)}
      </label>
      <div className="phone-frame">
        <VersionPlayer
          key={String(slow)}
          versionId={version.id}
          // Over a poor line a phone takes the smallest: the player begins with the last.
          renditions={slow ? [...renditions].reverse() : renditions}
          durationMs={durationMs}
          files={version.files.filter((file) => file !== 'storyboard.jpg')}
          kbps={slow ? slowKbps : undefined}
          notes={marks}
        />
      </div>
      {flags.length > 0 && (
        <p className="text-table text-warn">
          {say(authorWords.flags)}:{' '}
          {flags
            .map(
              ({ kind, fromMs, toMs }) => `${say(authorWords[kind])} ${sayPlace(fromMs)}–${sayPlace(toMs)}`,
            )
            .join('、')}
        </p>
      )}
    </DeskPart>
  );
}
