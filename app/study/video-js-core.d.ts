// The parts of two libraries that ship without types of their own: the same code, less of it.
declare module 'video.js/dist/alt/video.core.novtt.min.js' {
  export { default } from 'video.js';
}
declare module 'hls.js/light' {
  export { default } from 'hls.js';
  export * from 'hls.js';
}
