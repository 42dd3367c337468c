import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DeskPage } from '../reporting/desk-page.tsx';
import { sayMoment } from '../reporting/say-moment.ts';
import { readBefore } from '../training/notices/read-notices.server.ts';
import { DeliveriesPage } from '../training/outbox/deliveries-page.tsx';
import { deliveryWords } from '../training/outbox/delivery-words.ts';
import { readDeliveries, waitingMost } from '../training/outbox/read-delivery.server.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { openDesk } from './open-desk.server.ts';

/** What was delivered to the supervision platform, of the classes of a bureau's area or of all. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, ['bureau', 'inspector', 'auditor', 'operator']);
    const { searchParams } = new URL(args.request.url);
    const before = readBefore(searchParams);
    const onlyWaiting = searchParams.has('waiting');
    const seen = await readDeliveries(args.context.house.sql, session, { before, onlyWaiting });
    return {
      desk,
      seen,
      onlyWaiting,
      isFirst: before === null,
      most: waitingMost,
      mayOpen: session.role !== 'operator',
    };
  });

export default function DeskSupervision() {
  const say = useWords();
  const { desk, ...page } = useLoaderData<typeof loader>();
  return (
    <DeskPage desk={desk} title={say(deliveryWords.title)}>
      <DeliveriesPage sayAt={sayMoment} {...page} />
    </DeskPage>
  );
}
