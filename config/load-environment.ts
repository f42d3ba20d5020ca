import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import { analystAccess, analystsProblems, samlAccess } from './analysts';
import { bucketNameProblems } from './bucket-names';
import type { EnvironmentConfig } from './environment-config';
import { DEFAULT_NAME_PREFIX, environmentNameProblem, environmentSchema } from './environment-schema';
import { ConfigurationError, type Problem } from './errors';
import { valueAt } from './json-path';
import { readJson } from './json-text';
import { sharedAccountProblems } from './one-environment-per-account';
import { operationsConfig } from './operations';
import { operationsProblems } from './operations-problems';
import { parseOrgSlug } from './org-slug';
import { listed } from './quoting';
import { raisedQuotaProblems, raisedQuotas } from './raised-quotas';
import { SUPPORTED_REGIONS } from './region';
import { readRetiredSlugs, type RetiredSlug, retiredSlugProblems } from './retired-slugs';
import { checkSchema, placeIn } from './schema-problems';

/** Names of the environments that a folder holds, sorted. */
export function listEnvironments(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/**
 * Reads and validates `<directory>/<name>.json`.
 * @param option where the name comes from, as problems name it: `-c environment`, `--environment`.
 * @throws ConfigurationError with every problem of the file, each with its place, value and fix.
 */
export function loadEnvironment(name: string, directory: string, option = 'environment'): EnvironmentConfig {
  const nameProblem = environmentNameProblem(name);
  if (nameProblem !== undefined) {
    throw new ConfigurationError([{ place: option, value: name, fix: nameProblem }]);
  }
  return readEnvironment(readEnvironmentFile(name, directory), name, directory);
}

/** Where an environment's file is, as messages name it. */
export function environmentFile(name: string, directory: string): string {
  return relative(process.cwd(), join(directory, `${name}.json`));
}

/**
 * The bytes of `<directory>/<name>.json`.
 * @throws ConfigurationError if it cannot be read, with the environments that there are.
 */
export function readEnvironmentFile(name: string, directory: string): Buffer {
  try {
    return readFileSync(join(directory, `${name}.json`));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    const known = listEnvironments(directory);
    const fix =
      reason !== 'ENOENT'
        ? `cannot be read (${reason ?? String(error)})`
        : known.length === 0
          ? 'does not exist, nor does any other environment; write one'
          : `does not exist; the environments are ${listed(known)}`;
    throw new ConfigurationError([{ place: environmentFile(name, directory), fix }]);
  }
}

/**
 * Validates a text as if it were in `<directory>/<name>.json`, whatever that file holds now.
 * @throws ConfigurationError with every problem of the text, each with its place, value and fix.
 */
export function readEnvironment(
  source: Uint8Array | string,
  name: string,
  directory: string,
): EnvironmentConfig {
  const place = environmentFile(name, directory);
  const { value: json, problems: syntax } = readJson(source, place);
  if (json === undefined) throw new ConfigurationError(syntax);
  const { retired, problems: record } = readRetiredSlugs(name, directory);
  const { data, problems: fields } = checkSchema(environmentSchema, json, place);
  const problems = [
    ...syntax,
    ...fields,
    ...repetitions(json, place),
    ...usersOfThePlatform(json, name, place),
    ...bucketNameProblems(json, name, place),
    ...retiredSlugProblems(
      arrayAt(json, 'organizations').map((organization) => valueAt(organization, ['slug'])),
      retired,
      place,
    ),
    ...record,
    ...raisedQuotaProblems(json, place),
    ...analystsProblems(json, { directory, file: place, ownRoles: `${prefixOf(json)}-${name}-` }),
    ...operationsProblems(json, { directory, file: place, ownRoles: `${prefixOf(json)}-${name}-` }),
  ];
  if (data !== undefined) {
    problems.push(...sharedAccountProblems({ name, ...data }, directory, listEnvironments(directory)));
  }
  if (data === undefined || problems.length > 0) throw new ConfigurationError(problems);
  return environmentConfig(name, data, directory, retired);
}

function environmentConfig(
  name: string,
  file: z.output<typeof environmentSchema>,
  directory: string,
  retired: readonly RetiredSlug[],
): EnvironmentConfig {
  const {
    $schema: _editorsOnly,
    region: regionName,
    organizations,
    analysts,
    operations,
    quotas,
    ...rest
  } = file;
  const access = analystAccess(analysts, directory);
  const region = SUPPORTED_REGIONS.get(regionName);
  if (region === undefined) throw new RangeError(`the schema let Region ${regionName} pass`);
  return {
    name,
    region,
    ...rest,
    quotas: raisedQuotas(quotas),
    ...(access === undefined ? {} : { analysts: access }),
    operations: operationsConfig(operations, regionName, (saml) => samlAccess(saml, directory)),
    organizations: organizations.map(({ slug, ...organization }) => ({
      slug: parseOrgSlug(slug),
      ...organization,
    })),
    retiredSlugs: retired,
  };
}

/**
 * Values that may stand only once. Read from the raw JSON, because the schema stops before such
 * comparisons when a field elsewhere is wrong, and all problems are reported at once.
 */
function repetitions(json: unknown, file: string): Problem[] {
  const organizations = arrayAt(json, 'organizations');
  const slugs = organizations.map((organization, index): Located => ({
    value: valueAt(organization, ['slug']),
    path: ['organizations', index, 'slug'],
  }));
  return [
    ...repeated(slugs, file, 'another organization has this slug; slugs are unique'),
    ...repeated(
      listedUsers(json),
      file,
      'this user is listed already; an IAM user belongs to one organization, once',
      // IAM does not tell names apart by case.
      (name) => name.toLowerCase(),
    ),
    ...repeated(located(json, 'dataConnectorRepositories'), file, 'this repository is listed already'),
    ...repeated(located(json, 'pipelineRepositories'), file, 'this repository is listed already'),
    ...repeated(located(json, 'pipelines', 'services'), file, 'this service is listed already'),
    ...repeated(located(json, 'compliancePacks'), file, 'this rule pack is listed already'),
  ];
}

interface Located {
  readonly value: unknown;
  readonly path: readonly PropertyKey[];
}

function repeated(
  entries: readonly Located[],
  file: string,
  fix: string,
  sameName = (name: string): string => name,
): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ value, path }) => {
    if (typeof value !== 'string') return [];
    const name = sameName(value);
    if (seen.has(name)) return [{ place: placeIn(file, path), value, fix }];
    seen.add(name);
    return [];
  });
}

