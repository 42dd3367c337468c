/** What a request is counted as. Few and fixed: neither a path nor an id of anybody becomes a label. */
export type RequestKind =
  | 'beat'
  | 'lease'
  | 'answer'
  | 'key'
  | 'playlist'
  | 'credit'
  | 'study'
  | 'snapshot'
  | 'face'
  | 'segment'
  | 'sign_in'
  | 'upload'
  | 'asset'
  | 'health'
  | 'page';

const places: [RegExp, RequestKind][] = [
  [/^\/study\/answers$/, 'answer'],
  [/^\/study\/leases\/\d+\/keys\//, 'key'],
  [/^\/study\/leases\/\d+\/[a-z0-9]+\.m3u8$/, 'playlist'],
  [/^\/study\/credit$/, 'credit'],
  [/^\/study\/snapshots\//, 'snapshot'],
  [/^\/study\//, 'study'],
  [/^\/(presence|face)\//, 'face'],
  [/^\/media\//, 'segment'],
  [/^\/(session|sign-in)$/, 'sign_in'],
  [/^\/uploads(\/|$)/, 'upload'],
  [/^\/(assets|sounds|images|fonts)\//, 'asset'],
  [/^\/healthz$/, 'health'],
];

/** Names a request by method and path; the hot ones first. */
export function nameRequest(method: string, path: string): RequestKind {
  if (method === 'POST' && path === '/study/beats') return 'beat';
  if (method === 'POST' && path === '/study/leases') return 'lease';
  return places.find(([shape]) => shape.test(path))?.[1] ?? 'page';
}
