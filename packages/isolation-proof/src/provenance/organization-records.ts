import { isObject } from '../templates/json';
import type { MetadataEntry } from './construct-metadata';

/** Type of the metadata in which an app says of a stack whose it is. No template has it, and nothing is judged by it. */
export const ORGANIZATION_METADATA = 'organization';

/** What an environment's file says of an organization, for people. */
export interface OrganizationRecord {
  readonly slug: string;
  readonly displayName: string;
  readonly status: 'active' | 'suspended';
}

/** What a record is written as: the CDK would take `${` in a display name for the beginning of a token of its own. */
export function organizationMetadata({ displayName, ...record }: OrganizationRecord): object {
  return { ...record, displayName: displayName.replaceAll('$', DOLLAR) };
}

/** Stands for a dollar sign. No display name holds it: it is a code point for private use, which they may not have. */
const DOLLAR = '\uE024';

/** The records of organizations by slug, as the app noted them on the stacks. */
export function organizationRecords(
  metadata: readonly MetadataEntry[],
): ReadonlyMap<string, OrganizationRecord> {
  return new Map(
    metadata.flatMap(({ type, data }): [string, OrganizationRecord][] => {
      if (type !== ORGANIZATION_METADATA || !isObject(data)) return [];
      const { slug, displayName, status } = data;
      const isRecord = typeof slug === 'string' && typeof displayName === 'string';
      return isRecord && (status === 'active' || status === 'suspended')
        ? [[slug, { slug, displayName: displayName.replaceAll(DOLLAR, '$'), status }]]
        : [];
    }),
  );
}
