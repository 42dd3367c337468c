import { FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { applicationWords as words, sayApplication } from './application-words.ts';
import { questionWords } from './questionnaire-words.ts';
import { PartPanel } from './part-panel.tsx';
import { intakeQuestions, type IntakeQuestion } from './read-questionnaire.ts';
import type { ApplicationSeen } from './show-application.server.ts';

/** The five parts side by side (P019). */
export function FiveParts({ classId, seen }: { classId: string; seen: ApplicationSeen }) {
  const say = useWords();
  const { learners, hours, teachers, lessons } = seen;
  const total = hours.onlineTheory + hours.inPersonTheory + hours.practice;
  const none = say(words.none);
  const yes = (question: IntakeQuestion) => learners.filter((learner) => learner[question] === true).length;
  return (
    <div className="grid min-w-0 items-start gap-4 desk:grid-cols-2">
      <PartPanel part="roster" classId={classId} seen={seen}>
        <FactList
          facts={[
            { name: say(words.learners), value: say(sayApplication.people(learners.length)) },
            ...(Object.keys(intakeQuestions) as IntakeQuestion[]).map((question) => ({
              name: say(questionWords[question]),
              value: say(sayApplication.of(yes(question), learners.length)),
            })),
          ]}
        />
      </PartPanel>
      <PartPanel part="plan" classId={classId} seen={seen}>
        <FactList
          facts={[
            { name: say(words.course), value: seen.course },
            { name: say(words.hours), value: total },
            { name: say(words.online), value: hours.onlineTheory },
            { name: say(words.inPerson), value: hours.inPersonTheory },
            { name: say(words.practice), value: hours.practice },
            { name: say(words.dates), value: `${seen.startsOn} – ${seen.endsOn}` },
            { name: say(words.subsidised), value: say(seen.isSubsidised ? words.yes : words.no) },
            { name: say(words.rules), value: seen.sourceDocument },
          ]}
        />
      </PartPanel>
      <PartPanel part="teachers" classId={classId} seen={seen}>
        <p className="text-table">{teachers.map(({ name }) => name).join('、') || none}</p>
      </PartPanel>
      <PartPanel part="materials" classId={classId} seen={seen}>
        <FactList
          facts={[
            { name: say(words.lessons), value: say(sayApplication.of(lessons.approved, lessons.all)) },
            { name: say(words.workstations), value: seen.workstations },
            {
              name: say(words.textbooks),
              value: <span className="whitespace-pre-line">{seen.textbooks || none}</span>,
            },
          ]}
        />
      </PartPanel>
      <PartPanel part="assessment" classId={classId} seen={seen}>
        <FactList
          facts={[
            { name: say(words.assessmentOn), value: seen.assessmentOn ?? none },
            { name: say(words.assessor), value: seen.assessor || none },
            {
              name: say(words.assessmentManner),
              value: <span className="whitespace-pre-line">{seen.assessmentManner || none}</span>,
            },
          ]}
        />
      </PartPanel>
      <PartPanel part="institution" classId={classId} seen={seen}>
        {seen.consentNumber && (
          <FactList facts={[{ name: say(words.consentNumber), value: seen.consentNumber }]} />
        )}
      </PartPanel>
    </div>
  );
}
