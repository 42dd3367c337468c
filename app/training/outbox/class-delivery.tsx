import { DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { deliveryWords as words, sayDelivery } from './delivery-words.ts';
import type { ClassDelivery } from './read-delivery.server.ts';

/** Whether the supervision platform has this class: what it has not is not recognised yet (P003, P023). */
export function ClassDeliveryPart({
  delivery,
  sayAt,
}: {
  delivery: ClassDelivery;
  sayAt(atMs: number): string;
}) {
  const say = useWords();
  const { records, delivered, lastMs } = delivery;
  const isAll = records > 0 && delivered === records;
  return (
    <DeskPart title={say(words.title)}>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {records === 0 ? (
          <span className="text-ink-2">{say(words.nothing)}</span>
        ) : (
          <StatusTag tone={isAll ? 'ok' : 'warn'}>{say(sayDelivery.ofClass(delivered, records))}</StatusTag>
        )}
        {lastMs !== null && <span className="tabular-nums">{say(sayDelivery.last(sayAt(lastMs)))}</span>}
        {records > 0 && !isAll && <span>{say(words.notYet)}</span>}
      </p>
      <details>
        <summary className="inline-flex min-h-9 cursor-pointer items-center text-ink-2">
          {say(words.basis)}
        </summary>
        <p className="text-ink-2">{say(words.clause)}</p>
      </details>
    </DeskPart>
  );
}
