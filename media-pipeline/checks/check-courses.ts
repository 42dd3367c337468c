import { checkChoices } from './check-choices.ts';
import { checkExtent } from './check-extent.ts';
import { checkFacts, findUnused } from './check-facts.ts';
import { checkLanguage } from './check-language.ts';
import { checkParts } from './check-parts.ts';
import { checkPlace, findMissingTags } from './check-place.ts';
import { checkReadings } from './check-readings.ts';
import { checkSlides } from './check-slides.ts';
import { checkTerms } from './check-terms.ts';
import { findOverlap } from './find-overlap.ts';
import type { Finding, ScriptFile } from './finding.ts';
import type { FactBook } from './list-stated.ts';
import { listOutline } from './outline.ts';
import type { Courses } from './read-courses.server.ts';

/** What stops the check, what is only told, and how much of the outline is written. */
export type Verdict = { errors: Finding[]; warnings: Finding[]; missing: string[]; courseErrors: string[] };

/** Checks the wanted lessons (all, unless said otherwise) by themselves and against the others. */
export function checkCourses(courses: Courses, isWanted: (name: string) => boolean = () => true): Verdict {
  const { files, outline } = courses;
  const unfinished = courses.unfinished.filter(isWanted);
  const found = [
    ...courses.broken.filter(({ name }) => isWanted(name)),
    ...files.filter(({ name }) => isWanted(name)).flatMap((file) => checkFile(file, courses)),
    ...findOverlap(files).filter(({ name }) => isWanted(name)),
  ];
  const listed = new Set(unfinished);
  const short = new Set(found.filter((finding) => finding.isUnfinished).map(({ name }) => name));
  const stale = unfinished
    .filter((name) => !short.has(name))
    .map((name) => ({ name, line: 1, sentence: '', say: 'is finished: take it off unfinished.yaml' }));
  const isAllowed = ({ isUnfinished, name }: Finding) => isUnfinished === true && listed.has(name);
  const there = new Set([...files, ...courses.broken].map(({ name }) => name));
  const missing = listOutline(outline).filter((name) => !there.has(name));
  const unwritten = missing
    .filter(isWanted)
    .map((name) => ({ name, line: 1, sentence: '', say: 'is in outline.json and not written' }));
  return {
    errors: [...unwritten, ...found.filter((finding) => !isAllowed(finding)), ...stale],
    warnings: found.filter(isAllowed),
    missing,
    courseErrors: [...findMissingTags(files, outline), ...findUnused(files, courses)],
  };
}

/** Everything about one lesson that does not need the others. */
export function checkFile(
  file: ScriptFile,
  {
    outline,
    drawings,
    glossary,
    measured,
    ...book
  }: Pick<Courses, 'outline' | 'drawings' | 'glossary' | 'measured'> & FactBook,
): Finding[] {
  return [
    ...checkPlace(file, outline, drawings),
    ...checkParts(file),
    ...checkExtent(file, measured),
    ...checkLanguage(file),
    ...checkTerms(file, glossary),
    ...checkReadings(file),
    ...checkSlides(file),
    ...checkChoices(file),
    ...checkFacts(file, book),
  ];
}
