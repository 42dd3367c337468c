import { describe, expect, it } from 'vitest';
import {
  isComplete,
  judgeApplication,
  type Application,
  type ApplicationLearner,
} from '../../app/training/application/judge-application.ts';
import {
  judgeStanding,
  rectificationLeast,
  standingOn,
} from '../../app/training/application/judge-standing.ts';
import {
  answerField,
  readQuestionnaire,
  shownField,
  spellAnswers,
} from '../../app/training/application/read-questionnaire.ts';
import { currentVersion, isSigned, statementKinds } from '../../app/training/application/statements.ts';
import { stepClass, classStates, type ClassStep } from '../../app/training/class-life.ts';

const sha = 'a'.repeat(64);
const learner: ApplicationLearner = {
  ...{ enrolmentId: 'one', name: '王秀英', category: 'unemployed', employer: null, postCode: null },
  ...{ oldPostCode: null, graduationYear: null, schoolKind: null },
  ...{ wantsTraining: true, wantsJob: true, isAble: true, hasOpenProject: false, assessedOn: null },
};
const signed = statementKinds.map((kind) => ({
  ...{ kind, wordsVersion: currentVersion(kind), signedName: '赵校长', signedAt: '', partsSha256: sha },
}));
const whole: Application = {
  ...{ isSubsidised: true, isStartup: false, startsOn: '2026-03-01', endsOn: '2026-06-30' },
  ...{ placeCode: '410102', homePlaceCode: '410100', occupationCode: '4-10-01-05', coolingOffMonths: 1 },
  ...{ planFaults: [], learners: [learner], lessons: { all: 2, approved: 2 }, textbooks: '养老护理员' },
  ...{
    assessmentOn: '2026-06-30',
    assessor: '市鉴定中心',
    assessmentManner: '机考和实操',
    consentNumber: '',
  },
  ...{ standings: [], places: { quotas: [], apprentices: null }, signed, partsSha256: sha },
};
const today = '2026-02-01';
/** The codes that `changes` bring. */
const codes = (changes: Partial<Application>, on = today) =>
  judgeApplication({ ...whole, ...changes }, on).faults.map(({ code }) => code);
const with1 = (changes: Partial<ApplicationLearner>) =>
  judgeApplication({ ...whole, learners: [{ ...learner, ...changes }] }, today);

describe('an application in five parts (P019)', () => {
  it('is complete, and each missing part alone keeps it from being handed in', () => {
    expect(isComplete(judgeApplication(whole, today))).toBe(true);
    expect(codes({ learners: [] })).toEqual(['roster_empty']);
    expect(codes({ lessons: { all: 2, approved: 1 } })).toEqual(['lessons_unapproved']);
    expect(codes({ lessons: { all: 0, approved: 0 } })).toEqual(['lessons_unapproved']);
    expect(codes({ textbooks: '' })).toEqual(['textbooks_missing']);
    for (const empty of [{ assessmentOn: null }, { assessor: '' }, { assessmentManner: '' }])
      expect(codes(empty)).toEqual(['assessment_missing']);
    expect(codes({ assessmentOn: '2026-06-29' })).toEqual(['assessment_early']);
    expect(codes({}, '2026-06-30')).toEqual([]);
    expect(codes({}, '2026-07-01')).toEqual(['dates_over']);
    const fault = {
      code: 'teachers_few',
      clause: 'P030',
      facts: { now: 1, limit: 2, total: 40, learners: 1 },
    };
    expect(isComplete(judgeApplication({ ...whole, planFaults: [fault as never] }, today))).toBe(false);
  });

  it('needs both statements, in the words of today, for exactly these parts', () => {
    expect(codes({ signed: [] })).toEqual(['responsibility_unsigned', 'truth_unsigned']);
    expect(codes({ signed: signed.slice(0, 1) })).toEqual(['truth_unsigned']);
    expect(codes({ partsSha256: 'b'.repeat(64) })).toHaveLength(2);
    const older = signed.map((one) => ({ ...one, wordsVersion: one.wordsVersion - 1 }));
    expect(isSigned(older, 'truth', sha)).toBe(false);
    expect(isSigned(signed, 'truth', sha)).toBe(true);
  });
});

describe('who is on the roster (P020, P026–P028, P042)', () => {
  it('asks every question of everybody; a no keeps her out of a subsidised class only', () => {
    for (const question of ['wantsTraining', 'wantsJob', 'isAble'] as const) {
      expect(with1({ [question]: null }).faults).toMatchObject([{ code: 'intake_missing', count: 1 }]);
      expect(with1({ [question]: false }).faults).toMatchObject([{ code: 'learners_unfit', clause: 'P020' }]);
      expect(codes({ isSubsidised: false, learners: [{ ...learner, [question]: false }] })).toEqual([]);
    }
  });

  it('leaves a post that differs to the approver, and refuses the rest', () => {
    const employee = { category: 'employee', employer: '安心养老' } as const;
    const foreign = with1({ ...employee, postCode: '4-03-02-01' });
    expect(isComplete(foreign)).toBe(true);
    expect(foreign.learners[0]?.notes).toEqual(['post_differs']);
    expect(with1({ ...employee, postCode: '4-10-01-01' }).learners[0]?.notes).toEqual([]);
    const refused = [
      [{ ...employee }, 'post_missing'],
      [{ category: 'transfer', oldPostCode: '4-10-01-02' }, 'old_post_same_class'],
      [{ category: 'student', graduationYear: 2026 }, 'student_blocked'],
      [{ hasOpenProject: true }, 'open_project'],
      [{ assessedOn: '2026-02-02' }, 'cooling_off'],
    ] as const;
    for (const [changes, code] of refused) {
      const { faults, learners } = with1(changes as Partial<ApplicationLearner>);
      expect(faults.map((fault) => fault.code)).toEqual(['learners_unfit']);
      expect(learners[0]?.faults.map((fault) => fault.code)).toEqual([code]);
    }
    expect(isComplete(with1({ assessedOn: '2026-02-01' }))).toBe(true);
  });
});

