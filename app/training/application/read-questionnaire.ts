/** The questions of the intake questionnaire (P020), and where an answer is kept. */
export const intakeQuestions = {
  wantsTraining: 'wants_training',
  wantsJob: 'wants_job',
  isAble: 'is_able',
} as const;
export type IntakeQuestion = keyof typeof intakeQuestions;

/** One answer of one learner. */
export type IntakeAnswer = { enrolmentId: string; question: IntakeQuestion; answer: boolean };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The name of the field of an answer, and of the field that says what it showed when the page was opened. */
export const answerField = (enrolmentId: string, question: IntakeQuestion) => `${question} ${enrolmentId}`;
export const shownField = (enrolmentId: string) => `shown ${enrolmentId}`;

/** The answers of a learner as one word: y, n, or - for none, in the order of the questions. */
export function spellAnswers(answers: Record<IntakeQuestion, boolean | null>): string {
  return (Object.keys(intakeQuestions) as IntakeQuestion[])
    .map((question) => (answers[question] === null ? '-' : answers[question] ? 'y' : 'n'))
    .join('');
}

/** The answers of a form that differ from what it showed; what cannot be read is left out. */
export function readQuestionnaire(fields: Iterable<[string, unknown]>): IntakeAnswer[] {
  const given = new Map(fields);
  const answers: IntakeAnswer[] = [];
  for (const [name, value] of given) {
    const [question = '', enrolmentId = ''] = name.split(' ');
    const place = Object.keys(intakeQuestions).indexOf(question);
    if (place < 0 || !uuid.test(enrolmentId) || (value !== 'y' && value !== 'n')) continue;
    if (String(given.get(shownField(enrolmentId)) ?? '')[place] === value) continue;
    answers.push({ enrolmentId, question: question as IntakeQuestion, answer: value === 'y' });
  }
  return answers;
}
