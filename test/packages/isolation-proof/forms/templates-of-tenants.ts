import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { inlinePolicy, roleOf, tagsOf } from '../fixtures/organizations';

const READING = { Effect: 'Allow', Action: 's3:GetObject' };

function resourcesOfTenant(slug: string): JsonObject {
  const resource = `arn:aws:s3:::data/${slug}/*`;
  const entry = ([Type, Properties]: readonly [string, JsonObject]): JsonObject => ({
    Type,
    Properties,
    Metadata: { 'aws:cdk:path': `platform-${slug}/Role/Resource` },
  });
  return {
    Role: entry(roleOf(slug, inlinePolicy({ ...READING, Resource: resource }))),
    Workgroup: entry(['AWS::Athena::WorkGroup', { Name: slug, State: 'ENABLED', Tags: tagsOf(slug) }]),
  };
}

export function templateOf(slug: string, sections: JsonObject = {}, more: JsonObject = {}): string {
  return JSON.stringify({ Resources: { ...resourcesOfTenant(slug), ...more }, ...sections }, undefined, 1);
}

/** Makes the template of a tenant. */
export type Made = (slug: string) => string;

/** A stack for each of these tenants. */
export function platform(
  make: Made | Readonly<Record<string, Made>>,
  ...slugs: string[]
): Record<string, string> {
  const template = (slug: string): string =>
    typeof make === 'function' ? make(slug) : (make[slug] ?? templateOf)(slug);
  return Object.fromEntries(slugs.map((slug) => [`platform-${slug}`, template(slug)]));
}

/** A bucket of the tenant with more properties, and with entries beside them. */
export const bucket = (properties: JsonObject, slug: string, others: JsonObject = {}): JsonObject => ({
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { Tags: tagsOf(slug), ...properties }, ...others },
});
