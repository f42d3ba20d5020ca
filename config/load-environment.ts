import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import type { EnvironmentConfig } from './environment-config';
import { DEFAULT_NAME_PREFIX, environmentNameProblem, environmentSchema } from './environment-schema';
import { ConfigurationError, type Problem } from './errors';
import { sharedAccountProblems } from './one-environment-per-account';
import { parseOrgSlug } from './org-slug';
import { SUPPORTED_REGIONS } from './region';

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
 * @throws ConfigurationError with every problem of the file, each with its JSON path, value and fix.
 */
export function loadEnvironment(name: string, directory: string): EnvironmentConfig {
  const nameProblem = environmentNameProblem(name);
  if (nameProblem !== undefined) {
    throw new ConfigurationError([{ place: '-c environment', value: name, fix: nameProblem }]);
  }
  const file = join(directory, `${name}.json`);
  const place = relative(process.cwd(), file);
  const json = readJson(file, place, () => listEnvironments(directory));
  const result = environmentSchema.safeParse(json);
  const problems = [
    ...(result.success ? [] : result.error.issues.flatMap((issue) => schemaProblems(issue, json, place))),
    ...repetitions(json, place),
    ...usersOfThePlatform(json, name, place),
  ];
  if (result.success) {
    problems.push(...sharedAccountProblems({ name, ...result.data }, directory, listEnvironments(directory)));
  }
  if (!result.success || problems.length > 0) throw new ConfigurationError(problems);
  return environmentConfig(name, result.data);
}

function readJson(file: string, place: string, environments: () => string[]): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    const known = environments();
    const fix =
      reason !== 'ENOENT'
        ? `cannot be read (${reason ?? String(error)})`
        : known.length === 0
          ? 'does not exist, nor does any other environment; write one'
          : `does not exist; the environments are ${known.join(', ')}`;
    throw new ConfigurationError([{ place, fix }]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigurationError([{ place, fix: `is not JSON: ${(error as Error).message}` }]);
  }
}

function environmentConfig(name: string, file: z.output<typeof environmentSchema>): EnvironmentConfig {
  const { $schema: _editorsOnly, region: regionName, organizations, ...rest } = file;
  const region = SUPPORTED_REGIONS.get(regionName);
  if (region === undefined) throw new RangeError(`the schema let Region ${regionName} pass`);
  return {
    name,
    region,
    ...rest,
    organizations: organizations.map(({ slug, ...organization }) => ({
      slug: parseOrgSlug(slug),
      ...organization,
    })),
  };
}

function schemaProblems(issue: z.core.$ZodIssue, json: unknown, file: string): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      place: placeOf(file, [...issue.path, key]),
      fix: 'unknown field; take it out, or correct its name',
    }));
  }
  const value = valueAt(json, issue.path);
  const fix = value === undefined ? `is missing; ${issue.message}` : issue.message;
  return [{ place: placeOf(file, issue.path), value, fix }];
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
  const connectors = arrayAt(json, 'dataConnectorRepositories').map((value, index): Located => ({
    value,
    path: ['dataConnectorRepositories', index],
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
    ...repeated(connectors, file, 'this repository is listed already'),
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
    if (seen.has(name)) return [{ place: placeOf(file, path), value, fix }];
    seen.add(name);
    return [];
  });
}

/** Listed users are users that exist already: one that this app makes would get two owners. */
function usersOfThePlatform(json: unknown, environment: string, file: string): Problem[] {
  const prefix = valueAt(json, ['namePrefix']) ?? DEFAULT_NAME_PREFIX;
  if (typeof prefix !== 'string') return [];
  return listedUsers(json).flatMap(({ value, path }) =>
    typeof value === 'string' && value.toLowerCase().startsWith(`${prefix}-athena-${environment}-`)
      ? [
          {
            place: placeOf(file, path),
            value,
            fix: 'the platform makes users of such names; list existing ones',
          },
        ]
      : [],
  );
}

function listedUsers(json: unknown): Located[] {
  return arrayAt(json, 'organizations').flatMap((organization, index) =>
    arrayAt(organization, 'athenaUsers').map((value, position): Located => ({
      value,
      path: ['organizations', index, 'athenaUsers', position],
    })),
  );
}

function arrayAt(json: unknown, key: string): unknown[] {
  const value = valueAt(json, [key]);
  return Array.isArray(value) ? value : [];
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    json,
  );
}

/** For example `environments/dev.json $.organizations[0].slug`. */
function placeOf(file: string, path: readonly PropertyKey[]): string {
  return `${file} $${path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')}`;
}
