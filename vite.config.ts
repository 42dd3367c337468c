import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { flattenLayers } from './app/styles/flatten-layers.ts';
import { faceModelPlugin } from './media-pipeline/face-model/face-model-plugin.ts';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** What the phones of learners run at the oldest (WeChat's camera needs iOS 14.3 and Chrome 88 at least). */
export const oldestBrowsers = ['chrome88', 'ios14.5', 'safari14.1'];

export default defineConfig({
  plugins: [
    tailwindcss(),
    faceModelPlugin(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  css: { postcss: { plugins: [flattenLayers()] } },
  build: {
    target: oldestBrowsers,
    cssTarget: oldestBrowsers,
    cssMinify: 'lightningcss',
    assetsInlineLimit: 0,
  },
});
