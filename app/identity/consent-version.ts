/** Version of the notice that is shown and spoken before a face is taken. Another text is another version. */
export const consentVersion = '2026-11';

export const consentActions = ['given', 'declined', 'withdrawn'] as const;
export type ConsentAction = (typeof consentActions)[number];

/** Where it was said: on the learner's own device, or at the institution's desk. */
export type ConsentChannel = 'own_device' | 'desk';

/** How a learner's consent to face data stands; `isCurrent`: given, to the text of today. */
export type ConsentStanding = {
  standing: ConsentAction | 'none';
  version: string | null;
  channel: ConsentChannel | null;
  atMs: number | null;
  isCurrent: boolean;
};
