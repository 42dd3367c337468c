import { useState } from 'react';
import { topicTags, isTopicTag } from '../catalogue/topic-tags.ts';
import { decisionWords, reviewWords, sayApprovals } from '../approval/review-words.ts';
import { isDemoDocument, type ReviewedVersion } from '../approval/review-view.ts';
import { sayLength } from '../study/say-time.ts';
import { DeskPart, FactList } from '../ui/desk-form.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { sayMoment } from './say-moment.ts';

/** The one hash of everything that is shown and approved, whole, its beginning in bold. */
export function HashLine({ hash }: { hash: string }) {
  const say = useWords();
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-table">
      <span className="text-ink-2">{say(reviewWords.hash)}</span>
      <code className="min-w-0 font-mono break-all">
        <b>{hash.slice(0, 12)}</b>
        {hash.slice(12)}
      </code>
    </p>
  );
}

type Hashed = { id: string; contentSha256: string; media: object | null };

/** Takes the hash along, or the list of files that it is the hash of. */
export function HashTools({ one }: { one: Hashed }) {
  const say = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard?.writeText(one.contentSha256).then(() => setCopied(true));
  return (
    <p className="flex shrink-0 flex-wrap items-center gap-2 text-table">
      <button
        type="button"
        onClick={copy}
        className="min-h-9 rounded-field border-2 border-line bg-card px-2"
      >
        <span role="status">{say(copied ? reviewWords.copied : reviewWords.copy)}</span>
      </button>
      {one.media && (
        <a
          href={`/versions/${one.id}/manifest.txt`}
          download
          className="inline-flex min-h-9 items-center gap-1 font-bold text-accent underline underline-offset-4"
        >
          <Icon name="file" />
          {say(reviewWords.manifest)}
        </a>
      )}
    </p>
  );
}

/** How many bytes, in the unit that a person reads. */
function sayBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`;
  return bytes < 1_000_000_000 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

/** What the outline asks beside what was measured, and where the version comes from. */
export function VersionFacts({ one }: { one: ReviewedVersion }) {
  const say = useWords();
  const { lang } = useFrame();
  const { outline, source, durationMs } = one;
  const planned = outline.plannedMinutes;
  const measured = durationMs / 60_000;
  const share = planned ? measured / planned : 1;
  const none = say(reviewWords.notPlanned);
  const facts = [
    {
      name: say(reviewWords.planned),
      value: planned === null ? none : `${planned} ${say(reviewWords.minutes)}`,
    },
    {
      name: say(reviewWords.measured),
      value: (
        <span className="tabular-nums">
          {sayLength(durationMs, lang)}{' '}
          {planned !== null && (
            <StatusTag tone={share < 0.8 || share > 1.2 ? 'warn' : 'ok'}>
              {Math.round(share * 100)} %
            </StatusTag>
          )}
        </span>
      ),
    },
    { name: say(reviewWords.standard), value: outline.standardItem ?? none },
    {
      name: say(reviewWords.tags),
      value: outline.tags.map((tag) => (isTopicTag(tag) ? topicTags[tag][lang] : tag)).join('、') || none,
    },
    { name: say(reviewWords.licence), value: one.licence || none },
    { name: say(reviewWords.portrait), value: one.portraitRights || none },
    {
      name: say(reviewWords.broughtBy),
      value: [one.institution ?? say(reviewWords.platform), one.uploadedBy].filter(Boolean).join(' · '),
    },
    {
      name: say(reviewWords.source),
      value: (
        <>
          {say(source.kind === 'video' ? reviewWords.sourceVideo : reviewWords.sourceScript)} ·{' '}
          <bdi className="break-all">{source.name}</bdi> · {sayBytes(source.bytes)} ·{' '}
          <code className="font-mono break-all" title={source.sha256}>
            {source.sha256.slice(0, 16)}
          </code>
        </>
      ),
    },
    ...(one.submittedMs ? [{ name: say(reviewWords.submittedAt), value: sayMoment(one.submittedMs) }] : []),
    ...(one.publishedMs ? [{ name: say(reviewWords.publishedAt), value: sayMoment(one.publishedMs) }] : []),
    ...(one.withdrawnMs ? [{ name: say(reviewWords.withdrawnAt), value: sayMoment(one.withdrawnMs) }] : []),
  ];
  return (
    <DeskPart title={say(reviewWords.outline)}>
      <FactList facts={facts} />
    </DeskPart>
  );
}

/** Who decided what, when, on which document; and how many are needed. */
export function ReviewHistory({ one }: { one: ReviewedVersion }) {
  const say = useWords();
  const { reviews, needed } = one;
  const approved = reviews.filter(({ decision }) => decision === 'approve').length;
  return (
    <DeskPart title={say(reviewWords.reviews)}>
      {needed > 1 && <p className="text-table font-bold">{say(sayApprovals(approved, needed))}</p>}
      {reviews.length === 0 && <p className="text-table text-ink-2">{say(reviewWords.noReviews)}</p>}
      <ul className="flex flex-col gap-1 text-table">
        {reviews.map(({ by, institution, decision, documentNumber, reason, decidedMs }) => (
          <li key={by + decidedMs}>
            <b>{say(decisionWords[decision])}</b> · {by} · {institution} · {sayMoment(decidedMs)}
            {documentNumber && ` · ${say(reviewWords.document)} ${documentNumber}`}
            {isDemoDocument(documentNumber) && <b className="text-warn"> {say(reviewWords.demo)}</b>}
            {reason && <span className="block whitespace-pre-wrap text-ink-2">{reason}</span>}
          </li>
        ))}
      </ul>
    </DeskPart>
  );
}
