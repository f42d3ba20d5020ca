import type { Naming } from '../../config/naming';
import type { SynthesizedStack, TemplateResource } from './cloud-assembly';
import { compareProperty, type Comparison, type ValueDifference } from './compare';
import { UnreadableTemplateError } from './errors';
import { type IntrinsicScope, type ReferencedResource, resolveIntrinsics } from './intrinsics';
import { isJsonObject, type JsonObject } from './json-value';
import type { ServiceClients } from '../account/service-clients';
import type { DeployedResource, DeployedStack } from './deployed-stack';
import type { ResourceReader } from './resource-reader';

/** Something of a stack that is not as its template says. */
export interface Difference extends ValueDifference {
  readonly stack: string;
  /** Undefined where it is about the stack itself. */
  readonly logicalId?: string;
}

export interface StackReadBack {
  /** Resources that were read. */
  readonly resources: number;
  /** Properties that were compared: top-level ones, each in all of its parts. */
  readonly properties: number;
  readonly differences: readonly Difference[];
  /** Resources that could not be read; each is a difference, too. */
  readonly unread: readonly UnreadResource[];
}

export interface UnreadResource {
  readonly logicalId: string;
  readonly error: unknown;
}

export interface ReadBackContext {
  readonly readers: ReadonlyMap<string, ResourceReader>;
  readonly clients: ServiceClients;
  readonly naming: Naming;
}

interface ResourceReadBack {
  readonly properties: number;
  readonly differences: readonly ValueDifference[];
  /** Why it could not be read. */
  readonly error?: unknown;
}

const FINISHED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

/**
 * Reads every resource of a deployed stack through its own service's API and compares every property that the
 * template sets, and the stack's own settings.
 * @param known what its intrinsic functions refer to, where that was read already
 * @throws UnreadableTemplateError if the template has something that cannot be evaluated or compared.
 */
export async function readBackStack(
  stack: SynthesizedStack,
  deployed: DeployedStack,
  context: ReadBackContext,
  known?: IntrinsicScope,
): Promise<StackReadBack> {
  const scope = known ?? (await scopeOf(deployed, context));
  const results = await Promise.all(
    Object.entries(stack.template.Resources).map(async ([logicalId, resource]) => ({
      logicalId,
      ...(await readBackResource(logicalId, resource, { stack, deployed, scope, context })),
    })),
  );
  const unexpected = deployed.resources
    .filter(({ logicalId }) => !Object.hasOwn(stack.template.Resources, logicalId))
    .map(({ logicalId, type }): Difference => ({
      stack: stack.name,
      logicalId,
      path: 'Type',
      template: undefined,
      api: type,
    }));
  return {
    resources: results.length,
    properties: results.reduce((sum, { properties }) => sum + properties, 0),
    differences: [
      ...compareStack(stack, deployed, scope).map((difference) => ({ stack: stack.name, ...difference })),
      ...unexpected,
      ...results.flatMap(({ logicalId, differences }) =>
        differences.map((difference) => ({ stack: stack.name, logicalId, ...difference })),
      ),
    ],
    unread: results.flatMap(({ logicalId, error }) => (error === undefined ? [] : [{ logicalId, error }])),
  };
}

function compareStack(
  stack: SynthesizedStack,
  deployed: DeployedStack,
  scope: IntrinsicScope,
): ValueDifference[] {
  const outputs = Object.fromEntries(
    Object.entries(stack.template.Outputs).map(([name, { Value }]) => [
      name,
      resolveIntrinsics(Value, scope, `${stack.name} Outputs.${name}`),
    ]),
  );
  return [
    ...(FINISHED.includes(deployed.status)
      ? []
      : [{ path: 'StackStatus', template: 'CREATE_COMPLETE', api: deployed.status }]),
    ...compareProperty(
      'TerminationProtection',
      'value',
      stack.terminationProtection,
      deployed.terminationProtection,
    ),
    ...compareProperty('Tags', 'value', stack.tags, deployed.tags),
    ...compareProperty('Outputs', 'value', outputs, deployed.outputs),
  ];
}

