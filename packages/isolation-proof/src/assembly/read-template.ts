import { secretAttributeOf, usesAttribute } from './attribute-uses';
import { isObject, type Json, type JsonObject, listOf } from '../templates/json';
import { KnownValues } from './known-values';
import { propertyOf } from '../templates/placed-reason';
import { NotUnderstoodError } from '../templates/resolved';
import type { Export, StackEnvironment, StackTemplate, TemplateResource } from '../templates/template';

/**
 * Reads the resources of a parsed template that will be deployed, with the values in their properties that the
 * template's mappings and conditions tell.
 * @returns the stack, or a sentence that says why what it deploys is unknown
 */
export function readTemplate(
  name: string,
  template: Json,
  environment: StackEnvironment,
): StackTemplate | string {
  if (!isObject(template)) return 'the template is not a JSON object';
  const { Resources: resources } = template;
  const { 'Fn::Transform': macro, Transform: transform = macro } = template;
  if (transform !== undefined) {
    const names = listOf(transform).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
    return `the template has a Transform (${names.join(', ')}), so what it deploys is unknown; write what needs it without`;
  }
  if (!isObject(resources)) return 'the template has no Resources';
  const changed = READ_SECTIONS.find((section) => holdsMacro(template[section]));
  if (changed !== undefined) return `${changed} has an Fn::Transform, so what the template says is unknown`;
  const found = new Map<string, TemplateResource>();
  const outputs = isObject(template['Outputs']) ? template['Outputs'] : {};
  const known = outputsIn(outputs);
  const exports = exportsIn(outputs);
  const stack: StackTemplate = {
    name,
    ...environment,
    resources: found,
    ...(Object.keys(known).length === 0 ? {} : { outputs: known }),
    ...(exports.length === 0 ? {} : { exports }),
    ...shownSecretsIn(outputs, resources),
  };
  const values = new KnownValues(template, stack);
  for (const [logicalId, resource] of Object.entries(resources)) {
    const read = readResource(logicalId, resource, stack, values);
    if (typeof read === 'string') return read;
    if (read !== undefined) found.set(logicalId, read);
  }
  return stack;
}

/** What is read of a template besides its resources, which are looked at one by one. */
const READ_SECTIONS = ['Parameters', 'Mappings', 'Conditions', 'Outputs'];

/** A macro may also change what stands beside it. */
function holdsMacro(value: Json | undefined): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(holdsMacro);
  return isObject(value) && (Object.hasOwn(value, 'Fn::Transform') || Object.values(value).some(holdsMacro));
}

/** Without those that have a condition, because whether they are there is not known. */
function outputsIn(outputs: JsonObject): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([id, output]) => {
      if (!isObject(output) || output['Condition'] !== undefined) return [];
      const { Value: value } = output;
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** What the outputs export; without those that have a condition, because whether they do is not known. */
function exportsIn(outputs: JsonObject): Export[] {
  return Object.values(outputs).flatMap((output): Export[] => {
    if (!isObject(output) || output['Condition'] !== undefined) return [];
    const { Export: exported, Value: value } = output;
    const name = isObject(exported) ? exported['Name'] : undefined;
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
}

function shownSecretsIn(outputs: JsonObject, resources: JsonObject): Pick<StackTemplate, 'shownSecrets'> {
  const secrets = Object.entries(resources).flatMap(([id, resource]): [string, string][] => {
    const attribute = isObject(resource) ? secretAttributeOf(resource['Type']) : undefined;
    return attribute === undefined ? [] : [[id, attribute]];
  });
  if (secrets.length === 0) return {};
  const seen: [place: string, value: Json][] = [
    ...Object.entries(outputs).map(([id, output]): [string, Json] => [`the output ${id}`, output]),
    ...Object.entries(resources).flatMap(([id, resource]): [string, Json][] => {
      const { Metadata: metadata } = isObject(resource) ? resource : {};
      return metadata === undefined ? [] : [[`the metadata of ${id}`, metadata]];
    }),
  ];
  const shown = seen.flatMap(([place, value]) =>
    secrets.filter(([id, attribute]) => usesAttribute(value, id, attribute)).map(([id]) => [place, id]),
  );
  return shown.length === 0 ? {} : { shownSecrets: Object.fromEntries(shown) as Record<string, string> };
}

/** @returns undefined for a resource that is not deployed */
function readResource(
  logicalId: string,
  resource: Json,
  stack: StackTemplate,
  values: KnownValues,
): TemplateResource | string | undefined {
  if (!isObject(resource) || typeof resource['Type'] !== 'string') return `${logicalId} is not a resource`;
  const { Type: type, Properties: properties = {}, Metadata: metadata, Condition: condition } = resource;
  if (resource['Fn::Transform'] !== undefined) {
    return `${logicalId} has an Fn::Transform, so what it deploys is unknown; write out what the macro makes`;
  }
  // The CDK's note of which constructs an app uses grants nothing, deployed or not.
  if (condition !== undefined && type !== 'AWS::CDK::Metadata') {
    const isDeployed = values.holds(condition);
    if (isDeployed === undefined) {
      return `${logicalId} has the Condition ${JSON.stringify(condition)}, so whether it is deployed is unknown; decide it in the app, and not in a parameter`;
    }
    if (!isDeployed) return undefined;
  }
  if (!isObject(properties)) return `${logicalId} has Properties that are not an object`;
  const path = isObject(metadata) ? metadata['aws:cdk:path'] : undefined;
  const known = inProperties(properties, values);
  if (typeof known === 'string') return `${logicalId} (${type}): ${known}`;
  return {
    stack,
    logicalId,
    type,
    properties: known,
    path: typeof path === 'string' ? path : `${stack.name}/${logicalId}`,
  };
}

function inProperties(properties: JsonObject, values: KnownValues): JsonObject | string {
  try {
    return values.inProperties(properties);
  } catch (error) {
    if (error instanceof NotUnderstoodError) {
      const place = propertyOf(error.about, properties);
      return place === undefined ? error.message : `${place}: ${error.message}`;
    }
    throw error;
  }
}