/** Listed users are users that exist already: one that this app makes would get two owners. */
function usersOfThePlatform(json: unknown, environment: string, file: string): Problem[] {
  return listedUsers(json).flatMap(({ value, path }) =>
    typeof value === 'string' && value.toLowerCase().startsWith(`${prefixOf(json)}-athena-${environment}-`)
      ? [
          {
            place: placeIn(file, path),
            value,
            fix: 'the platform makes users of such names; list existing ones',
          },
        ]
      : [],
  );
}

/** The prefix that names would have, also while it is wrong in itself. */
function prefixOf(json: unknown): string {
  const prefix = valueAt(json, ['namePrefix']);
  return typeof prefix === 'string' ? prefix : DEFAULT_NAME_PREFIX;
}

function listedUsers(json: unknown): Located[] {
  return arrayAt(json, 'organizations').flatMap((organization, index) =>
    arrayAt(organization, 'athenaUsers').map((value, position): Located => ({
      value,
      path: ['organizations', index, 'athenaUsers', position],
    })),
  );
}

/** The entries of a list. */
function located(json: unknown, ...path: readonly string[]): Located[] {
  return arrayAt(json, ...path).map((value, index) => ({ value, path: [...path, index] }));
}

function arrayAt(json: unknown, ...path: readonly string[]): unknown[] {
  const value = valueAt(json, path);
  return Array.isArray(value) ? value : [];
}