describe('the institution (P043, P044, P060)', () => {
  const bad = { standing: 'barred', fromDay: '2026-01-01', untilDay: null } as const;
  const mending = { standing: 'rectifying', fromDay: '2026-01-15', untilDay: '2026-03-01' } as const;

  it('hands nothing in while it is barred or rectifies, today or on the first day of the class', () => {
    expect(judgeApplication({ ...whole, standings: [bad] }, today).faults).toMatchObject([
      { code: 'institution_stopped', clause: 'P060' },
    ]);
    expect(judgeApplication({ ...whole, standings: [mending] }, today).faults).toMatchObject([
      { code: 'institution_stopped', clause: 'P044', day: '2026-03-01' },
    ]);
    const over = { ...mending, untilDay: '2026-01-31' };
    expect(codes({ standings: [over] })).toEqual([]);
    expect(codes({ standings: [over] }, '2026-01-31')).toEqual(['institution_stopped']);
    expect(codes({ standings: [{ ...bad, fromDay: '2026-03-01' }] })).toEqual(['institution_stopped']);
    expect(codes({ standings: [bad], isSubsidised: false })).toEqual([]);
  });

  it('is lifted by the last word, not by an earlier one', () => {
    const lifted = { standing: 'normal', fromDay: '2026-01-20', untilDay: null } as const;
    expect(codes({ standings: [bad, lifted] })).toEqual([]);
    expect(codes({ standings: [lifted, bad] })).toEqual(['institution_stopped']);
    expect(standingOn([bad, lifted], '2026-01-19')?.standing).toBe('barred');
    expect(standingOn([bad], '2025-12-31')).toBe(null);
  });

  it('needs the provincial consent in another city of the province', () => {
    expect(codes({ placeCode: '410200' })).toEqual(['consent_missing']);
    expect(codes({ placeCode: '410200', consentNumber: '豫人社函1号' })).toEqual([]);
    expect(codes({ placeCode: '410200', isSubsidised: false })).toEqual([]);
  });

  it('rectifies for a calendar month at least: month ends, leap days, year ends (P057)', () => {
    const least = [
      ['2026-01-31', '2026-02-28'],
      ['2028-01-31', '2028-02-29'],
      ['2026-12-31', '2027-01-31'],
      ['2026-02-28', '2026-03-28'],
      ['2028-02-29', '2028-03-29'],
    ] as const;
    for (const [fromDay, day] of least) {
      expect(rectificationLeast(fromDay)).toBe(day);
      expect(judgeStanding({ standing: 'rectifying', fromDay, untilDay: day })).toBe(null);
      const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
      expect(judgeStanding({ standing: 'rectifying', fromDay, untilDay: before })).toBe('untilDay');
    }
    expect(judgeStanding({ standing: 'rectifying', fromDay: today, untilDay: null })).toBe('untilDay');
    expect(judgeStanding({ standing: 'barred', fromDay: today, untilDay: null })).toBe(null);
    expect(judgeStanding({ standing: 'barred', fromDay: today, untilDay: '2026-01-31' })).toBe('untilDay');
    expect(judgeStanding({ standing: 'normal', fromDay: today, untilDay: today })).toBe('untilDay');
  });
});

describe('the questionnaire form', () => {
  const id = '00000000-0000-4000-8000-000000000001';

  it('gives what the clerk changed, and nothing that another clerk may have changed meanwhile', () => {
    expect(spellAnswers({ wantsTraining: true, wantsJob: false, isAble: null })).toBe('yn-');
    const form: [string, unknown][] = [
      [shownField(id), 'yn-'],
      [answerField(id, 'wantsTraining'), 'y'],
      [answerField(id, 'wantsJob'), 'y'],
      [answerField(id, 'isAble'), 'n'],
    ];
    expect(readQuestionnaire(form)).toEqual([
      { enrolmentId: id, question: 'wantsJob', answer: true },
      { enrolmentId: id, question: 'isAble', answer: false },
    ]);
  });

  it('leaves out what it does not know', () => {
    const odd: [string, unknown][] = [
      [`category ${id}`, 'y'],
      [`wantsJob ${id}' or true`, 'y'],
      [answerField(id, 'isAble'), 'perhaps'],
      ['constructor', 'y'],
      [`__proto__ ${id}`, 'y'],
    ];
    expect(readQuestionnaire(odd)).toEqual([]);
  });
});

it('a class goes no other way than its table', () => {
  const ways = (['apply', 'approve', 'return', 'reject', 'close'] as ClassStep[]).flatMap((step) =>
    classStates.flatMap((from) => {
      const led = stepClass(from, step);
      return led ? [`${from} ${step} ${led.to} ${led.by}`] : [];
    }),
  );
  expect(ways).toEqual([
    'draft apply applied clerk',
    'returned apply applied clerk',
    'applied approve approved bureau',
    'applied return returned bureau',
    'applied reject rejected bureau',
    'approved close closed clerk',
  ]);
});
