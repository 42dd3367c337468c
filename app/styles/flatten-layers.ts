import type { CSSOptions } from 'vite';

type PostCssPlugin = NonNullable<Exclude<CSSOptions['postcss'], string | undefined>['plugins']>[number];

/**
 * PostCSS plugin: unwraps every `@layer`, in the order of the file. Browsers before Chrome 99 and iOS 15.4 drop layered
 * rules whole. Order alone is enough here: base rules select elements, utilities select classes.
 */
export function flattenLayers(): PostCssPlugin {
  return {
    postcssPlugin: 'flatten-layers',
    AtRule: {
      layer(rule) {
        if (rule.nodes) rule.replaceWith(rule.nodes);
        else rule.remove();
      },
    },
  };
}
