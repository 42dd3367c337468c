// The part of a library that ships without types of its own: the same code, less of it.
declare module 'hls.js/light' {
  export { default } from 'hls.js';
  export * from 'hls.js';
}
