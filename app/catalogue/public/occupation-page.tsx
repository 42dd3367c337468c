import { sayLength } from '../../study/say-time.ts';
import { Page, TopBar } from '../../ui/bars.tsx';
import { useFrame, useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { Say } from '../../ui/say.tsx';
import { nameStandard } from '../name-standard.ts';
import { catalogueUnits as units, catalogueWords as words, courseWords, sayCatalogue } from '../words.ts';
import type { PublicLesson } from './catalogue.wire.ts';
import type { PublicCourse } from './group-courses.ts';
import type { OccupationSeen } from './read-occupation.server.ts';

/** Approved lessons, each with its length and the number of its approval. */
function LessonList({ lessons }: { lessons: PublicLesson[] }) {
  const say = useWords();
  const { lang } = useFrame();
  return (
    <ol className="flex flex-col">
      {lessons.map(({ id, title, durationMs, approvalDocument, approvedOn, isDemo, isCounted }) => (
        <li key={id} className="border-t border-hair py-2">
          <span className="flex flex-wrap items-baseline justify-between gap-x-3">
            <b>{title}</b>
            <span className="tabular-nums">{sayLength(durationMs, lang)}</span>
          </span>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-note text-ink-2">
            <span>
              {say(words.document)} {approvalDocument}
            </span>
            {approvedOn && <span>{say(sayCatalogue.approvedOn(approvedOn))}</span>}
            {isDemo && <StatusTag tone="warn">{say(words.demo)}</StatusTag>}
            {!isCounted && <span>{say(words.notCounted)}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

const card = 'flex flex-col gap-2 rounded-button border border-hair bg-card p-4';

function CourseCard({ course }: { course: PublicCourse }) {
  const say = useWords();
  const { lang } = useFrame();
  const { id, title, level, institution, released } = course;
  const standard = nameStandard(course, say);
  return (
    <section aria-labelledby={`course-${id}`} className={card}>
      <h2 id={`course-${id}`} className="text-title font-bold">
        {title}
      </h2>
      <p className="text-note text-ink-2">
        {[level, institution, sayLength(course.durationMs, lang)].filter(Boolean).join(' · ')}
      </p>
      {standard && (
        <p className="text-note text-ink-2">
          {say(words.standard)} {standard}
        </p>
      )}
      {released === null && <p className="text-note text-ink-2">{say(words.notReleased)}</p>}
      {course.modules.map(({ name, lessons }, i) => (
        <div key={`${i} ${name}`}>
          <h3 className="py-1 font-bold text-ink-2">{name}</h3>
          <LessonList lessons={lessons} />
        </div>
      ))}
    </section>
  );
}

/** One occupation: its courses, their approved lessons, and approved lessons that stand in no course. */
export function OccupationPage({ seen: { occupation, courses, rest } }: { seen: OccupationSeen }) {
  const say = useWords();
  const { name, code, isShared, minutes, demoMinutes } = occupation;
  const facts = [
    ...(isShared ? [] : [code ? `${say(words.code)} ${code}` : say(courseWords.codePending)]),
    say(sayCatalogue.count(minutes, units.minutes)),
    ...(demoMinutes > 0 ? [say(sayCatalogue.ofWhichDemo(demoMinutes, units.minutes))] : []),
  ];
  return (
    <Page top={<TopBar backTo="/catalogue" />}>
      <Say sentence={name} detail={facts.join(' · ')} />
      {isShared && <p className="text-ink-2">{say(words.sharedWhy)}</p>}
      {demoMinutes > 0 && <p className="text-note text-ink-2">{say(words.demoWhy)}</p>}
      {courses.map((course) => (
        <CourseCard key={course.id} course={course} />
      ))}
      {rest.length > 0 && (
        <section aria-labelledby="rest" className={card}>
          <h2 id="rest" className="text-title font-bold">
            {say(isShared ? words.shared : words.rest)}
          </h2>
          <LessonList lessons={rest} />
        </section>
      )}
    </Page>
  );
}
