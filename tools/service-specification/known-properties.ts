import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type {
  PropertyType,
  Resource,
  ResourceProperties,
  SpecDatabase,
  TypeDefinition,
} from '@aws-cdk/service-spec-types';
import { DESCRIBED_TYPES } from '../../packages/isolation-proof/src/resources/registry';

let specification: SpecDatabase | undefined;

/** The service specification that the CDK makes its constructs from. Takes a second to load, the first time. */
export function loadSpecification(): SpecDatabase {
  return (specification ??= loadAwsServiceSpecSync());
}

/** What the specification says of a type; undefined for one that it does not have, such as a custom resource. */
export function resourceIn(specification: SpecDatabase, type: string): Resource | undefined {
  const [resource] = specification.lookup('resource', 'cloudFormationType', 'equals', type);
  return resource;
}

/** Properties of every type that is described, by type, in the notation of `known-properties.ts`. */
export function knownProperties(specification: SpecDatabase): Record<string, string> {
  return Object.fromEntries(
    DESCRIBED_TYPES.flatMap(({ type, anyProperty }): [string, string][] => {
      const resource = resourceIn(specification, type);
      return resource === undefined || anyProperty === true
        ? []
        : [[type, notation(resource.properties, specification, [])]];
    }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function notation(
  properties: ResourceProperties,
  specification: SpecDatabase,
  above: readonly TypeDefinition[],
): string {
  return Object.entries(properties)
    .map(([name, { type, previousTypes = [] }]) => {
      const inner = new Set([type, ...previousTypes].map((one) => below(one, specification, above)));
      inner.delete('');
      // A property that was of another type once may be written in either form.
      return `${name}${inner.size === 0 ? '' : `{${[...inner].sort().join(' ')}}`}`;
    })
    .sort()
    .join(' ');
}

/** What a property holds; a type within itself is known once, so that what is deeper stays unknown. */
function below(type: PropertyType, specification: SpecDatabase, above: readonly TypeDefinition[]): string {
  switch (type.type) {
    case 'array':
      return below(type.element, specification, above);
    case 'json':
    case 'tag':
      return '**';
    case 'map': {
      const element = below(type.element, specification, above);
      return element === '' ? '*' : `*{${element}}`;
    }
    case 'ref': {
      const definition = specification.get('typeDefinition', type.reference.$ref);
      if (above.includes(definition)) return '';
      return notation(definition.properties, specification, [...above, definition]);
    }
    case 'union':
      return [...new Set(type.types.map((one) => below(one, specification, above)))]
        .filter(Boolean)
        .join(' ');
    default:
      return '';
  }
}
