import { descriptionOf } from '../../../packages/isolation-proof/src/resources/registry';
import { isObject, type Json } from '../../../packages/isolation-proof/src/templates/json';
import { type Edit, objectsWithin, type Path, valueAt } from '../edit';
import type { ResourceSite } from '../ground';
import { type Edits, type Operator, resourceOperator } from './operator';

/** Has an organization's rule take events of others. */
export const EVENT_PATTERN_OPERATORS: readonly Operator[] = [
  resourceOperator('loosen-event-pattern', "has a rule take events of others' folders and buckets", (site) =>
    [...prefixesIn(site), ...bucketsIn(site)].map((edit): Edits => [edit]),
  ),
];

function patternOf({ resource: { type }, organization }: ResourceSite): Path | undefined {
  const property = descriptionOf(type)?.eventPattern;
  return property === undefined || organization === undefined ? undefined : property.split('.');
}

/** Each prefix in turn becomes every other way to match that takes more. */
function prefixesIn(site: ResourceSite): Edit[] {
  const path = patternOf(site);
  if (path === undefined) return [];
  const isPrefix = ({ prefix }: { readonly prefix?: Json }): boolean => typeof prefix === 'string';
  return objectsWithin(valueAt(site.resource.properties, path), isPrefix, path).flatMap(
    ({ path: place, object }) => {
      const { prefix = '' } = object;
      const looser: readonly Json[] = [
        { prefix: '' },
        { suffix: prefix },
        { wildcard: `*${typeof prefix === 'string' ? prefix : ''}*` },
        { 'anything-but': { prefix } },
        { prefix: { 'equals-ignore-case': prefix } },
        { exists: true },
      ];
      return [...looser.map((value): Edit => ({ path: place, value })), withoutField(place)];
    },
  );
}

/** The field that a matcher stands in, with its list, is left out. */
function withoutField(matcher: Path): Edit {
  return { path: matcher.slice(0, -1), value: undefined };
}

/** The bucket is left out, is any, or is another one. */
function bucketsIn(site: ResourceSite): Edit[] {
  const path = patternOf(site);
  if (path === undefined) return [];
  const isBucket = ({ bucket }: { readonly bucket?: Json }): boolean => isObject(bucket);
  return objectsWithin(valueAt(site.resource.properties, path), isBucket, path).flatMap(
    ({ path: detail }) => {
      const place = [...detail, 'bucket', 'name'];
      const values: readonly (Json | undefined)[] = [undefined, [{ exists: true }], ['foreign-999988887777']];
      return values.map((value): Edit => ({ path: place, value }));
    },
  );
}
