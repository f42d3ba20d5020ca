import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';
import type { TemplateResource } from '../../../../packages/isolation-proof/src/templates/template';

export const ENVIRONMENT = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
} as const;

/** One resource, `It`, of a stack `Stack` with nothing else in it. */
export function resourceOf(type: string, properties: JsonObject): TemplateResource {
  const template = { Resources: { It: { Type: type, Properties: properties } } };
  const stack = readTemplate('Stack', template, ENVIRONMENT);
  if (typeof stack === 'string') throw new Error(stack);
  const resource = stack.resources.get('It');
  if (resource === undefined) throw new Error('the template has no resource');
  return resource;
}
