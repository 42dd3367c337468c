/** An occupation of the national classification: division-group-class-occupation, 4-10-01-05. */
export const occupationCode = /^\d-\d{2}-\d{2}-\d{2}$/;

/** The class (小类) that an occupation belongs to: 4-10-01-05 → 4-10-01. */
function classOf(code: string): string {
  return code.split('-').slice(0, 3).join('-');
}

/** Whether two occupations belong to one class of the classification: near enough for P026, too near for P027. */
export function isSameClass(one: string, other: string): boolean {
  return classOf(one) === classOf(other);
}

/**
 * Whether the post of an employee needs the approver's decision: it is neither the occupation of the course nor near it
 * (P026). Near: of the same class.
 */
export function isForeignPost(postCode: string, courseCode: string): boolean {
  return !isSameClass(postCode, courseCode);
}
