import type { LessonScript } from './lesson-script.ts';
import { slideStyle } from './slide-style.ts';

/** Source of every drawing that the lesson names. */
export type Drawings = ReadonlyMap<string, string>;

/** The page of slide `n`; 1280 × 720, no script, nothing fetched. */
export function writeSlidePage(script: LessonScript, n: number, drawings: Drawings): string {
  const slide = script.slides[n];
  if (!slide) throw new Error(`no slide ${n}`);
  const points = slide.points.map((point) => `<li>${escape(point)}</li>`).join('');
  const list = points && `<ul class="points">${points}</ul>`;
  const way = (100 * (n + 1)) / script.slides.length;
  return page(`
    <div class="way"><i style="width:${way.toFixed(1)}%"></i></div>
    <div class="lesson">${escape(script.title)}</div>
    <h1>${escape(slide.heading)}</h1>
    <div class="body">${list}${drawingBox(slide.drawing, drawings, points === '')}</div>
    <div class="review">${escape(script.review)}</div>`);
}

/** The page behind the poster: the lesson's name beside its first drawing. */
export function writePosterPage(script: LessonScript, drawings: Drawings): string {
  const drawing = script.slides.find((slide) => slide.drawing)?.drawing ?? null;
  const clauses = script.title.replace(/[^，、：]+[，、：]?/gu, (clause) => `<span>${escape(clause)}</span>`);
  return page(
    `<div class="lesson">${escape(script.occupation)} · <b>${escape(script.module)}</b></div>
    <h1>${clauses}</h1>${drawingBox(drawing, drawings, false)}
    <div class="review">${escape(script.review)}</div>`,
    'cover',
  );
}

function page(body: string, className = ''): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>${slideStyle}</style><body class="${className}">${body}</body></html>`;
}

/** An SVG inside <img> can neither run scripts nor fetch anything. */
function drawingBox(name: string | null, drawings: Drawings, alone: boolean): string {
  const svg = name === null ? undefined : drawings.get(name);
  if (svg === undefined) return '';
  const data = Buffer.from(svg).toString('base64');
  return `<div class="drawing${alone ? ' alone' : ''}"><img src="data:image/svg+xml;base64,${data}"></div>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
