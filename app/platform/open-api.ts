import { z } from 'zod';
import { catalogueWire } from '../catalogue/public/catalogue.wire.ts';
import { signedInWire, signInWire } from '../identity/sign-in.wire.ts';
import {
  answerResultWire,
  answerWire,
  beatWire,
  closeLeaseWire,
  controlWordWire,
  creditWire,
  leaseOpenedWire,
  openLeaseWire,
  standingWire,
  swapControlWire,
} from '../study/study.wire.ts';
import { approvalOperations } from './open-api-approval.ts';
import { faceOperations } from './open-api-face.ts';
import { testOperations } from './open-api-test.ts';
import { everywhere, learner, shaped, type Body, type Operation } from './operation.ts';
import { refusalStatus, type RefusalCode } from './refusal.ts';
import { refusalWire } from './refusal.wire.ts';
import { refusalWords } from './words.ts';

/** Every operation that programs use. The pages use the same ones. */
export const operations: Operation[] = [
  {
    method: 'post',
    path: '/session',
    id: 'signIn',
    summary: 'Signs in; the token travels in the cookie',
    body: signInWire,
    answer: signedInWire,
    refusals: [
      ...(['sign_in_wrong', 'sign_in_wait', 'sign_in_who', 'account_suspended'] as const),
      ...shaped,
      ...everywhere,
    ],
  },
  {
    method: 'post',
    path: '/study/leases',
    id: 'openLease',
    summary: 'Opens the right to study one lesson',
    body: openLeaseWire,
    answer: leaseOpenedWire,
    status: 201,
    refusals: [
      'not_enrolled',
      'class_not_open',
      'not_found',
      'lesson_locked',
      'lesson_not_ready',
      'lease_elsewhere',
      'consent_missing',
      'face_not_enrolled',
      'face_waits',
      'face_needs_person',
      'face_check_due',
      'too_fast',
      ...shaped,
      ...learner,
    ],
  },
  {
    method: 'post',
    path: '/study/beats',
    id: 'sendBeat',
    summary: 'Reports what was played since the last beat',
    body: beatWire,
    answer: standingWire,
    refusals: ['lease_ended', 'beat_out_of_order', 'too_fast', ...shaped, ...learner],
  },
  {
    method: 'post',
    path: '/study/answers',
    id: 'answerControl',
    summary: 'Answers the open control',
    body: answerWire,
    answer: answerResultWire,
    refusals: ['lease_ended', 'control_gone', 'face_not_passed', ...shaped, ...learner],
  },
  {
    method: 'post',
    path: '/study/controls/swap',
    id: 'swapControl',
    summary: 'Asks for another kind of control',
    body: swapControlWire,
    answer: standingWire,
    refusals: ['lease_ended', 'control_gone', 'face_not_passed', ...shaped, ...learner],
  },
  {
    method: 'post',
    path: '/study/leases/close',
    id: 'closeLease',
    summary: 'Ends a lease',
    body: closeLeaseWire,
    answer: null,
    status: 204,
    refusals: [...shaped, ...learner],
  },
  {
    method: 'get',
    path: '/study/leases/{fence}/{playlist}.m3u8',
    id: 'getManifest',
    summary: 'master.m3u8, 240p.m3u8, 360p.m3u8 or 720p.m3u8',
    answer: { media: 'application/vnd.apple.mpegurl' },
    refusals: ['lease_ended', 'key_refused', 'not_found', ...learner],
  },
  {
    method: 'get',
    path: '/study/leases/{fence}/keys/{group}',
    id: 'getKey',
    summary: 'The key of 30 s of media, when what is before it is earned',
    answer: { media: 'application/octet-stream' },
    refusals: ['lease_ended', 'key_not_yet', 'key_refused', 'not_found', ...learner],
  },
  {
    method: 'get',
    path: '/study/leases/{fence}/subtitles.vtt',
    id: 'getSubtitles',
    summary: 'Subtitles of the lesson',
    answer: { media: 'text/vtt' },
    refusals: ['lease_ended', ...learner],
  },
  {
    method: 'get',
    path: '/study/controls/{controlId}/audio',
    id: 'getControlSound',
    summary: 'The spoken request of a control',
    answer: { media: 'audio/mpeg' },
    refusals: ['not_found', ...learner],
  },
  {
    method: 'get',
    path: '/study/controls/{controlId}/word',
    id: 'getControlWord',
    summary: 'What is spoken, in writing; not for numbers',
    answer: controlWordWire,
    refusals: ['not_found', ...learner],
  },
  {
    method: 'get',
    path: '/study/controls/{controlId}/pictures/{choiceId}',
    id: 'getControlPicture',
    summary: 'One picture of a control',
    answer: { media: 'image/png' },
    refusals: ['not_found', ...learner],
  },
  {
    method: 'post',
    path: '/study/snapshots/{demandId}',
    id: 'uploadSnapshot',
    summary: 'The photograph that was asked for (query: fence)',
    body: { media: 'image/jpeg' },
    answer: z.strictObject({ id: z.uuid() }),
    status: 201,
    refusals: [
      'lease_ended',
      'consent_missing',
      'snapshot_not_asked',
      'snapshot_twice',
      'not_a_picture',
      'picture_too_large',
      'picture_too_many_pixels',
      'picture_too_small',
      'picture_with_more',
      'bad_shape',
      ...learner,
    ],
  },
  {
    method: 'get',
    path: '/study/credit',
    id: 'getCredit',
    summary: 'What is earned, withheld, recognised',
    answer: creditWire,
    refusals: learner,
  },
  {
    method: 'get',
    path: '/study/evidence',
    id: 'exportEvidence',
    summary: 'The evidence log, one JSON a line (query: learner, for inspectors)',
    answer: { media: 'application/x-ndjson' },
    refusals: ['not_found', ...learner],
  },
  {
    method: 'get',
    path: '/media/{videoVersionId}/{rendition}/{n}.ts',
    id: 'getSegment',
    summary: 'Four seconds of ciphertext',
    answer: { media: 'video/mp2t' },
    refusals: ['not_found', 'busy'],
  },
  ...approvalOperations,
  {
    method: 'get',
    path: '/catalogue.json',
    id: 'getCatalogue',
    summary: 'Approved, published lessons by occupation, and how they stand to the targets; for everybody',
    answer: catalogueWire,
    refusals: ['busy'],
  },
  ...faceOperations,
  ...testOperations,
];

