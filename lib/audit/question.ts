import type { EnvironmentConfig } from '../../config/environment-config';
import { ConfigurationError, type Problem } from '../../config/errors';
import type { Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { organizationAuditQuery } from '../../constructs/audit/queries/organization-audit';
import type { Period } from '../../constructs/audit/queries/period';
import type { Subject } from '../../constructs/audit/queries/saved-query';
import { SAVED_QUERIES } from '../../constructs/audit/queries/saved-queries';
import { text } from '../../constructs/audit/queries/sql-text';
import { hubNameProblem, thingNameOf } from '../../packages/data-hub/src/hub-name';

/** The question that is asked of an organization alone, without a name of a query. */
export const ORGANIZATION_QUERY = 'organization';

/** What a person asks, as the options of the command have it. */
export interface Question {
  readonly query?: string | undefined;
  readonly organization?: string | undefined;
  /** `s3://bucket/key` or an ARN. */
  readonly object?: string | undefined;
  /** Name of a hub within the organization. */
  readonly hub?: string | undefined;
  readonly certificate?: string | undefined;
  /** ARN of a key. */
  readonly key?: string | undefined;
}

/** A question about an organization that the environment has. */
export interface Asked extends Question {
  readonly organization?: OrgSlug | undefined;
}

const NAMES = [ORGANIZATION_QUERY, ...SAVED_QUERIES.map(({ name }) => name)];
const CERTIFICATE_ID = /^[0-9a-f]{64}$/;
const KEY_ARN = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/;

/** Options that a query needs, or takes, for each of its subjects. */
const OPTIONS: Readonly<Record<Subject, string>> = {
  object: '--object',
  thing: '--hub',
  certificate: '--certificate',
  key: '--key',
};

/**
 * Whether a question needs the key of its organization, which only the deployed stack knows.
 * @throws ConfigurationError with everything that is missing, wrong or not asked for
 */
export function needsKey(asked: Question): boolean {
  const problems = questionProblems(asked);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const name = queryName(asked);
  return name === ORGANIZATION_QUERY || (name === 'key-uses' && asked.key === undefined);
}

/** The SQL of a question that {@link needsKey} let pass. */
export function questionSql(
  asked: Asked,
  { naming, environment, period }: { naming: Naming; environment: EnvironmentConfig; period: Period },
  keyArn = '',
): string {
  const { organization: slug } = asked;
  const saved = SAVED_QUERIES.find(({ name }) => name === queryName(asked));
  if (saved === undefined && slug !== undefined) {
    const recorded = environment.organizations.find((one) => one.slug === slug);
    const owner = { slug, keyArn, athenaUsers: recorded?.athenaUsers ?? [] };
    const query = organizationAuditQuery(naming, owner, period);
    return `SELECT * FROM (${query}) AS lines ORDER BY event_time, event_id`;
  }
  if (saved === undefined) throw new ConfigurationError(questionProblems(asked));
  return saved.sql(naming, period, {
    object: text(objectArn(naming, asked.object ?? '')),
    thing: text(slug === undefined || asked.hub === undefined ? '' : thingNameOf(slug, asked.hub)),
    certificate: text(asked.certificate ?? ''),
    key: text(asked.key ?? keyArn),
  });
}

function queryName({ query, organization }: Question): string | undefined {
  return query ?? (organization === undefined ? undefined : ORGANIZATION_QUERY);
}

function questionProblems(asked: Question): Problem[] {
  const name = queryName(asked);
  if (name === undefined) return [{ place: '--organization', fix: 'is missing, or --query' }];
  const saved = SAVED_QUERIES.find((query) => query.name === name);
  if (saved === undefined && name !== ORGANIZATION_QUERY) {
    return [{ place: '--query', value: name, fix: `write one of ${NAMES.join(', ')}` }];
  }
  const takes: readonly Subject[] = saved?.subjects ?? [];
  const given: Readonly<Record<Subject, string | undefined>> = {
    object: asked.object,
    thing: asked.hub,
    certificate: asked.certificate,
    key: asked.key,
  };
  const superfluous = (Object.keys(given) as Subject[])
    .filter((subject) => given[subject] !== undefined && !takes.includes(subject))
    .map((subject) => ({ place: OPTIONS[subject], fix: `does not apply to ${name}; leave it out` }));
  return [...superfluous, ...missing(name, asked), ...malformed(asked)];
}

function missing(name: string, { organization, object, hub, key }: Question): Problem[] {
  const problems: Problem[] = [];
  if (name === ORGANIZATION_QUERY && organization === undefined) {
    problems.push({ place: '--organization', fix: 'is missing' });
  }
  if (name === 'who-read-object' && object === undefined) {
    problems.push({ place: '--object', fix: 'is missing, for example s3://bucket/acme/readings.csv' });
  }
  if (name === 'what-hub-did' && (hub === undefined || organization === undefined)) {
    problems.push({ place: '--hub', fix: 'is missing, or the --organization that it is of' });
  }
  if (name === 'key-uses' && key === undefined && organization === undefined) {
    problems.push({ place: '--key', fix: 'is missing, or the --organization whose key it is' });
  }
  return problems;
}

function malformed({ object, hub, certificate, key }: Question): Problem[] {
  const problems: Problem[] = [];
  if (object !== undefined && !/^(s3:\/\/|arn:[a-z-]+:s3:::)[a-z0-9.-]+\/./.test(object)) {
    problems.push({
      place: '--object',
      value: object,
      fix: 'write s3://bucket/key, or the ARN of an object',
    });
  }
  const hubProblem = hub === undefined ? undefined : hubNameProblem(hub);
  if (hubProblem !== undefined) problems.push({ place: '--hub', value: hub, fix: hubProblem });
  if (certificate !== undefined && !CERTIFICATE_ID.test(certificate)) {
    problems.push({ place: '--certificate', value: certificate, fix: 'write the 64 digits of its id' });
  }
  if (key !== undefined && !KEY_ARN.test(key)) {
    problems.push({ place: '--key', value: key, fix: 'write the ARN of a key' });
  }
  return problems;
}

function objectArn(naming: Naming, object: string): string {
  return object.startsWith('s3://') ? naming.bucketArn(object.slice('s3://'.length)) : object;
}
