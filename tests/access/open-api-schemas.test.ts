import { expect, it } from 'vitest';
import { describeApi } from '../../app/platform/open-api.ts';

// The schemas of /openapi.json stand where its references lead, so that any reader of OpenAPI finds them.

type Body = { content: Record<string, { schema: Record<string, unknown> }> };
type Described = { operationId: string; requestBody?: Body };
const document = JSON.parse(JSON.stringify(describeApi())) as {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Record<string, unknown>> };
};
const { schemas } = document.components;
const described = Object.values(document.paths).flatMap((methods) => Object.values(methods));

/** The schema itself, or the one that it refers to. */
function follow(schema: Record<string, unknown>): Record<string, unknown> {
  const name = /\/(\w+)$/.exec(String(schema['$ref'] ?? ''))?.[1];
  return name ? (schemas[name] ?? {}) : schema;
}

it('every reference leads to a schema', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  expect(references.length).toBeGreaterThan(10);
  expect(JSON.stringify(document)).not.toContain('$defs');
  for (const reference of references) {
    const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1];
    expect(Object.keys(schemas), reference).toContain(name);
  }
});

/** Fields that a request may leave out, by operation. */
const mayBeLeftOut: Record<string, string[]> = { signIn: ['personId'], openLease: ['openingId'] };

it('bodies of requests are closed: no field beside the named ones', () => {
  for (const { operationId, requestBody } of described) {
    const schema = requestBody?.content['application/json']?.schema;
    if (!schema) continue;
    const shape = follow(schema);
    expect(shape['additionalProperties'], operationId).toBe(false);
    expect(Object.keys(shape['properties'] as object).sort(), operationId).toEqual(
      [...((shape['required'] as string[]) ?? []), ...(mayBeLeftOut[operationId] ?? [])].sort(),
    );
  }
});
