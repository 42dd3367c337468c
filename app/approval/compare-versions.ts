/** A question as it is compared: its id belongs to one version only. `why`: what the check at the end explains. */
export type AskedQuestion = {
  kind: string;
  fromMs: number;
  ask: string;
  right: string;
  wrong: string[];
  why?: string;
};
export type QuestionChanges = {
  added: AskedQuestion[];
  removed: AskedQuestion[];
  changed: { before: AskedQuestion; after: AskedQuestion }[];
};

/** Questions by what they ask; the same question at another moment or with other answers is changed. */
export function compareQuestions(
  before: readonly AskedQuestion[],
  after: readonly AskedQuestion[],
): QuestionChanges {
  const left = [...before];
  const changes: QuestionChanges = { added: [], removed: left, changed: [] };
  for (const question of after) {
    // Asked twice, the one that is nearest in time is meant.
    const [nearest] = left
      .filter(({ ask }) => ask === question.ask)
      .sort((a, b) => Math.abs(a.fromMs - question.fromMs) - Math.abs(b.fromMs - question.fromMs));
    if (!nearest) {
      changes.added.push(question);
      continue;
    }
    left.splice(left.indexOf(nearest), 1);
    if (!isSame(nearest, question)) changes.changed.push({ before: nearest, after: question });
  }
  return changes;
}

function isSame(a: AskedQuestion, b: AskedQuestion): boolean {
  const key = ({ kind, fromMs, right, wrong, why }: AskedQuestion) =>
    JSON.stringify([kind, fromMs, right, wrong, why]);
  return key(a) === key(b);
}

type FileHash = { path: string; sha256: string };
export type FileChanges = { added: string[]; removed: string[]; changed: string[]; same: number };

/** The set difference of two manifests, by path. */
export function compareFiles(before: readonly FileHash[], after: readonly FileHash[]): FileChanges {
  const old = new Map(before.map(({ path, sha256 }) => [path, sha256]));
  const fresh = new Set(after.map(({ path }) => path));
  const known = after.filter(({ path }) => old.has(path));
  const changed = known.filter(({ path, sha256 }) => old.get(path) !== sha256);
  return {
    added: after.filter(({ path }) => !old.has(path)).map(({ path }) => path),
    removed: before.filter(({ path }) => !fresh.has(path)).map(({ path }) => path),
    changed: changed.map(({ path }) => path),
    same: known.length - changed.length,
  };
}
