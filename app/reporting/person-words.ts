import type { Words } from '../platform/words.ts';
import type { ConsentStanding } from '../identity/consent-version.ts';
import type { ReferenceState } from '../presence/face-state.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of one learner's page at the desk. */
export const personWords = {
  consent: w('同意拍脸', 'Consent to face data'),
  consentAtDesk: w(
    '本人在场、听过说明才点。记为“在教务处同意”。',
    'Only with the person here, after the notice was read to her. Noted as given at the desk.',
  ),
  notice: w('说明全文', 'The notice'),
  give: w('本人在场,同意', 'She is here and agrees'),
  since: w('时间', 'Since'),
  channelDesk: w('在教务处', 'at the desk'),
  channelOwn: w('在自己手机上', 'on her own device'),
  outdated: w('说明已改,要再问一次。', 'The notice has changed: ask again.'),
  idPhoto: w('证件照', 'ID photograph'),
  idPhotoHint: w('JPG 或 PNG,5 MB 以内,只有一张脸。', 'JPEG or PNG, at most 5 MB, one face.'),
  idPhotoFirst: w('先有本人同意,才能传证件照。', 'Her consent comes first: the ID photograph is face data.'),
  choose: w('选照片', 'Choose a file'),
  upload: w('上传', 'Upload'),
  replaces: w('再传一张会换掉这一张。', 'Another upload replaces it.'),
  frozen: w('留底照片已确认,证件照不能再换。', 'The enrolled face is confirmed; the ID photograph stays.'),
  face: w('留底照片', 'Enrolled face'),
  none: w('还没有。', 'None yet.'),
  allowed: w('已允许换,等本人重拍。', 'A change is allowed; it waits for her to take it.'),
  allow: w('允许换照片', 'Allow a change'),
  allowWhy: w('为什么要换', 'Why it is to change'),
  allowHint: w(
    '换好后由另一人复核,这期间不能网上学。',
    'Another person confirms it; no online study meanwhile.',
  ),
  witness: w('当面看人', 'See her in person'),
  witnessHint: w(
    '她就在您面前,您认得或看过证件,才点。今天内可以学,课时会标出来给主管部门看。',
    'Only when she stands before you. She may study today; those hours are marked for the bureau.',
  ),
  witnessWhy: w('怎么认的', 'How you knew her'),
  witnessed: w('当面见过', 'Seen in person'),
  witnessedToday: w('今天已当面看过', 'Seen in person today'),
  until: w('到', 'Until'),
  open: w('等着核对的', 'Waiting for a decision'),
  views: w('谁看过她的照片', 'Who looked at her pictures'),
  noViews: w('没有人看过。', 'Nobody has.'),
  viewer: w('谁', 'Who'),
  what: w('看了什么', 'What'),
  why: w('原因', 'Reason'),
  when: w('时间', 'When'),
  by: w('经手人', 'By'),
  stored: w('记下了。', 'Stored.'),
} satisfies Record<string, Words>;

export const consentStandingWords: Record<ConsentStanding['standing'], Words> = {
  none: w('还没问过', 'Not asked yet'),
  given: w('同意', 'Given'),
  declined: w('不同意,去教室上', 'Declined: the classroom'),
  withdrawn: w('已收回', 'Withdrawn'),
};

export const referenceStateWords: Record<ReferenceState, Words> = {
  waiting_witness: w('待见证', 'Waits for a witness'),
  waiting_second: w('待复核', 'Waits for a second person'),
  active: w('在用', 'In use'),
  refused: w('没通过', 'Not approved'),
  replaced: w('已换掉', 'Replaced'),
  erased: w('已删', 'Deleted'),
};
