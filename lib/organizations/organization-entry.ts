import { type OrganizationConfig, titleOf } from '../../config/environment-config';

/** An organization as it is written into an environment's file: what is as by default is left out. */
export interface OrganizationEntry {
  readonly slug: string;
  readonly displayName: string;
  readonly status?: string;
  readonly athenaUsers?: readonly string[];
}

/** The entry that makes an organization, with its fields in the order of the schema. */
export function entryOf({ slug, displayName, status, athenaUsers }: EntryFields): OrganizationEntry {
  return {
    slug,
    displayName: displayName.trim(),
    ...(status === 'active' ? {} : { status }),
    ...(athenaUsers.length === 0 ? {} : { athenaUsers }),
  };
}

/** What an entry says, whether or not it is valid. */
export type EntryFields = Readonly<Record<'slug' | 'displayName' | 'status', string>> &
  Pick<OrganizationConfig, 'athenaUsers'>;

/** What a person says of an organization: its slug, and whatever is not to be as by default. */
export type GivenFields = Pick<EntryFields, 'slug'> & {
  readonly [Field in Exclude<keyof EntryFields, 'slug'>]?: EntryFields[Field] | undefined;
};

/** What is not given, as it is by default. */
export function withDefaults({ slug, displayName, status, athenaUsers }: GivenFields): EntryFields {
  return {
    slug,
    displayName: displayName ?? titleOf(slug),
    status: status ?? 'active',
    athenaUsers: athenaUsers ?? [],
  };
}
