/** A quota that a class falls under; `used` by classes that are approved, without this one. */
export type QuotaUse = { id: string; name: string; places: number; used: number };

/** Most apprentices of one company in one occupation; in a year, with schooling of its own kind (学制教育) and without. */
export type ApprenticeLimits = { per_company: number; per_year_school_system: number; per_year: number };

/** The apprentices that an institution has in approved classes, beside those of the class that is asked about. */
export type ApprenticeUse = {
  isSchoolSystem: boolean;
  yearUsed: number;
  companies: { employer: string; used: number; own: number }[];
  /** Learners of the class whose company is not named. */
  nameless: number;
};

/** Everything that a class takes places of; `apprentices` null: it is no class of apprentices. */
export type Places = {
  quotas: QuotaUse[];
  apprentices: (ApprenticeUse & { limits: ApprenticeLimits }) | null;
};

export type PlacesFaultCode =
  'quota_over' | 'apprentices_nameless' | 'apprentices_company' | 'apprentices_year';

/** What a class would take too much of: `limit` places of `name`, of which `left` are left, and the clause. */
export type PlacesFault = {
  code: PlacesFaultCode;
  clause: 'P035' | 'P036' | 'P041';
  name: string;
  limit: number;
  left: number;
};

/** Where `learners` more would be too many (P035, P036, P041); empty: nowhere. */
export function judgePlaces({ quotas, apprentices }: Places, learners: number): PlacesFault[] {
  const faults: PlacesFault[] = [];
  const find = (
    code: PlacesFaultCode,
    clause: PlacesFault['clause'],
    { name = '', limit, used }: { name?: string; limit: number; used: number },
  ) => faults.push({ code, clause, name, limit, left: Math.max(0, limit - used) });
  for (const { name, places, used } of quotas)
    if (used + learners > places) find('quota_over', 'P041', { name, limit: places, used });
  if (apprentices === null) return faults;
  const { limits, isSchoolSystem, yearUsed, companies, nameless } = apprentices;
  if (nameless > 0) find('apprentices_nameless', 'P035', { limit: nameless, used: 0 });
  for (const { employer, used, own } of companies)
    if (used + own > limits.per_company)
      find('apprentices_company', 'P035', { name: employer, limit: limits.per_company, used });
  const most = isSchoolSystem ? limits.per_year_school_system : limits.per_year;
  if (yearUsed + learners > most) find('apprentices_year', 'P036', { limit: most, used: yearUsed });
  return faults;
}
