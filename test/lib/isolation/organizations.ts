import type { Json, JsonObject } from '../../../lib/isolation/json';
import type { StackTemplate } from '../../../lib/isolation/template';
import { stackOf } from './stack-of';

type Resources = Parameters<typeof stackOf>[0];

/** The tags of an organization's resources. */
export function tagsOf(slug: string): JsonObject[] {
  return [
    { Key: 'environment', Value: 'test' },
    { Key: 'orgSlug', Value: slug },
  ];
}

export function policyOf(...statements: readonly Json[]): JsonObject {
  return { Version: '2012-10-17', Statement: statements };
}

export const IOT_TRUST = policyOf({
  Sid: 'IotCredentialsProvider',
  Effect: 'Allow',
  Principal: { Service: 'credentials.iot.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

/** A role named after its organization, which may upload nothing and read nothing unless told otherwise. */
export function roleOf(slug: string, properties: JsonObject = {}): readonly [string, JsonObject] {
  return [
    'AWS::IAM::Role',
    {
      RoleName: `${slug}-role`,
      AssumeRolePolicyDocument: IOT_TRUST,
      Tags: tagsOf(slug),
      ...properties,
    },
  ];
}

export function inlinePolicy(...statements: readonly Json[]): JsonObject {
  return { Policies: [{ PolicyName: 'inline', PolicyDocument: policyOf(...statements) }] };
}

/** Two organizations with a role each, with these resources in place of theirs or beside them. */
export function twoOrganizations(acme: Resources = {}, acmeEu: Resources = {}): StackTemplate[] {
  return [
    stackOf({ Role: roleOf('acme'), ...acme }, 'acme'),
    stackOf({ Role: roleOf('acme-eu'), ...acmeEu }, 'acme-eu'),
  ];
}
