import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of files and texts that authors bring. */
export const uploadRefusalWords = {
  not_a_video: {
    say: w('这个文件不是视频。', 'This file is not a video.'),
    fix: w('请用 MP4、MOV、MKV、WebM 或 TS。', 'Use MP4, MOV, MKV, WebM or TS.'),
  },
  not_a_voice: {
    say: w('这个文件不是录音。', 'This file is not a recording.'),
    fix: w('请用 MP3、M4A 或 WAV。', 'Use MP3, M4A or WAV.'),
  },
  upload_too_large: {
    say: w('文件太大。视频最多 4 GB,录音 500 MB。', 'The file is over 4 GB (a recording: 500 MB).'),
    fix: w('分成几课再传。', 'Split it into several lessons.'),
  },
  upload_over_quota: {
    say: w('本单位的空间用完了。', 'Your institution has used its space.'),
    fix: w('删掉不用的,或找平台加。', 'Remove what is unused, or ask the platform.'),
  },
  upload_gone: {
    say: w('这次上传已经没有了。', 'This upload is gone.'),
    fix: w('重新选文件再传。', 'Choose the file again.'),
  },
  disk_full: {
    say: w('服务器快放满了。', 'The server is nearly full.'),
    fix: w('现在不能传,请找平台。', 'Nothing can be stored now; tell the platform.'),
  },
  captions_wrong: {
    say: w('字幕文件读不懂。', 'The captions cannot be read.'),
    fix: w('请用 VTT 或 SRT。', 'Use VTT or SRT.'),
  },
  question_wrong: {
    say: w('这道题没写完整。', 'The question is not complete.'),
    fix: w('写问题、一个对的、两个错的。', 'Write the question, one right and two wrong answers.'),
  },
  question_unspoken: {
    say: w('题目还在配音。', 'The questions are still being spoken.'),
    fix: w('等几秒再提交。', 'Submit in a few seconds.'),
  },
  script_wrong: {
    say: w('课文有一处读不懂。', 'The script has a part that cannot be read.'),
    fix: w('照提示改那一行。', 'Mend the line that is named.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
