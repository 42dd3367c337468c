/** A module and its lessons, in order. */
export type ModuleOrder = { id: string; lessons: string[] };
/** One place up or down. */
export type Shift = -1 | 1;

/** Exchanges the thing at `at` with its neighbour; at either end nothing changes. */
function shift<T>(list: readonly T[], at: number, by: Shift): T[] {
  const [one, other] = [list[at], list[at + by]];
  if (one === undefined || other === undefined) return [...list];
  return list.map((thing, i) => (i === at ? other : i === at + by ? one : thing));
}

/** A course with one module moved by one place. An unknown module moves nothing. */
export function moveModule(order: readonly ModuleOrder[], moduleId: string, by: Shift): ModuleOrder[] {
  return shift(
    order,
    order.findIndex(({ id }) => id === moduleId),
    by,
  );
}

/** A course with one lesson moved by one place; past the end of its module it goes on into the next one. */
export function moveLesson(order: readonly ModuleOrder[], lessonId: string, by: Shift): ModuleOrder[] {
  const home = order.findIndex(({ lessons }) => lessons.includes(lessonId));
  const lessons = order[home]?.lessons ?? [];
  const at = lessons.indexOf(lessonId);
  const leaves = at + by < 0 || at + by >= lessons.length;
  if (home < 0 || (leaves && !order[home + by])) return [...order];
  return order.map((module, i) => {
    if (i === home)
      return {
        ...module,
        lessons: leaves ? lessons.filter((id) => id !== lessonId) : shift(lessons, at, by),
      };
    if (!leaves || i !== home + by) return module;
    return { ...module, lessons: by > 0 ? [lessonId, ...module.lessons] : [...module.lessons, lessonId] };
  });
}
