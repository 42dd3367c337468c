import { requiredTags } from '../../app/catalogue/topic-tags.ts';
import { findingAt, type Finding, type ScriptFile } from './finding.ts';
import { findPlace, type Outline } from './outline.ts';

/** A lesson that is not where, or not what, the outline says; drawings that do not exist; tags and standard missing. */
export function checkPlace(file: ScriptFile, outline: Outline, drawings: ReadonlySet<string>): Finding[] {
  const { script, name } = file;
  const found: Finding[] = [];
  const at = (sentence: string, say: string) => found.push(findingAt(file, sentence, say));
  for (const { drawing } of script.slides)
    if (drawing !== null && !drawings.has(drawing)) at(`(${drawing})`, `there is no drawing ${drawing}`);
  if (script.tags.length === 0) at('', 'has no tags');
  if (script.review !== '待专业人员审核') at(script.review, 'every lesson says 待专业人员审核');
  const place = findPlace(outline, name);
  if (!place) return [...found, findingAt(file, '', 'is not in outline.json')];
  const { title, module, occupation, standard, isShared } = place;
  if (script.title !== title) at(script.title, `the outline calls it “${title}”`);
  if (script.module !== module) at(script.module, `the outline has it in “${module}”`);
  if (script.occupation !== occupation) at(script.occupation, `the outline has it under “${occupation}”`);
  if (script.shared !== isShared) at('', isShared ? 'needs shared: true' : 'is not shared');
  const named = script.standard;
  if (!named) at('', 'names no standard');
  else if (named.name !== standard.name || named.year !== standard.year || named.code !== standard.code)
    at(named.name, `the outline names ${standard.name}, ${standard.year}, ${standard.code}`);
  else if (!standard.items.some((item) => item.name === named.item))
    at(named.item, `is none of ${standard.items.map((item) => item.name).join(' ')}`);
  return found;
}

/** Subjects that no lesson of a course that is fully written is about (P093). */
export function findMissingTags(files: readonly ScriptFile[], outline: Outline): string[] {
  const byName = new Map(files.map((file) => [file.name, file.script]));
  const slugsOf = (folder: string, lessons: { slug: string }[]) =>
    lessons.map(({ slug }) => `${folder}/${slug}`);
  const shared = slugsOf(outline.common.folder, outline.common.lessons);
  return outline.courses.flatMap(({ folder, occupation, modules }) => {
    const names = [...shared, ...modules.flatMap(({ lessons }) => slugsOf(folder, lessons))];
    const scripts = names.flatMap((name) => byName.get(name) ?? []);
    if (scripts.length < names.length) return [];
    const tags = new Set(scripts.flatMap((script) => script.tags));
    return requiredTags
      .filter((tag) => !tags.has(tag))
      .map((tag) => `${occupation}: no lesson is tagged ${tag}, so the course cannot be published`);
  });
}
