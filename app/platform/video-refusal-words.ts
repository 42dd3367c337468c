import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of a video from its author to its approval. */
export const videoRefusalWords = {
  version_step: {
    say: w('这一步现在不能做。', 'This step cannot be taken now.'),
    fix: w('刷新看看现在到哪了。', 'Reload to see where it stands.'),
  },
  version_fixed: {
    say: w('交上去的不能再改。', 'What was submitted stays as it is.'),
    why: w(
      '新增视频须报省办公室审核同意,批的就是这些内容。',
      'The office approves exactly these bytes (P011).',
    ),
    fix: w('改好再交,算新版本。', 'A change is a new version.'),
  },
  approve_own: {
    say: w('不能审自己单位的。', 'Nobody decides on what they or their institution brought.'),
    fix: w('请别的单位的人来审。', 'Somebody of another institution has to decide.'),
  },
  content_changed: {
    say: w('您看的不是这一份。', 'This is not what was on your screen.'),
    fix: w('刷新,再看一遍。', 'Reload and look again.'),
  },
  checklist_open: {
    say: w('还有没勾的检查项。', 'The checklist is not complete.'),
    fix: w('都合格才能通过。', 'Approve only when everything is in order.'),
  },
  document_missing: {
    say: w('通过要写批准文号。', 'An approval needs its document number.'),
    why: w(
      '新增培训视频资料须报省办公室审核同意。',
      'New video needs the provincial office’s approval (P011).',
    ),
    fix: w('填上文号再点通过。', 'Enter the number, then approve.'),
  },
  reason_missing: { say: w('要写原因。', 'Say why.'), fix: w('写几个字再点。', 'Write a few words first.') },
  note_missing: {
    say: w('退回要在视频上记一条。', 'A return needs a note pinned to the video.'),
    fix: w('停在那一秒,写哪里不对。', 'Stop there and write what is wrong.'),
  },
  rights_missing: {
    say: w('先写版权和肖像说明。', 'Licence and portrait rights come first.'),
    fix: w('填好再提交。', 'Fill them in, then submit.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
