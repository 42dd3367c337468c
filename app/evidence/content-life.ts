/**
 * The life of a video version as the verifier knows it: `versionSteps` of app/approval/version-life.ts once more, because
 * evidence imports no other area. A test holds the two together.
 */
export const contentSteps: Record<string, { from: string[]; to: string; by: string[] }> = {
  begin: { from: ['uploaded', 'failed'], to: 'processing', by: ['worker'] },
  finish: { from: ['processing'], to: 'processed', by: ['worker'] },
  fail: { from: ['uploaded', 'processing'], to: 'failed', by: ['worker'] },
  retry: { from: ['failed'], to: 'uploaded', by: ['author', 'platform'] },
  remake: { from: ['processed'], to: 'uploaded', by: ['author', 'platform'] },
  submit: { from: ['processed'], to: 'submitted', by: ['author', 'platform'] },
  approve: { from: ['submitted'], to: 'approved', by: ['reviewer'] },
  return: { from: ['submitted'], to: 'returned', by: ['reviewer'] },
  reject: { from: ['submitted'], to: 'rejected', by: ['reviewer'] },
  publish: { from: ['approved'], to: 'published', by: ['author', 'reviewer', 'platform'] },
  withdraw: { from: ['approved', 'published'], to: 'withdrawn', by: ['author', 'reviewer', 'platform'] },
};
