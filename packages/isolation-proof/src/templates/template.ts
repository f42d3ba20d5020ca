import { isObject, type Json, type JsonObject } from './json';

/** A stack of an assembly, with its template as it will be deployed. */
export interface StackTemplate {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly dnsSuffix: string;
  readonly resources: ReadonlyMap<string, TemplateResource>;
}

export interface TemplateResource {
  readonly stack: StackTemplate;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** Construct path, for people. */
  readonly path: string;
}

/** Where a stack is deployed to. */
export interface StackEnvironment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly dnsSuffix: string;
}

/**
 * Reads the resources of a parsed template.
 * @returns the stack, or a sentence that says why this is no template
 */
export function readTemplate(
  name: string,
  template: Json,
  environment: StackEnvironment,
): StackTemplate | string {
  if (!isObject(template)) return 'the template is not a JSON object';
  const { Resources: resources, Transform: transform } = template;
  if (transform !== undefined) return 'the template has a Transform, so what it deploys is unknown';
  if (!isObject(resources)) return 'the template has no Resources';
  const found = new Map<string, TemplateResource>();
  const stack: StackTemplate = { name, ...environment, resources: found };
  for (const [logicalId, resource] of Object.entries(resources)) {
    if (!isObject(resource) || typeof resource['Type'] !== 'string') return `${logicalId} is not a resource`;
    const { Type: type, Properties: properties = {}, Metadata: metadata, Condition: condition } = resource;
    if (condition !== undefined && type !== 'AWS::CDK::Metadata') {
      return `${logicalId} has a Condition, so whether it is deployed is unknown`;
    }
    if (!isObject(properties)) return `${logicalId} has Properties that are not an object`;
    const path = isObject(metadata) ? metadata['aws:cdk:path'] : undefined;
    found.set(logicalId, {
      stack,
      logicalId,
      type,
      properties,
      path: typeof path === 'string' ? path : `${name}/${logicalId}`,
    });
  }
  return stack;
}
