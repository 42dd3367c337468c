/** The closed table of refusals: code → HTTP status. Words for each are in words.ts; a code without words is a type error. */
export const refusalStatus = {
  bad_json: 400,
  bad_shape: 422,
  body_too_large: 413,
  cross_site: 403,
  too_fast: 429,
  not_found: 404,
  busy: 503,
  signed_out: 401,
  forbidden: 403,
  must_set_password: 403,
  sign_in_wrong: 401,
  sign_in_wait: 429,
  sign_in_who: 409,
  not_enrolled: 403,
  class_not_open: 403,
  lesson_locked: 403,
  lesson_not_ready: 409,
  lease_elsewhere: 409,
  lease_ended: 409,
  beat_out_of_order: 409,
  key_not_yet: 425,
  key_refused: 403,
  control_gone: 409,
  consent_missing: 403,
  too_young: 403,
  face_not_enrolled: 403,
  face_waits: 403,
  face_frozen: 409,
  face_check_due: 403,
  face_needs_person: 403,
  face_not_passed: 409,
  challenge_gone: 409,
  frame_wrong: 422,
  frame_twice: 409,
  case_gone: 409,
  case_own: 403,
  view_reason_missing: 422,
  snapshot_not_asked: 409,
  snapshot_twice: 409,
  not_a_picture: 415,
  picture_too_large: 413,
  picture_too_many_pixels: 422,
  picture_too_small: 422,
  picture_with_more: 422,
  version_step: 409,
  version_fixed: 409,
  approve_own: 403,
  content_changed: 409,
  checklist_open: 422,
  document_missing: 422,
  reason_missing: 422,
  note_missing: 422,
  rights_missing: 422,
  not_a_video: 415,
  not_a_voice: 415,
  upload_too_large: 413,
  upload_over_quota: 413,
  upload_gone: 410,
  disk_full: 507,
  captions_wrong: 422,
  question_wrong: 422,
  question_unspoken: 409,
  script_wrong: 422,
  name_taken: 409,
  topics_missing: 422,
  lesson_unpublished: 422,
  lesson_released: 409,
  roster_file: 422,
  roster_changed: 409,
  roster_fixed: 409,
  class_fixed: 409,
  rules_missing: 422,
  institution_barred: 403,
  content_gone: 422,
  application_open: 422,
  application_changed: 409,
  class_step: 409,
  post_undecided: 422,
  standing_short: 422,
  standing_above: 403,
  class_running: 409,
  inspection_missing: 409,
} as const;

export type RefusalCode = keyof typeof refusalStatus;

/** A request that is refused in a plain sentence and changes nothing. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Facts the page may show beside the sentence: the position to go on from, seconds to wait, why a lease ended. */
  readonly facts: Record<string, string | number>;
  constructor(code: RefusalCode, facts: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
  get status(): number {
    return refusalStatus[this.code];
  }
}
