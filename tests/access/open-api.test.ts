import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeApi, operations } from '../../app/platform/open-api.ts';
import { refusalStatus, type RefusalCode } from '../../app/platform/refusal.ts';
import { refusalWords } from '../../app/platform/words.ts';

// The OpenAPI document says what the handlers do: structure, the ids that programs use, every refusal.

const schema = z.looseObject({});
const media = z.record(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/), z.strictObject({ schema }));
const answer = z.strictObject({ description: z.string().min(1), content: media.optional() });
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
  summary: z.string().min(1),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      schema,
    }),
  ),
  requestBody: z.strictObject({ required: z.literal(true), content: media }).optional(),
  responses: z.record(z.string().regex(/^[2-5]\d\d$/), answer),
});
/** As much of OpenAPI 3.1 as the document uses, and nothing beside it. */
const documentShape = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post']), operation)),
  components: z.strictObject({ schemas: z.record(z.string(), schema) }),
});

const document = documentShape.parse(JSON.parse(JSON.stringify(describeApi())));
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((one) => ({ path, ...one })),
);

it('holds the operations that programs are promised, each id once', () => {
  const ids = described.map(({ operationId }) => operationId);
  const promised = [
    ...['signIn', 'openLease', 'sendBeat', 'answerControl', 'getManifest', 'getKey'],
    ...['uploadSnapshot', 'closeLease', 'getCredit'],
  ];
  expect(promised.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(operations.length);
});

it('every part of a path is a parameter, and no parameter is without its part', () => {
  for (const { path, parameters } of described) {
    const parts = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(parts);
    expect(parameters.every((one) => one.in !== 'path' || one.required)).toBe(true);
  }
});

/** Told by the pages of the desk only: no program decides a case, approves, publishes or withdraws. */
const onPages: RefusalCode[] = [
  ...(['case_gone', 'case_own'] as const),
  ...(['version_step', 'approve_own', 'content_changed', 'checklist_open'] as const),
  ...(['document_missing', 'reason_missing', 'note_missing'] as const),
  ...(['name_taken', 'topics_missing', 'lesson_unpublished', 'lesson_released'] as const),
  // Of what authors bring and change: told by their pages, and by the upload protocol that the pages speak.
  ...(['not_a_video', 'not_a_voice', 'upload_too_large', 'upload_over_quota', 'upload_gone'] as const),
  ...(['disk_full', 'version_fixed', 'rights_missing', 'captions_wrong', 'script_wrong'] as const),
  ...(['question_wrong', 'question_unspoken'] as const),
  ...(['roster_file', 'roster_changed', 'roster_fixed'] as const),
  ...(['class_fixed', 'rules_missing', 'institution_barred', 'content_gone'] as const),
  ...(['application_open', 'application_changed', 'class_step', 'post_undecided'] as const),
  ...(['test_not_granted'] as const),
  ...(['code_wrong', 'code_wait', 'second_step_set', 'staff_self', 'staff_last_head', 'staff_step'] as const),
  ...(['invitation_gone', 'invitation_wrong', 'phone_taken'] as const),
  ...(['standing_short', 'standing_above', 'class_running', 'inspection_missing'] as const),
  ...(['survey_early', 'survey_again', 'survey_over', 'survey_due'] as const),
  ...(['result_wrong', 'certificate_taken'] as const),
  ...(['target_wrong', 'target_above', 'target_file'] as const),
  ...([
    'subsidy_nobody',
    'subsidy_step',
    'subsidy_changed',
    'subsidy_amount',
    'subsidy_sign_own',
    'subsidy_signed',
  ] as const),
  ...(['subsidy_signatures', 'subsidy_stale', 'subsidy_running', 'subsidy_document'] as const),
  ...(['objection_open', 'objection_over', 'objection_limit'] as const),
  ...(['session_clash', 'session_outside', 'session_short', 'session_past', 'session_held'] as const),
  ...(['session_changed', 'session_hours_over', 'make_up_late', 'make_up_unmissed'] as const),
  ...(['attendance_closed', 'attendance_early', 'attendance_changed', 'attendance_waits'] as const),
  ...(['attendance_missing', 'attendance_file', 'witness_own'] as const),
  ...(['recording_outside', 'recording_twice'] as const),
  ...(['proof_hours', 'proof_test', 'proof_void', 'proof_unknown', 'proof_wait', 'hour_undue'] as const),
];

it('every refusal of the closed table is named by an operation or a page, under its own status, with its sentence', () => {
  const seen = new Set<RefusalCode>();
  for (const { id, refusals } of operations) {
    const responses = described.find(({ operationId }) => operationId === id)?.responses ?? {};
    for (const code of refusals) {
      seen.add(code);
      const told = responses[String(refusalStatus[code])];
      expect(told?.description, `${id} ${code}`).toContain(`\`${code}\` ${refusalWords[code].say.en}`);
    }
  }
  const codes = Object.keys(refusalStatus) as RefusalCode[];
  expect(codes.filter((code) => !seen.has(code)).sort()).toEqual([...onPages].sort());
});

it('every operation that changes something can be refused as cross-site and as busy', () => {
  for (const { id, method, refusals } of operations) {
    expect(refusals, id).toContain('busy');
    if (method === 'post') expect(refusals, id).toContain('cross_site');
  }
});
