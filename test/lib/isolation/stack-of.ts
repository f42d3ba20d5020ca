import type { JsonObject } from '../../../lib/isolation/json';
import { readTemplate, type StackTemplate, type TemplateResource } from '../../../lib/isolation/template';

export const ACCOUNT = '111122223333';
const ENVIRONMENT = {
  account: ACCOUNT,
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};

/** A stack of these resources, each given as its type and its properties. */
export function stackOf(
  resources: Readonly<Record<string, readonly [type: string, properties: JsonObject]>>,
  name = 'test',
): StackTemplate {
  const template = Object.fromEntries(
    Object.entries(resources).map(([id, [Type, Properties]]) => [id, { Type, Properties }]),
  );
  const stack = readTemplate(name, { Resources: template }, ENVIRONMENT);
  if (typeof stack === 'string') throw new Error(stack);
  return stack;
}

/** The only resource of a stack of its own. */
export function resourceOf(type: string, properties: JsonObject = {}): TemplateResource {
  const resource = stackOf({ Only: [type, properties] }).resources.get('Only');
  if (resource === undefined) throw new Error('the stack has no resource');
  return resource;
}