type Schema = Record<string, unknown>;
/** Schemas by name: a document has one place for them, and every reference leads there. */
type Schemas = Record<string, Schema>;

/** The JSON schema of a shape; the named shapes in it go to `schemas`. */
function describeShape(shape: z.ZodType, schemas: Schemas): Schema {
  const text = JSON.stringify(z.toJSONSchema(shape, { io: 'input' }));
  const {
    $schema: _,
    $defs,
    ...schema
  } = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Schema & { $defs?: Schemas };
  Object.assign(schemas, $defs);
  return schema;
}

function content(body: Body, schemas: Schemas) {
  if ('media' in body) return { [body.media]: { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: describeShape(body, schemas) } };
}

/** Refusals share statuses; each status lists its codes with their sentences. */
function refusalAnswers(codes: RefusalCode[]) {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of new Set(codes)) {
    const status = refusalStatus[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => {
      const description = list.map((code) => `\`${code}\` ${refusalWords[code].say.en}`).join(' · ');
      return [
        status,
        {
          description,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
        },
      ];
    }),
  );
}

function describeOperation(operation: Operation, schemas: Schemas) {
  const { id, path, summary, body, answer, status = 200, refusals } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  return {
    operationId: id,
    summary,
    parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...(body ? { requestBody: { required: true, content: content(body, schemas) } } : {}),
    responses: {
      [status]: { description: summary, ...(answer ? { content: content(answer, schemas) } : {}) },
      ...refusalAnswers(refusals),
    },
  };
}

/** The OpenAPI 3.1 document, made from the shapes that the handlers check. */
export function describeApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  const schemas: Schemas = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describeOperation(operation, schemas),
    };
  }
  describeShape(refusalWire, schemas);
  return {
    openapi: '3.1.0',
    info: { title: 'Zhenxue', version: '1', description: 'Study that can be proven: the server decides.' },
    paths,
    components: { schemas },
  };
}
