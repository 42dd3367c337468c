/** The part of a PostCSS at-rule that is used here. */
type LayerRule = { nodes?: object[]; replaceWith(nodes: object[]): void; remove(): void };

/**
 * PostCSS plugin: unwraps every `@layer`, in the order of the file. Browsers before Chrome 99 and iOS 15.4 drop layered
 * rules whole. Order alone is enough here: base rules select elements, utilities select classes.
 */
export function flattenLayers() {
  return {
    postcssPlugin: 'flatten-layers',
    AtRule: {
      layer(rule: LayerRule) {
        if (rule.nodes) rule.replaceWith(rule.nodes);
        else rule.remove();
      },
    },
  };
}
