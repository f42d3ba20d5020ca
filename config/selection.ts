import { distance } from 'fastest-levenshtein';
import {
  type EnvironmentConfig,
  type OrganizationConfig,
  unrecordedOrganization,
} from './environment-config';
import { ConfigurationError, type Problem } from './errors';
import { environmentNameProblem } from './environment-schema';
import { environmentWarnings, organizationWarnings } from './environment-warnings';
import { JUDGE_ALL_CONTEXT } from './judge-all';
import { loadEnvironment } from './load-environment';
import { appearanceOf } from './look-alike-slugs';
import { orgSlugProblems, type OrgSlug, parseOrgSlug } from './org-slug';
import { retiredSlugFix } from './retired-slugs';

/** What one synth makes: a whole environment, or one organization of it. */
export interface Selection {
  readonly environment: EnvironmentConfig;
  /** Whether the shared stack is made too. */
  readonly shared: boolean;
  readonly organizations: readonly OrganizationConfig[];
  /**
   * Whether the stack of what CloudFormation may do is made too. A synth of the CDK makes it alone: it is deployed
   * before `cdk bootstrap`, and by an administrator.
   * @default false
   */
  readonly deployment?: true;
  /** A line for the engineer: how to record an organization that the environment's file does not hold yet. */
  readonly notice?: string;
  /** What the environment says, and is probably not meant; left out if there is nothing. */
  readonly warnings?: readonly Problem[];
}

const DEFAULT_ENVIRONMENT = 'local';
const DEPLOYMENT_OPTION = '-c deployment';
const OUR_KEYS = ['environment', 'organization', 'deployment', JUDGE_ALL_CONTEXT] as const;

/** How a command's user says what is selected; error messages name these options. */
export interface SelectionOptions {
  readonly environment: string;
  readonly organization: string;
}

const CONTEXT_OPTIONS: SelectionOptions = { environment: '-c environment', organization: '-c organization' };

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
/** Words of their own, near one of ours. */
const OTHER_WORDS: ReadonlySet<string> = new Set(['development']);

/**
 * Reads the CDK context (`-c environment=NAME`, default `local`; `-c organization=SLUG`) and the environment's file.
 * @param context every context value of the app, CDK's own included.
 * @param directory folder of the environment files.
 * @param options by which the values were given, for error messages.
 * @default options - `-c environment` and `-c organization`, as the CDK CLI takes them
 * @throws ConfigurationError with every problem found.
 */
export function selectFromContext(
  context: Readonly<Record<string, unknown>>,
  directory: string,
  options: SelectionOptions = CONTEXT_OPTIONS,
): Selection {
  const { environment: name = DEFAULT_ENVIRONMENT, organization: slug, deployment } = context;
  const problems = [
    ...misspelledKeys(context),
    ...environmentProblems(name, options.environment),
    ...(slug === undefined ? [] : organizationProblems(slug, options.organization)),
    ...deploymentProblems(deployment, slug),
  ];
  if (problems.length > 0 || typeof name !== 'string') throw new ConfigurationError(problems);

  const environment = loadEnvironment(name, directory, options.environment);
  if (isOn(deployment)) return deploymentOf(environment);
  if (typeof slug !== 'string') {
    return {
      environment,
      shared: true,
      organizations: environment.organizations,
      ...warningsOf(environmentWarnings(environment)),
    };
  }
  const recorded = environment.organizations.find((organization) => organization.slug === slug);
  const organization = recorded ?? unrecordedOrganization(newSlug(slug, environment, options.organization));
  return {
    environment,
    shared: false,
    organizations: [organization],
    ...(recorded === undefined ? { notice: howToRecord(organization.slug, name) } : {}),
    ...warningsOf(organizationWarnings(environment, organization.slug)),
  };
}

/** @throws ConfigurationError for an environment that does not ask for it. */
function deploymentOf(environment: EnvironmentConfig): Selection {
  const { name, operations } = environment;
  if (operations.deployment !== true) {
    throw new ConfigurationError([
      {
        place: DEPLOYMENT_OPTION,
        fix: `environment "${name}" has no policies of its own for CloudFormation; write "operations": {"deployment": true} into environments/${name}.json`,
      },
    ]);
  }
  return { environment, shared: false, organizations: [], deployment: true };
}

function isOn(deployment: unknown): boolean {
  return deployment === true || deployment === 'true';
}

function deploymentProblems(deployment: unknown, slug: unknown): Problem[] {
  if (deployment === undefined || deployment === false || deployment === 'false') return [];
  if (!isOn(deployment)) return [{ place: DEPLOYMENT_OPTION, value: deployment, fix: 'write true or false' }];
  return slug === undefined
    ? []
    : [{ place: DEPLOYMENT_OPTION, fix: "leave the organization out: the stack is the environment's" }];
}

function warningsOf(warnings: readonly Problem[]): Pick<Selection, 'warnings'> {
  return warnings.length === 0 ? {} : { warnings };
}

/**
 * Where nobody has reviewed a slug, one that people take for another's is refused: it could never be changed. One that
 * is retired is refused everywhere.
 */
function newSlug(
  slug: string,
  { name, organizations, retiredSlugs }: EnvironmentConfig,
  option: string,
): OrgSlug {
  const retired = retiredSlugs.find((one) => one.slug === slug);
  if (retired !== undefined) {
    throw new ConfigurationError([{ place: option, value: slug, fix: retiredSlugFix(retired) }]);
  }
  const appearance = appearanceOf(slug);
  const looksLike = (other: { readonly slug: string }): boolean => appearanceOf(other.slug) === appearance;
  const recorded = organizations.find(looksLike);
  const alike = recorded ?? retiredSlugs.find(looksLike);
  if (alike === undefined) return parseOrgSlug(slug);
  throw new ConfigurationError([
    {
      place: option,
      value: slug,
      fix:
        `looks like "${alike.slug}", which is ${recorded === undefined ? 'retired' : 'recorded'}, and a slug is ` +
        `permanent; choose another, or record it in environments/${name}.json first, if it has to be this one`,
    },
  ]);
}

function howToRecord(slug: OrgSlug, environment: string): string {
  return `organization "${slug}" is not recorded; to keep it: npm run organizations -- add ${slug} --environment ${environment}`;
}

function misspelledKeys(context: Readonly<Record<string, unknown>>): Problem[] {
  return Object.keys(context).flatMap((key) => {
    if (OUR_KEYS.some((ours) => ours === key)) return [];
    const word = key.toLowerCase().replace(/[^a-z]/g, '');
    if (OTHER_WORDS.has(word)) return [];
    const meant =
      MISSPELLINGS.get(word) ?? OUR_KEYS.find((ours) => distance(word, ours) <= FARTHEST_MISSPELLING);
    return meant === undefined
      ? []
      : [{ place: `-c ${key}`, fix: `unknown context key; did you mean "${meant}"?` }];
  });
}

function environmentProblems(name: unknown, option: string): Problem[] {
  if (typeof name !== 'string' || name === '') {
    return [{ place: option, value: name, fix: `give it one value, for example ${option}=dev` }];
  }
  const fix = environmentNameProblem(name);
  return fix === undefined ? [] : [{ place: option, value: name, fix }];
}

function organizationProblems(slug: unknown, option: string): Problem[] {
  if (typeof slug !== 'string' || slug === '') {
    return [{ place: option, value: slug, fix: `give it one slug, for example ${option}=acme` }];
  }
  return orgSlugProblems(slug).map((fix) => ({ place: option, value: slug, fix }));
}
