import { distance } from 'fastest-levenshtein';
import {
  type EnvironmentConfig,
  type OrganizationConfig,
  unrecordedOrganization,
} from './environment-config';
import { ConfigurationError, type Problem } from './errors';
import { environmentNameProblem } from './environment-schema';
import { environmentWarnings, organizationWarnings } from './environment-warnings';
import { loadEnvironment } from './load-environment';
import { appearanceOf } from './look-alike-slugs';
import { orgSlugProblems, type OrgSlug, parseOrgSlug } from './org-slug';

/** What one synth makes: a whole environment, or one organization of it. */
export interface Selection {
  readonly environment: EnvironmentConfig;
  /** Whether the shared stack is made too. */
  readonly shared: boolean;
  readonly organizations: readonly OrganizationConfig[];
  /** A line for the engineer: how to record an organization that the environment's file does not hold yet. */
  readonly notice?: string;
  /** What the environment says, and is probably not meant; left out if there is nothing. */
  readonly warnings?: readonly Problem[];
}

const DEFAULT_ENVIRONMENT = 'local';
const OUR_KEYS = ['environment', 'organization'] as const;
const ENVIRONMENT_OPTION = '-c environment';
const ORGANIZATION_OPTION = '-c organization';

/** Spellings that people use for our context keys and that edit distance alone does not catch. */
const MISSPELLINGS: ReadonlyMap<string, (typeof OUR_KEYS)[number]> = new Map([
  ['env', 'environment'],
  ['envs', 'environment'],
  ['stage', 'environment'],
  ['org', 'organization'],
  ['orgs', 'organization'],
  ['orgslug', 'organization'],
  ['slug', 'organization'],
  ['tenant', 'organization'],
]);
const FARTHEST_MISSPELLING = 3;

/**
 * Reads the CDK context (`-c environment=NAME`, default `local`; `-c organization=SLUG`) and the environment's file.
 * @param context every context value of the app, CDK's own included.
 * @param directory folder of the environment files.
 * @throws ConfigurationError with every problem found.
 */
export function selectFromContext(context: Readonly<Record<string, unknown>>, directory: string): Selection {
  const { environment: name = DEFAULT_ENVIRONMENT, organization: slug } = context;
  const problems = [
    ...misspelledKeys(context),
    ...environmentProblems(name),
    ...(slug === undefined ? [] : organizationProblems(slug)),
  ];
  if (problems.length > 0 || typeof name !== 'string') throw new ConfigurationError(problems);

  const environment = loadEnvironment(name, directory, ENVIRONMENT_OPTION);
  if (typeof slug !== 'string') {
    return {
      environment,
      shared: true,
      organizations: environment.organizations,
      ...warningsOf(environmentWarnings(environment)),
    };
  }
  const recorded = environment.organizations.find((organization) => organization.slug === slug);
  const organization = recorded ?? unrecordedOrganization(newSlug(slug, environment));
  return {
    environment,
    shared: false,
    organizations: [organization],
    ...(recorded === undefined ? { notice: howToRecord(organization, name) } : {}),
    ...warningsOf(organizationWarnings(environment, organization.slug)),
  };
}

function warningsOf(warnings: readonly Problem[]): Pick<Selection, 'warnings'> {
  return warnings.length === 0 ? {} : { warnings };
}

/** Where nobody has reviewed a slug, one that people take for another's is refused: it could never be changed. */
function newSlug(slug: string, { name, organizations }: EnvironmentConfig): OrgSlug {
  const appearance = appearanceOf(slug);
  const alike = organizations.find((organization) => appearanceOf(organization.slug) === appearance);
  if (alike === undefined) return parseOrgSlug(slug);
  throw new ConfigurationError([
    {
      place: ORGANIZATION_OPTION,
      value: slug,
      fix:
        `looks like "${alike.slug}", which is recorded, and a slug is permanent; choose another, ` +
        `or record it in environments/${name}.json first, if it has to be this one`,
    },
  ]);
}

function howToRecord({ slug, displayName }: OrganizationConfig, environment: string): string {
  return (
    `organization "${slug}" is not recorded; to keep it, add ${JSON.stringify({ slug, displayName })} ` +
    `to "organizations" in environments/${environment}.json`
  );
}

function misspelledKeys(context: Readonly<Record<string, unknown>>): Problem[] {
  return Object.keys(context).flatMap((key) => {
    if (OUR_KEYS.some((ours) => ours === key)) return [];
    const word = key.toLowerCase().replace(/[^a-z]/g, '');
    const meant =
      MISSPELLINGS.get(word) ?? OUR_KEYS.find((ours) => distance(word, ours) <= FARTHEST_MISSPELLING);
    return meant === undefined
      ? []
      : [{ place: `-c ${key}`, fix: `unknown context key; did you mean "${meant}"?` }];
  });
}

function environmentProblems(name: unknown): Problem[] {
  if (typeof name !== 'string' || name === '') {
    return [
      { place: ENVIRONMENT_OPTION, value: name, fix: 'give it one value, for example -c environment=dev' },
    ];
  }
  const fix = environmentNameProblem(name);
  return fix === undefined ? [] : [{ place: ENVIRONMENT_OPTION, value: name, fix }];
}

function organizationProblems(slug: unknown): Problem[] {
  if (typeof slug !== 'string' || slug === '') {
    return [
      { place: ORGANIZATION_OPTION, value: slug, fix: 'give it one slug, for example -c organization=acme' },
    ];
  }
  return orgSlugProblems(slug).map((fix) => ({ place: ORGANIZATION_OPTION, value: slug, fix }));
}
