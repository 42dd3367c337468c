/** What a worker writes into a file for somebody. */
export const exportKinds = ['learners', 'supervision'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** `stopped`: it could not be written, and is asked for anew. */
export const exportStates = ['waiting', 'working', 'ready', 'cancelled', 'stopped', 'expired'] as const;
export type ExportState = (typeof exportStates)[number];
