import { isObject } from '../templates/json';
import { arnOf } from '../templates/physical-names';
import { resolveText } from '../templates/resolve';
import type { TemplateResource } from '../templates/template';

/** Types whose ARN is made of a prefix and a name property. */
const NAMED: Readonly<Record<string, readonly [service: string, prefix: string, property: string]>> = {
  'AWS::Athena::WorkGroup': ['athena', 'workgroup/', 'Name'],
  'AWS::IoT::ThingType': ['iot', 'thingtype/', 'ThingTypeName'],
};

/** Patterns of the ARNs of a resource and of what is in it; none of a resource whose ARN is not known. */
export function arnsIn(resource: TemplateResource): string[] {
  if (resource.type === 'AWS::Glue::Database') {
    const input = resource.properties['DatabaseInput'];
    const name =
      isObject(input) && input['Name'] !== undefined ? resolveText(input['Name'], resource.stack) : undefined;
    return name === undefined
      ? []
      : [arnOf(resource, 'glue', `database/${name}`), arnOf(resource, 'glue', `table/${name}/*`)];
  }
  const named = NAMED[resource.type];
  if (named !== undefined) {
    const [service, prefix, property] = named;
    const name = resolveText(resource.properties[property] ?? '', resource.stack);
    return name === undefined ? [] : [arnOf(resource, service, `${prefix}${name}`)];
  }
  const attribute = resource.type === 'AWS::IoT::RoleAlias' ? 'RoleAliasArn' : 'Arn';
  const arn = resolveText({ 'Fn::GetAtt': [resource.logicalId, attribute] }, resource.stack);
  if (arn === undefined) return [];
  return resource.type === 'AWS::S3::Bucket' ? [arn, `${arn}/*`] : [arn];
}
