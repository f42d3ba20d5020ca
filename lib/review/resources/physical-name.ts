import { objectOf, type TemplateResource } from './template';

/** Properties that name a resource, where the type's own name does not tell: `BucketName` of `AWS::S3::Bucket` does. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  'AWS::Glue::Database': ['DatabaseInput', 'Name'],
  'AWS::Glue::Table': ['TableInput', 'Name'],
  'AWS::IoT::RoleAlias': ['RoleAlias'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
};

/** Types whose names need not be unique in the account. */
const NAMED_WITHIN = new Set(['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy']);

/**
 * The name that the template gives a resource, as JSON, so that two are equal if their texts are.
 * @returns undefined if CloudFormation makes a name up
 */
export function physicalName({ Type: type, Properties: properties }: TemplateResource): string | undefined {
  if (NAMED_WITHIN.has(type)) return undefined;
  const last = type.slice(type.lastIndexOf(':') + 1);
  const paths = [OTHER_NAMES[type] ?? [`${last}Name`], ['Name']];
  for (const path of paths) {
    let value: unknown = properties;
    for (const step of path) value = objectOf(value)[step];
    if (value !== undefined) return JSON.stringify(value);
  }
  return undefined;
}
