/** The statements that an institution signs before a class is handed in (P019, P020). */
export const statementKinds = ['responsibility', 'truth'] as const;
export type StatementKind = (typeof statementKinds)[number];

/**
 * Their words by version, the newest last. A version that somebody signed is never changed: other words are another
 * version.
 */
export const statementWords: Record<StatementKind, readonly string[]> = {
  responsibility: [
    '本机构对本班的审核把关负第一责任。开班条件、学员资格、教师和场地,我们都核对过,与申请一致。获批准前不开课,获批准后按计划教学,接受检查。',
  ],
  truth: [
    '本机构提交的名单、问卷、教学计划、教师、教材和考核安排都是真实的。学员本人自愿参加,有培训意愿、就业意愿和就业能力。如有不实,愿意承担责任。',
  ],
};

/** The version that is signed now, counted from 1. */
export function currentVersion(kind: StatementKind): number {
  return statementWords[kind].length;
}

/** A signature: whose name, under which version of the words, for which parts (SHA-256, hex). */
export type Signed = {
  kind: StatementKind;
  wordsVersion: number;
  signedName: string;
  signedAt: string;
  partsSha256: string;
};

/** Whether a statement is signed as it stands today, for exactly these parts. */
export function isSigned(signed: readonly Signed[], kind: StatementKind, partsSha256: string): boolean {
  return signed.some(
    (one) =>
      one.kind === kind && one.wordsVersion === currentVersion(kind) && one.partsSha256 === partsSha256,
  );
}