/** Reads what a stack's intrinsic functions refer to, before properties are evaluated that may name it. */
export async function scopeOf(
  deployed: DeployedStack,
  { readers, clients, naming }: ReadBackContext,
): Promise<IntrinsicScope> {
  const { account, region } = naming.environment;
  let isIncomplete = false;
  const resources = await Promise.all(
    deployed.resources.map(async ({ logicalId, physicalId, type }): Promise<[string, ReferencedResource]> => {
      // A resource that cannot be read is reported when its own properties are.
      const attributes = await readers
        .get(type)
        ?.attributes({ physicalId, clients, naming })
        .catch(() => {
          isIncomplete = true;
          return undefined;
        });
      return [logicalId, { physicalId, attributes: attributes ?? {} }];
    }),
  );
  return {
    pseudoParameters: {
      'AWS::AccountId': account,
      'AWS::Partition': region.partition,
      'AWS::Region': region.name,
      'AWS::URLSuffix': region.dnsSuffix,
    },
    resources: new Map(resources),
    isIncomplete,
  };
}

async function readBackResource(
  logicalId: string,
  { Type, Properties }: TemplateResource,
  known: {
    readonly stack: SynthesizedStack;
    readonly deployed: DeployedStack;
    readonly scope: IntrinsicScope;
    readonly context: ReadBackContext;
  },
): Promise<ResourceReadBack> {
  const { stack, deployed, scope, context } = known;
  const place = `${stack.name} ${logicalId}`;
  const reader = context.readers.get(Type);
  if (reader === undefined) throw new UnreadableTemplateError([`${place}: ${Type} has no reader`]);
  const resource = deployed.resources.find((candidate) => candidate.logicalId === logicalId);
  if (resource === undefined) return nothingRead({ path: 'Type', template: Type, api: undefined });

  let template: unknown;
  try {
    template = resolveIntrinsics(Properties, scope, place);
  } catch (error) {
    // It refers to a resource that could not be read, and all others can still be compared.
    if (scope.isIncomplete !== true) throw error;
    return { ...nothingRead({ path: 'Type', template: Type, api: String(error) }), error };
  }
  if (!isJsonObject(template)) throw new UnreadableTemplateError([`${place}: Properties is not an object`]);
  const wanted =
    'Tags' in reader.comparisons ? { ...template, Tags: withStackTags(template, stack) } : template;
  let api: JsonObject;
  try {
    api = await reader.read({ physicalId: resource.physicalId, properties: template, ...context });
  } catch (error) {
    return { ...nothingRead({ path: 'Type', template: Type, api: String(error) }), error };
  }
  return {
    properties: Object.keys(wanted).length,
    differences: [
      ...compareState(Type, resource),
      ...Object.entries(wanted).flatMap(([name, value]) =>
        compareProperty(name, comparisonOf(reader, name, place), value, api[name]),
      ),
    ],
  };
}

function nothingRead(difference: ValueDifference): ResourceReadBack {
  return { properties: 0, differences: [difference] };
}

function comparisonOf(reader: ResourceReader, property: string, place: string): Comparison {
  const comparison = Object.hasOwn(reader.comparisons, property) ? reader.comparisons[property] : undefined;
  if (comparison === undefined) {
    throw new UnreadableTemplateError([
      `${place}: the reader of ${reader.type} does not compare ${property}`,
    ]);
  }
  return comparison;
}

function compareState(type: string, resource: DeployedResource): ValueDifference[] {
  return [
    ...compareProperty('Type', 'value', type, resource.type),
    ...(FINISHED.includes(resource.status)
      ? []
      : [{ path: 'ResourceStatus', template: 'CREATE_COMPLETE', api: resource.status }]),
  ];
}

/**
 * CloudFormation gives a stack's tags to all of its resources that can have tags; a resource's own win.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-add-tags.html
 */
function withStackTags({ Tags }: JsonObject, { tags }: SynthesizedStack): unknown[] {
  const own: unknown[] = Array.isArray(Tags) ? Tags : [];
  // Later ones win when tags are compared by key.
  return [...Object.entries(tags).map(([Key, Value]) => ({ Key, Value })), ...own];
}

/** One line: stack, resource, path, and both values. */
export function describeDifference({ stack, logicalId, path, template, api }: Difference): string {
  const place = logicalId === undefined ? stack : `${stack} ${logicalId}`;
  return `${place} ${path}: the template says ${shown(template)}, the API says ${shown(api)}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
