import { constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { oldestBrowsers } from '../vite.config.ts';
import type { OwnFile } from './lesson-site.ts';

const reactPage = `
  import { createElement } from 'react';
  import { createRoot } from 'react-dom/client';
  import Hls from 'hls.js/light';
  function play(video) {
    if (!video) return;
    const hls = new Hls();
    hls.loadSource('/none.m3u8');
    hls.attachMedia(video);
  }
  createRoot(document.body).render(createElement('video', { ref: play }));`;

/** The address of the stream is in the page's own; whoever clicks the button plays it. */
const playerPage = `
  import Hls from 'hls.js/light';
  const [video, button] = document.querySelectorAll('video, button');
  const hls = new Hls();
  hls.loadSource(decodeURIComponent(location.search.slice(1)));
  hls.attachMedia(video);
  button.onclick = () => video.play();
  button.disabled = false;`;

/** The least that a page with React and an HLS player loads: react-dom and hls.js light on one page. */
export const makeReactPage = (): Promise<Record<string, OwnFile>> => makePage('/bare-react', reactPage);

/** hls.js as its manual shows it, a video and a button. Its stream stands behind the question mark of /bare-player. */
export const makePlayerPage = (): Promise<Record<string, OwnFile>> => makePage('/bare-player', playerPage);

async function makePage(path: string, script: string): Promise<Record<string, OwnFile>> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: '.' },
    ...{ bundle: true, minify: true, write: false, format: 'esm', target: oldestBrowsers },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const code = outputFiles[0]?.contents;
  if (!code) throw new Error('esbuild made nothing.');
  const html = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <body><video playsinline style="width:100%"></video><button disabled>play</button>
    <script type="module" src="${path}.js"></script>`;
  const body = gzipSync(code, { level: constants.Z_BEST_COMPRESSION });
  return {
    [path]: { type: 'text/html', body: Buffer.from(html) },
    [`${path}.js`]: { type: 'text/javascript', body, encoding: 'gzip' },
  };
}
