import { createHash } from 'node:crypto';

/** A UUID that is the same in every run, from a name. */
function fixedId(name: string): string {
  const hex = createHash('sha256').update(`fixture ${name}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** A learner and her place in the fixture class. */
export type FixtureLearner = { id: string; name: string; phone: string; enrolmentId: string };

function learner(phone: string, name: string): FixtureLearner {
  return { id: fixedId(phone), name, phone, enrolmentId: fixedId(`enrolment ${phone}`) };
}

const staff = (phone: string, name: string) => ({ id: fixedId(phone), name, phone });

/** Everything the template database holds, by fixed id. */
export const fixtures = {
  institutionId: fixedId('institution'),
  occupationId: 'test',
  courseId: fixedId('course'),
  courseVersionId: fixedId('course version'),
  ruleProfileId: fixedId('rule profile'),
  classId: fixedId('class'),
  /** In course order; scripts in tests/fixtures/courses/test/<slug>.md */
  lessons: ['01-short', '02-short'].map((slug, i) => ({
    slug,
    ordinal: i + 1,
    lessonId: fixedId(`lesson ${slug}`),
    videoVersionId: fixedId(`video ${slug}`),
  })),
  /** 13900000001 … 13900000012: each test takes one of her own. */
  learners: Array.from({ length: 12 }, (_, i) => learner(String(13900000001 + i), `学员${i + 1}`)),
  clerk: staff('13900000021', '教务'),
  author: staff('13900000022', '编者'),
  reviewer: staff('13900000023', '审核人'),
  inspector: staff('13900000024', '检查人'),
  teacher: staff('13900000025', '教师'),
  head: staff('13900000028', '负责人'),
  auditor: staff('13900000029', '审计人'),
  operator: staff('13900000030', '运维人'),
  /** The bureau of the fixture class's city, and that of the other one. */
  bureau: { institutionId: fixedId('bureau'), ...staff('13900000026', '审批人') },
  otherBureau: { institutionId: fixedId('other bureau'), ...staff('13900000027', '外市审批人') },
  /** Another institution, another class, the same lessons. */
  other: {
    institutionId: fixedId('other institution'),
    classId: fixedId('other class'),
    clerk: staff('13900000031', '外校教务'),
    head: staff('13900000033', '外校负责人'),
    learner: learner('13900000032', '外校学员'),
  },
  /** Of every fixture account. */
  password: 'zhenxue-test',
} as const;

/** The learner with this place in the list, 1–12. */
export function fixtureLearner(place: number): FixtureLearner {
  const found = fixtures.learners[place - 1];
  if (!found) throw new Error(`There is no fixture learner ${place}.`);
  return found;
}

/** The lesson with this ordinal, 1–2. */
export function fixtureLesson(ordinal: number) {
  const found = fixtures.lessons[ordinal - 1];
  if (!found) throw new Error(`There is no fixture lesson ${ordinal}.`);
  return found;
}
