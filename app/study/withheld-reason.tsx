import { useEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { sayLength } from './say-time.ts';
import type { Standing } from './study.wire.ts';
import { fill, labels, sentences, type Sentence } from './words.ts';

const reasonSentences: Record<string, Sentence | undefined> = {
  wrong_twice: sentences.withheldWrong,
  face: sentences.withheldFace,
};

/** Sentence 10: what was withheld and why, the rule behind it, and the way back. The repair is the big button. */
export function WithheldReason({
  standing: { withheld, frontierMs },
  onBack,
}: {
  standing: Pick<Standing, 'frontierMs'> & { withheld: NonNullable<Standing['withheld']> };
  onBack: () => void;
}) {
  const say = useWords();
  const { lang } = useFrame();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const sentence = reasonSentences[withheld.reason] ?? sentences.withheld;
  return (
    <section ref={box} tabIndex={-1} className="flex flex-col gap-2 px-4 py-2">
      <p className="text-note text-ink-2">
        {say(labels.credited)} {sayLength(frontierMs, lang)}
      </p>
      <h1 className="text-body font-bold">{fill(sentence, withheld, lang)}</h1>
      <div className="flex flex-wrap items-center gap-4">
        <details>
          <summary className="flex min-h-12 items-center text-note text-accent underline underline-offset-4">
            {say(labels.basis)}
          </summary>
          <p className="text-note text-ink-2">{sentence.why && say(sentence.why)}</p>
        </details>
        <Button kind="quiet" onClick={onBack}>
          {say(labels.backToLesson)}
        </Button>
      </div>
    </section>
  );
}
