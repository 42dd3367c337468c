import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Refusal } from '../platform/refusal.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { ClassLearnerPage } from '../reporting/class-learner-page.tsx';
import { readEnrolmentCredit } from '../study/read-credit.server.ts';
import { readEnrolments } from '../study/read-enrolment.server.ts';
import { readClassLearner } from '../training/board/read-class-learner.server.ts';
import { readInPersonHours } from '../training/in-person/read-in-person-hours.server.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { classReaders, openDesk } from './open-desk.server.ts';

/** One learner of a class, as the ledger stands. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, role, desk } = await openDesk(args, classReaders);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const row = await readClassLearner(sql, own, args.params['enrolmentId'] ?? '', Date.now());
    const [enrolment] = await readEnrolments(sql, row.learnerId, row.enrolmentId);
    if (!enrolment) throw new Refusal('not_found');
    await noteLook(args, session, { kind: 'class_learner', learnerId: row.learnerId, classId: own.id });
    const inPerson = (await readInPersonHours(sql, own.id)).get(row.enrolmentId) ?? null;
    return {
      desk,
      role,
      own,
      row,
      inPerson,
      credit: await readEnrolmentCredit(sql, row.learnerId, enrolment),
    };
  });

export default function DeskClassLearner() {
  const { desk, role, own, row, inPerson, credit } = useLoaderData<typeof loader>();
  return (
    <ClassFrame desk={desk} own={own}>
      <ClassLearnerPage classId={own.id} role={role} row={row} credit={credit} inPerson={inPerson} />
    </ClassFrame>
  );
}
