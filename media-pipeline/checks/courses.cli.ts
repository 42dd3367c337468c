import { fileURLToPath } from 'node:url';
import { checkCourses } from './check-courses.ts';
import { estimateLength } from '../estimate-length.ts';
import type { Finding } from './finding.ts';
import { listOutline } from './outline.ts';
import { readCourses } from './read-courses.server.ts';

// npm run courses:check [-- FOLDER or FOLDER/SLUG …]: without a name the whole catalogue; findings of the named only.
const pathOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.some((start) => name.startsWith(start));

const courses = await readCourses(pathOf('courses'), pathOf('drawings'));
const { errors, warnings, missing, courseErrors } = checkCourses(courses, isWanted);

for (const warning of warnings) console.log(`warning ${tell(warning)}`);
for (const error of errors) console.error(tell(error));
for (const error of courseErrors) console.error(error);
for (const { name, script } of courses.files)
  if (wanted.length > 0 && isWanted(name))
    console.log(
      `${name}: ${(estimateLength(script) / 60_000).toFixed(1)} min, ${script.slides.length} slides`,
    );

const minutes = courses.files.reduce((sum, { script }) => sum + estimateLength(script), 0) / 60_000;
console.log(
  `${courses.files.length} of ${listOutline(courses.outline).length} lessons are written, ` +
    `about ${Math.floor(minutes)} minutes; ${missing.length} are not. ${errors.length} to repair.`,
);
process.exitCode = errors.length + courseErrors.length > 0 ? 1 : 0;

function tell({ name, line, sentence, say }: Finding): string {
  return `media-pipeline/courses/${name}.md:${line}: ${say}${sentence === '' ? '' : `\n    ${sentence}`}`;
}
