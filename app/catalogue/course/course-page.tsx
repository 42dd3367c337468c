import { Form, Link } from '@remix-run/react';
import type { RefusalCode } from '../../platform/refusal.ts';
import { refusalWords, type Words } from '../../platform/words.ts';
import { DeskButton, DeskPart, FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { useSending } from '../../ui/use-sending.ts';
import { nameStandard } from '../name-standard.ts';
import { courseWords as words, doneWords, sayCourse, topicWords } from '../words.ts';
import { AddLessons, AddModule } from './add-parts.tsx';
import { refuseRelease } from './check-course.ts';
import { CourseFields } from './course-fields.tsx';
import { CoveragePart, WeightsPart } from './coverage-part.tsx';
import type { CourseIntent } from './edit-course.server.ts';
import { ModulePart } from './module-part.tsx';
import type { CoursePlan } from './read-course-plan.server.ts';

/** What the last form did. */
export type CourseDone = { intent: CourseIntent; version: number | null; isNew: boolean };

/** A release names its version; everything else is said in one word. */
function sayDone({ intent, version, isNew }: CourseDone): Words {
  if (version === null) return doneWords[intent];
  return isNew ? sayCourse.releasedAs(version) : sayCourse.sameAs(version);
}

/** What the course is, whose, and after which standard. */
function CourseHead({ course }: { course: CoursePlan }) {
  const say = useWords();
  const { occupation, level, institution, mine } = course;
  const standard = nameStandard(course, say);
  return (
    <>
      {!mine && <Notice tone="info" title={say(words.readOnlyWhy)} />}
      <FactList
        facts={[
          { name: say(words.occupation), value: occupation },
          { name: say(words.level), value: level },
          { name: say(words.owner), value: institution },
          {
            name: say(words.standard),
            value: standard ? (
              <span className="inline-flex flex-wrap items-center gap-2">
                {standard}
                <StatusTag tone={course.isStandardVerified ? 'ok' : 'warn'}>
                  {say(course.isStandardVerified ? words.verified : words.unverified)}
                </StatusTag>
              </span>
            ) : (
              say(words.noStandard)
            ),
          },
          ...(course.programmeHours === null
            ? []
            : [{ name: say(words.hours), value: String(course.programmeHours) }]),
          {
            name: say(words.released),
            value: course.released ? say(sayCourse.version(course.released.number)) : say(words.notReleased),
          },
          { name: say(words.bank), value: say(sayCourse.bank(course.bankQuestions)) },
        ]}
      />
    </>
  );
}

/** Freezes the order; what stands in its way is named beside the button. */
function ReleasePart({ course }: { course: CoursePlan }) {
  const say = useWords();
  const isSending = useSending();
  const refused = refuseRelease(course.modules.flatMap(({ lessons }) => lessons));
  const names =
    refused?.code === 'topics_missing'
      ? refused.missing.map((tag) => say(topicWords(tag)))
      : (refused?.missing ?? []);
  return (
    <DeskPart title={say(words.release)}>
      <p className="text-table text-ink-2">{say(words.releaseWhy)}</p>
      {refused && (
        <Notice tone="warn" title={say(refusalWords[refused.code].say)}>
          {say(sayCourse.missing(names))}
        </Notice>
      )}
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="release" />
        <DeskButton busy={isSending()}>{say(words.release)}</DeskButton>
      </Form>
    </DeskPart>
  );
}

/** A course with everything its authors change: modules, lessons, their order, what is covered, and its release. */
export function CoursePage({
  course,
  refused,
  wrong,
  done,
}: {
  course: CoursePlan;
  refused: RefusalCode | null;
  /** The field of a form that was refused. */
  wrong: string | null;
  done: CourseDone | null;
}) {
  const say = useWords();
  const { modules, mine } = course;
  const lessons = modules.flatMap((module) => module.lessons);
  const order = modules.map(({ id, lessons }) => [id, ...lessons.map((one) => one.id)].join(' ')).join(' ');
  useKeptFocus(order);
  const told = done && sayDone(done);
  return (
    <>
      <Link
        to="/desk/courses"
        className="inline-flex min-h-9 items-center gap-1 self-start text-accent underline underline-offset-4"
      >
        <Icon name="back" />
        {say(words.all)}
      </Link>
      {refused && (
        <Notice tone="bad" title={say(refusalWords[refused].say)} live>
          {say(refusalWords[refused].fix)}
        </Notice>
      )}
      {!refused && told && <Notice tone="ok" title={say(told)} live />}
      <CourseHead course={course} />
      {mine && (
        <details className="rounded-button border border-hair bg-card p-3" open={wrong ? true : undefined}>
          <summary className="flex min-h-9 items-center gap-1 font-bold text-accent">
            <Icon name="forward" />
            {say(words.describe)}
          </summary>
          <Form method="post" preventScrollReset className="mt-2 flex flex-col gap-3">
            <input type="hidden" name="intent" value="describe" />
            <CourseFields course={course} wrong={wrong} />
            <span>
              <DeskButton>{say(words.save)}</DeskButton>
            </span>
          </Form>
        </details>
      )}
      <section aria-labelledby="outline" className="flex flex-col gap-3">
        <h2 id="outline" className="font-bold">
          {say(words.outline)}
        </h2>
        {mine && <p className="hidden text-table text-ink-2 desk:block">{say(words.keysHint)}</p>}
        {modules.length === 0 && <p className="text-ink-2">{say(words.noModules)}</p>}
        {modules.map((module, i) => (
          <ModulePart
            key={module.id}
            module={module}
            before={modules.slice(0, i).reduce((sum, one) => sum + one.lessons.length, 0)}
            editable={mine}
            isFirst={i === 0}
            isLast={i === modules.length - 1}
          />
        ))}
        {mine && <AddModule emptied={order} />}
      </section>
      {mine && modules.length > 0 && <AddLessons course={course} emptied={order} />}
      <div className="grid gap-4 desk:grid-cols-2">
        <CoveragePart lessons={lessons} />
        {mine && <ReleasePart course={course} />}
      </div>
      <WeightsPart lessons={lessons} items={course.standardItems} />
    </>
  );
}
