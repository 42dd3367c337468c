// The parts of two libraries that ship without types of their own: the same code, less of it.
declare module 'video.js/core.es.js' {
  export { default } from 'video.js';
}
declare module 'hls.js/light' {
  export { default } from 'hls.js';
  export * from 'hls.js';
}
