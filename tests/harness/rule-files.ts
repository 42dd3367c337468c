/**
 * Files that look at pure rules only: no database, browser, program, clock, or state of their module that another file
 * could find changed. A file that touches one of these does not belong here.
 */
export const ruleFiles = [
  'tests/rules/**/*.test.ts',
  'tests/application/judge-application.test.ts',
  'tests/approval/{compare,parse-captions,upload-limits}.test.ts',
  'tests/board/judge-progress.test.ts',
  'tests/catalogue/{course-rules,question-bank,targets}.test.ts',
  'tests/ending/judge-survey.test.ts',
  'tests/face/{absence-d07,challenge-draw,challenge-judge,engine-compare,snapshots-judge}.test.ts',
  'tests/identity/{guards,id-number,session-cookie,words}.test.ts',
  'tests/lesson/{request-map,words}.test.ts',
  'tests/media/{choices,encrypt,facts,subtitles}.test.ts',
  'tests/plan/{judge-hours,merge-profiles,plan-forms}.test.ts',
  'tests/roster/{check-rows,read-files,sign-in-address,write-workbook}.test.ts',
];
