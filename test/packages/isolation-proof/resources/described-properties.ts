import type { Resource, SpecDatabase } from '@aws-cdk/service-spec-types';
import type { ResourceType } from '../../../../packages/isolation-proof/src/resources/resource-type';
import type { TextTemplate } from '../../../../packages/isolation-proof/src/resources/text-template';
import { type TellingProperty, tellingProperties } from './telling-properties';

/** Properties by which a type could grant, carry, send or open something, and which its description does not name. */
export function forgottenIn(
  description: ResourceType,
  resource: Resource,
  specification: SpecDatabase,
): TellingProperty[] {
  return forgottenOf(tellingProperties(resource, specification), description);
}

/** As {@link forgottenIn}, where what tells is known. */
export function forgottenOf(
  telling: readonly TellingProperty[],
  description: ResourceType,
): TellingProperty[] {
  if (description.refused !== undefined) return [];
  const covered = [...namedIn(description), ...variablesOf(description)];
  return telling.filter(
    ({ path, isContainer }) =>
      !covered.some(
        (one) => path === one || path.startsWith(`${one}.`) || (isContainer && one.startsWith(`${path}.`)),
      ),
  );
}

/** Every property that a description names in one of its lists. */
export function namedIn(description: ResourceType): string[] {
  const { policies = [], roles = [], destinations = [], sources = [], openings = [] } = description;
  const { programs = [], settings = [], undecided = {}, harmless = [] } = description;
  const { tags, optionalTags, partTags, givenTags = [], keys = [], certificates = [] } = description;
  return [
    ...policies.flatMap(({ document, of }) => [
      ...(typeof document === 'string'
        ? [document]
        : 'statement' in document
          ? [document.statement]
          : [document.action, document.principal, ...Object.keys(document.conditions)]),
      ...(typeof of === 'object' ? [of.property] : []),
    ]),
    ...[...roles, ...destinations, ...sources, ...openings, ...settings].map(({ property }) => property),
    ...programs.flatMap((program) => [
      program.property,
      ...(program.form === 's3-object' ? [beside(program.property, program.key)] : []),
    ]),
    ...Object.keys(undecided),
    ...harmless.flatMap(({ properties }) => properties),
    ...[tags, optionalTags, partTags].filter((property) => property !== undefined),
    ...givenTags,
    ...keys,
    ...certificates,
  ];
}

function beside(property: string, sibling: string): string {
  return [...property.split('.').slice(0, -1), sibling].join('.');
}

/** Properties that make up the names of a resource. */
export function variablesOf({
  arn,
  ref,
  attributes = {},
  contents = [],
  domains = [],
}: ResourceType): string[] {
  return [arn, ref, ...Object.values(attributes), ...contents, ...domains]
    .flatMap(textsOf)
    .flatMap((text) =>
      [...text.matchAll(/\$\{([^}|:]+)(?:\|\w+)?(?::-[^}]*)?\}/g)]
        .map(([, name = '']) => name)
        .filter((name) => !['arn', 'ref', 'id'].includes(name)),
    );
}

function textsOf(template: TextTemplate | undefined): string[] {
  if (template === undefined) return [];
  return typeof template === 'string' ? [template] : [template.text, template.otherwise];
}
