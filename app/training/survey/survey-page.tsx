import { Form } from '@remix-run/react';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Say } from '../../ui/say.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { OwnSurvey } from './answer-survey.server.ts';
import { surveyQuestions, type SurveyQuestion } from './judge-survey.ts';
import { questionWords, stepWords, surveyWords as words } from './survey-words.ts';

const steps = [5, 4, 3, 2, 1] as const;

/** A learner says how her class was, without her name; four questions, one tap each. `missing` are those left open. */
export function SurveyPage({ survey, missing }: { survey: OwnSurvey; missing: SurveyQuestion[] }) {
  const say = useWords();
  const isSending = useSending();
  const { isAnswered, isOpen, className } = survey;
  if (isAnswered || !isOpen)
    return (
      <Page
        top={<TopBar title={say(words.title)} />}
        bottom={
          <BottomBar>
            <LinkButton to="/">{say(words.home)}</LinkButton>
          </BottomBar>
        }
      >
        <Say
          sentence={say(isAnswered ? words.thanks : words.over)}
          detail={isAnswered ? say(words.thanksDetail) : undefined}
        />
      </Page>
    );
  return (
    <Page
      top={<TopBar title={say(words.title)} />}
      bottom={
        <BottomBar>
          <Button type="submit" form="survey" busy={isSending()}>
            {say(words.submit)}
          </Button>
        </BottomBar>
      }
    >
      <p className="text-note text-ink-2">{className}</p>
      <Say sentence={say(words.say)} detail={say(words.detail)} sound="survey" />
      {missing.length > 0 && (
        <ErrorSummary
          told={missing}
          errors={missing.map((question) => ({
            field: `${question}-5`,
            say: say(questionWords[question]),
            fix: say(words.missing),
          }))}
        />
      )}
      <Form id="survey" method="post" className="flex flex-col gap-6">
        {surveyQuestions.map((question) => (
          <Question key={question} question={question} isMissing={missing.includes(question)} />
        ))}
        <div>
          <label htmlFor="comment" className="block font-bold">
            {say(words.comment)}
          </label>
          <p id="comment-hint" className="text-note text-ink-2">
            {say(words.commentHint)}
          </p>
          <textarea
            id="comment"
            name="comment"
            rows={3}
            maxLength={500}
            aria-describedby="comment-hint"
            className="mt-1 w-full rounded-field border-2 border-line bg-card p-3 text-body"
          />
        </div>
      </Form>
    </Page>
  );
}

function Question({ question, isMissing }: { question: SurveyQuestion; isMissing: boolean }) {
  const say = useWords();
  return (
    <fieldset>
      <legend className="text-title font-bold">{say(questionWords[question])}</legend>
      {isMissing && (
        <p className="flex items-start gap-1 font-bold text-bad">
          <Icon name="bad" className="mt-1" />
          {say(words.missing)}
        </p>
      )}
      <div className="mt-2 flex flex-col gap-2">
        {steps.map((step) => (
          <label
            key={step}
            className="flex min-h-15 cursor-pointer items-center gap-3 rounded-button border-2 border-line bg-card px-4"
          >
            <input
              type="radio"
              id={`${question}-${step}`}
              name={question}
              value={step}
              className="h-6 w-6 accent-accent"
            />
            {say(stepWords[step])}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
