/** Whole class hours by how they were taught. */
type Hours = { onlineTheory: number; inPersonTheory: number; practice: number };

/** What the hours of a proof rest on. */
export type ProofBasis = {
  /** The end of the learner's log when it was issued; `onlineHours`: the class hours recognised there, from 1. */
  ledger: { seq: number; hash: string; onlineHours: number[] };
  inPerson: { theoryHours: number; practiceHours: number };
  plan: Hours;
  rules: { onlineTheoryMaxPct: number; practicalMinPct: number; classHourS: number };
  /** The survey that the class passed, and its share of satisfied answers. */
  survey: { roundId: string; sharePct: number } | null;
  /** That the class has a final theory test and she passed it; null: it has none. */
  finalTest: 'passed' | null;
};

/** A study proof: what is printed, what the public sees, and what it rests on. Nobody's whole name or number. */
export type ProofBody = {
  zhenxue: 'study-proof';
  v: 1;
  number: string;
  learnerId: string;
  enrolmentId: string;
  classId: string;
  holder: { name: string; idNumber: string };
  institution: string;
  occupation: string;
  course: string;
  level: string;
  startsOn: string;
  endsOn: string;
  /** Calendar day in China. */
  issuedOn: string;
  issuedAtMs: number;
  /** The number of the void proof in whose stead it stands; left out of the first. */
  replaces?: string;
  hours: Hours;
  basis: ProofBasis;
  /** Over the canonical bytes of `basis`. */
  basisSha256: string;
  keyVersion: number;
};

/** A proof as its file holds it: `body` is exactly the text that was signed. */
export type ProofFile = { zhenxue: 'study-proof-file'; publicKey: string; body: string; signature: string };

/** Reads the file of a proof. Throws a sentence when it is none. */
export function readProofFile(text: string): ProofFile {
  let file: Partial<ProofFile>;
  try {
    file = JSON.parse(text) as Partial<ProofFile>;
  } catch {
    throw new Error('the file of the proof is not JSON');
  }
  const { zhenxue, publicKey, body, signature } = file;
  if (zhenxue !== 'study-proof-file' || !publicKey || !body || !signature)
    throw new Error('the file does not begin like a study proof');
  return { zhenxue, publicKey, body, signature };
}
