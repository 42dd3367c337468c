import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ClassTable } from '../reporting/class-table.tsx';
import { DeskPage } from '../reporting/desk-page.tsx';
import { readClasses } from '../training/read-classes.server.ts';
import { classWords } from '../training/words.ts';
import { useWords } from '../ui/frame.tsx';
import { Empty } from '../ui/states.tsx';
import { answer } from './answer.server.ts';
import { openDesk } from './open-desk.server.ts';

/** Classes: a clerk's institution's, a teacher's own, those a bureau decides or may see, all to an inspector. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, ['clerk', 'teacher', 'bureau', 'inspector']);
    return { desk, classes: await readClasses(args.context.house.sql, session) };
  });

export default function DeskClasses() {
  const say = useWords();
  const { desk, classes } = useLoaderData<typeof loader>();
  const manyInstitutions = desk.role === 'bureau' || desk.role === 'inspector';
  return (
    <DeskPage desk={desk} title={say(classWords.title)}>
      {classes.length === 0 ? (
        <Empty icon="people" say={say(classWords.none)} />
      ) : (
        <ClassTable classes={classes} manyInstitutions={manyInstitutions} />
      )}
    </DeskPage>
  );
}
