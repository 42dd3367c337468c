import type { LessonScript, Slide } from '../lesson-script.ts';
import { findingAt, type Finding, type ScriptFile } from './finding.ts';

/** The headings by which a lesson tells its parts (STYLE.md). */
const aims = '学完您会三件事';
const recap = '一分钟，再记一遍';
const mistakes = '三个错';

const people =
  '护士|医生|大夫|主管|班长|组长|老师|园长|保健|值班|同事|家属|家里|家长|妈妈|爸爸|雇主|儿子|女儿|物业|师傅|人';
/** To whom she turns when it is beyond her. */
const call = new RegExp(
  `[打拨](?:电话)?1[0-9]\\d+|(?:报告?|告诉|叫|喊|找|问|请|通知|打给)(?:您的|他的|她的|孩子的|一声|给)?(?:${people})|` +
    '马上(?:报|叫|喊|去医院|送|停)|(?:去|送)医院|看医生|就去报|去报|要报|电话',
  'u',
);

/** The parts that a lesson has to have: situation, three aims, mistakes, when to stop and call, recap. */
export function checkParts(file: ScriptFile): Finding[] {
  const { slides } = file.script;
  const found: Finding[] = [];
  const lacks = (what: string, where: Slide | undefined) =>
    found.push(findingAt(file, where?.heading ?? '', `lacks ${what}`));
  const [first, second] = slides;
  const last = slides.at(-1);
  const aimed = slides.findIndex(({ heading }) => heading === aims);
  if (aimed === 0 || (aimed < 0 && first?.heading.includes(mistakes)))
    lacks('its opening situation, before this', first);
  if (aimed < 0) lacks(`its aims on the second slide, “${aims}”`, second);
  else if (aimed > 1) lacks(`its aims on the second slide, not here`, slides[aimed]);
  if (aimed >= 0 && !/第一[\s\S]*第二[\s\S]*第三/.test(narrationOf(slides[aimed])))
    lacks('three aims (第一, 第二, 第三)', slides[aimed]);
  if (last?.heading !== recap) lacks(`its recap as the last slide, “${recap}”`, last);
  const body = listBody(file.script);
  if (!body.some(tellsMistakes)) lacks(`its mistakes, “${mistakes}”, before this`, last);
  if (!body.some((slide) => call.test(narrationOf(slide)))) lacks('when to stop and whom to call', last);
  return found;
}

/** What stands between the aims and the recap. */
function listBody({ slides }: LessonScript): Slide[] {
  return slides.filter(({ heading }, i) => i > 0 && heading !== aims && heading !== recap);
}

function tellsMistakes(slide: Slide): boolean {
  const said = narrationOf(slide);
  const isListed = /第一[\s\S]*第二/.test(said) || slide.points.length > 1;
  return (slide.heading + said).includes(mistakes) && isListed;
}

function narrationOf(slide: Slide | undefined): string {
  return slide?.speech.map((s) => (s.kind === 'say' ? s.text : '')).join('') ?? '';
}
