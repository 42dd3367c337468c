import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of courses. */
export const courseRefusalWords = {
  name_taken: {
    say: w('这个名字已经有了。', 'This name is taken.'),
    fix: w('换一个名字。', 'Choose another one.'),
  },
  topics_missing: {
    say: w('课程还缺必讲的内容。', 'The course lacks subjects that it must have.'),
    why: w(
      '“法律知识、职业道德、从业规范、质量意识、健康卫生、安全意识”和社会工作、心理学、营养学要贯穿培训全过程。',
      'Law, ethics, norms, quality, health, safety, social work, psychology and nutrition belong to every course (P093).',
    ),
    fix: w('补上缺的课再发布。', 'Add lessons on them, then release.'),
  },
  lesson_unpublished: {
    say: w('有的课还没批准上线。', 'Some lessons are not approved and published.'),
    why: w('新增视频须报省办公室审核同意。', 'New video needs the provincial office’s approval (P011).'),
    fix: w('等批准了再发布。', 'Release it after their approval.'),
  },
  lesson_released: { say: w('发布过的课要留着。', 'It was released.'), fix: w('只能加课。', 'Add others.') },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
