/** Where a bureau's list of a month stands; the database's own trigger holds the order. */
export const batchStates = ['drawn', 'published', 'completed', 'confirmed'] as const;
export type BatchState = (typeof batchStates)[number];

/** What is done with a list. */
export const batchSteps = ['draw', 'publish', 'strike', 'complete', 'export', 'confirm'] as const;
export type BatchStep = (typeof batchSteps)[number];
