export * from './catalogue.ts';
export * from './evidence.ts';
export * from './identity.ts';
export * from './platform.ts';
export * from './presence.ts';
export * from './study.ts';
export * from './training.ts';
