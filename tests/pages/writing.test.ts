import { expect, test } from 'vitest';
import { catalogueUnits, catalogueWords, sayCatalogue } from '../../app/catalogue/words.ts';
import { setPasswordWords, signInWords, signOutWords } from '../../app/identity/words.ts';
import { consentNotice, consentWords, sayConsentDay } from '../../app/identity/consent-page-words.ts';
import type { Words } from '../../app/platform/words.ts';
import { deviceFaults, deviceNames, deviceWords } from '../../app/presence/device/device-words.ts';
import { enrolWords } from '../../app/presence/check/enrol-words.ts';
import { faceLabels, faceSentences, faultWords } from '../../app/presence/check/face-words.ts';
import {
  decisionWords,
  photoWords,
  sayPhoto,
  verdictWords,
} from '../../app/presence/snapshot/photo-words.ts';
import { helpCases, helpWords } from '../../app/study/help-words.ts';
import { sayTest, testWords } from '../../app/study/final-test/test-words.ts';
import { homeWords, progressWords, sayHome, sayProgress } from '../../app/study/page-words.ts';
import { textSizeWords, uiWords } from '../../app/ui/words.ts';

const longMs = 3 * 3_600_000 + 59 * 60_000 + 59_000;

/** Every sentence of the learner's pages, those with numbers with long ones. */
const sentences: Words[] = [
  ...[
    homeWords,
    progressWords,
    helpWords,
    testWords,
    uiWords,
    textSizeWords,
    signInWords,
    setPasswordWords,
    signOutWords,
    consentWords,
    enrolWords,
    photoWords,
    verdictWords,
    decisionWords,
    deviceNames,
    deviceWords,
    faceLabels,
    faceSentences,
    catalogueWords,
    catalogueUnits,
  ].flatMap((words): Words[] => Object.values(words)),
  ...helpCases.flatMap(({ name, steps }) => [name, ...steps]),
  ...consentNotice.flatMap(({ name, lines }) => [name, ...lines]),
  ...[...Object.values(deviceFaults), ...Object.values(faultWords)].flatMap(({ say, fix }) => [say, fix]),
  sayCatalogue.due('2026-12-31'),
  sayCatalogue.short('2026-12-31', [catalogueUnits.occupations, catalogueUnits.minutes]),
  sayCatalogue.late('2026-12-31', [catalogueUnits.occupations, catalogueUnits.minutes]),
  sayCatalogue.ofWhichDemo(2000, catalogueUnits.minutes),
  sayCatalogue.approvedOn('2026-12-31'),
  sayConsentDay('2026-11-22'),
  sayPhoto('2026-11-22', '12:30', 99),
  sayHome.resume(longMs),
  sayHome.nextLesson(99),
  sayHome.goOn(9),
  sayHome.preparing(99),
  sayHome.prepared(99),
  sayHome.withheld(longMs),
  sayHome.unrecognised(99),
  sayTest.number(99, 100),
  sayTest.minutesLeft(longMs),
  sayTest.missing(99),
  sayTest.result(99, 100),
  sayTest.nextTry('2026-12-31', '12:30'),
  sayProgress.hour(99),
  sayProgress.waiting(290_000),
  sayProgress.withheld(750_000, 930_000, 'late'),
  sayProgress.withheld(750_000, 930_000, 'wrong_twice'),
  sayProgress.photographs(9),
];

/** Characters as they are read: a number or a clock counts as one. */
function lengthOf(sentence: string): number {
  return sentence.replace(/[\d:%]+/g, '0').replace(/[\s,。?、:]/g, '').length;
}

test('a sentence has at most 20 characters, a text at most two sentences', () => {
  for (const { zh } of sentences) {
    const parts = zh.split(/(?<=[。?])/).filter((part) => part !== '');
    expect(parts.length, zh).toBeLessThanOrEqual(2);
    for (const part of parts) expect(lengthOf(part), part).toBeLessThanOrEqual(20);
  }
});

test('no word that blames, frightens or shouts', () => {
  for (const { zh } of sentences)
    expect(zh).not.toMatch(/非法|违规|失败|无效|异常|操作|系统|错误|抱歉|你|[!!]/);
});

test('every text is written in both languages', () => {
  for (const { zh, en } of sentences) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[\x20-\x7e]+$/);
  }
});
