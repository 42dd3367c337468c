import { learner, type Operation } from './operation.ts';

const refusals = ['not_found', ...learner] satisfies Operation['refusals'];

/** How reviewers, a version's own authors and inspectors watch it, whatever its state. */
export const approvalOperations: Operation[] = [
  {
    method: 'get',
    path: '/versions/{versionId}/{playlist}.m3u8',
    id: 'getVersionPlaylist',
    summary: 'master.m3u8, 240p.m3u8, 360p.m3u8 or 720p.m3u8 (query: kbps, the speed of segments)',
    answer: { media: 'application/vnd.apple.mpegurl' },
    refusals,
  },
  {
    method: 'get',
    path: '/versions/{versionId}/keys/{group}',
    id: 'getVersionKey',
    summary: 'The key of 30 s of media',
    answer: { media: 'application/octet-stream' },
    refusals,
  },
  {
    method: 'get',
    path: '/versions/{versionId}/{rendition}/{n}.ts',
    id: 'getVersionSegment',
    summary: 'Ciphertext, whole or a range (query: kbps)',
    answer: { media: 'video/mp2t' },
    refusals,
  },
  {
    method: 'get',
    path: '/versions/{versionId}/questions/{questionId}.mp3',
    id: 'getVersionQuestion',
    summary: 'The spoken prompt of a control question',
    answer: { media: 'audio/mpeg' },
    refusals,
  },
  {
    method: 'get',
    path: '/versions/{versionId}/{file}',
    id: 'getVersionFile',
    summary: 'subtitles.vtt, transcript.txt, poster.jpg, storyboard.jpg or manifest.txt',
    answer: { media: 'application/octet-stream' },
    refusals,
  },
  {
    method: 'get',
    path: '/versions/{versionId}/evidence.jsonl',
    id: 'exportContentEvidence',
    summary: 'The life of the version with its approvals, one signed JSON a line',
    answer: { media: 'application/x-ndjson' },
    refusals,
  },
];
