import { join } from 'node:path';
import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { environmentNameProblem } from '../../config/environment-schema';
import { organizationWarnings } from '../../config/environment-warnings';
import { ConfigurationError, type Problem } from '../../config/errors';
import { valueAt } from '../../config/json-path';
import {
  environmentFile,
  loadEnvironment,
  readEnvironment,
  readEnvironmentFile,
} from '../../config/load-environment';
import { quoted } from '../../config/quoting';
import { readJson } from '../../config/json-text';
import { placeIn } from '../../config/schema-problems';
import { textWithOrganization } from './entry-text';
import { lineDiff } from './line-diff';
import {
  type EntryFields,
  entryOf,
  type GivenFields,
  type OrganizationEntry,
  withDefaults,
} from './organization-entry';
import { replaceFile } from './replace-file';

/** How a command's user gives the fields of an organization; problems name these. */
export const FIELD_OPTIONS: Readonly<Record<keyof EntryFields, string>> = {
  slug: 'SLUG',
  displayName: '--display-name',
  status: '--status',
  athenaUsers: '--athena-user',
};

/** An organization that can be added, or is there already. Nothing is written yet. */
export interface Addition {
  /** The environment as it is with the organization. */
  readonly environment: EnvironmentConfig;
  readonly organization: OrganizationConfig;
  /** The environment's file, as messages name it. */
  readonly file: string;
  readonly entry: OrganizationEntry;
  /** Whether the file has it already, with the same fields. */
  readonly recorded: boolean;
  /** What people could mistake about the organization. */
  readonly warnings: readonly Problem[];
  /** What changes in the file, in the unified format; empty if nothing does. */
  readonly diff: string;
  /** @throws FileNotWrittenError if the file was changed meanwhile, or cannot be written. */
  readonly write: () => void;
}

/**
 * Adds an organization to the end of an environment's file, in memory, and loads the result as every command would.
 * @param name of the environment, for example `production`.
 * @param directory folder of the environment files.
 * @throws ConfigurationError with every problem of the organization and of the file, also if the file has the
 * organization with other fields.
 */
export function planAddition(name: string, directory: string, given: GivenFields): Addition {
  const fields = withDefaults(given);
  const nameProblem = environmentNameProblem(name);
  if (nameProblem !== undefined) {
    throw new ConfigurationError([{ place: '--environment', value: name, fix: nameProblem }]);
  }
  const file = environmentFile(name, directory);
  const before = readEnvironmentFile(name, directory);
  const { value: json, problems: syntax } = readJson(before, file);
  const list = valueAt(json, ['organizations']);
  const organizations = Array.isArray(list) ? (list as unknown[]) : [];
  if (syntax.length > 0 || organizations.some((one) => valueAt(one, ['slug']) === fields.slug)) {
    const environment = loadEnvironment(name, directory, '--environment');
    return addition(environment, { given, file, before, after: before.toString(), directory });
  }
  const [mark, text] = withoutMark(before.toString());
  const edited = textWithOrganization(text, entryOf(fields));
  // A file that cannot be edited cannot be loaded either, which says why.
  const after = edited === undefined ? before : mark + edited;
  const environment = namingOptions(placeIn(file, ['organizations', organizations.length]), () =>
    readEnvironment(after, name, directory),
  );
  return addition(environment, { given, file, before, after: after.toString(), directory });
}

interface Edited {
  readonly given: GivenFields;
  readonly file: string;
  readonly before: Buffer;
  readonly after: string;
  readonly directory: string;
}

function addition(
  environment: EnvironmentConfig,
  { given, file, before, after, directory }: Edited,
): Addition {
  const organization = environment.organizations.find(({ slug }) => slug === given.slug);
  if (organization === undefined) throw new RangeError(`${file} loads without the organization it was given`);
  requireSameFields(organization, given, file);
  const recorded = after === before.toString();
  return {
    environment,
    organization,
    file,
    entry: entryOf(organization),
    recorded,
    warnings: organizationWarnings(environment, organization.slug),
    diff: lineDiff(before.toString(), after, file),
    write: () => {
      if (!recorded) replaceFile(join(directory, `${environment.name}.json`), before, after);
    },
  };
}

/** @throws ConfigurationError if the file has other fields for the organization than those that were asked for. */
function requireSameFields(organization: OrganizationConfig, given: GivenFields, file: string): void {
  const [recorded, asked] = [comparable(organization), comparable(withDefaults(given))];
  const problems = (Object.keys(asked) as (keyof typeof asked)[])
    .filter((field) => given[field] !== undefined)
    .filter((field) => JSON.stringify(recorded[field]) !== JSON.stringify(asked[field]))
    .map((field) => ({
      place: FIELD_OPTIONS[field],
      value: asked[field],
      fix:
        `${file} has organization "${organization.slug}" with ${quoted(recorded[field])}; ` +
        'edit it there, or choose another slug',
    }));
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function comparable({ displayName, status, athenaUsers }: EntryFields): Omit<EntryFields, 'slug'> {
  return { displayName: displayName.trim(), status, athenaUsers: [...athenaUsers].sort() };
}

/** Names the options where a problem is in what they gave. */
function namingOptions<Result>(entryPlace: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(
      error.problems.map(({ place, ...problem }) => ({ place: optionOf(place, entryPlace), ...problem })),
    );
  }
}

function optionOf(place: string, entryPlace: string): string {
  const field = place.startsWith(entryPlace)
    ? /^\.(\w+)/.exec(place.slice(entryPlace.length))?.[1]
    : undefined;
  const options: Readonly<Record<string, string | undefined>> = FIELD_OPTIONS;
  return (field === undefined ? undefined : options[field]) ?? place;
}

/** A byte-order mark, and what follows it. */
function withoutMark(text: string): readonly [mark: string, rest: string] {
  return text.startsWith('\uFEFF') ? ['\uFEFF', text.slice(1)] : ['', text];
}
