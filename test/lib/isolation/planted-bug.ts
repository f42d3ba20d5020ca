import { isObject, type Json, type JsonObject } from '../../../packages/isolation-proof/src/templates/json';

export type Templates = Record<
  string,
  { Resources: Record<string, { Type: string; Properties: Record<string, Json> }> }
>;

/** What the mistake is, what it changes, and the claim that has to notice it. */
export type PlantedBug = readonly [bug: string, change: (templates: Templates) => void, claim: string];

/** Replaces text in the statement of this Sid, wherever in a stack it stands; refuses to replace nothing. */
export function inStatement(stack: string, sid: string, change: (statement: JsonObject) => JsonObject) {
  return (templates: Templates): void => {
    let changed = 0;
    const walk = (value: Json): Json => {
      if (Array.isArray(value)) return (value as readonly Json[]).map(walk);
      if (!isObject(value)) return value;
      if (value['Sid'] === sid) {
        changed += 1;
        return change(value);
      }
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
    };
    templates[stack] = walk(templates[stack] as Json) as unknown as Templates[string];
    expect(changed).toBeGreaterThan(0);
  };
}

export const SHARED = 'ts-test-shared';
export const ACME = 'ts-test-organization-acme';
export const bucket = (purpose: string): string =>
  `arn:aws:s3:::ts-test-${purpose}-111122223333-eu-central-1-an`;
