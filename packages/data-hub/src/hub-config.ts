import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigurationError, type Problem } from '../../../config/errors';
import { readJson } from '../../../config/json-text';
import { type OrgSlug, orgSlugProblems, parseOrgSlug } from '../../../config/org-slug';
import { quoted } from '../../../config/quoting';
import { checkSchema, placeIn, reporting } from '../../../config/schema-problems';
import { hubNameProblem, thingNameOf } from './hub-name';

/** Names of the files in a hub's folder. The platform's bundle and the hub's commands agree on them. */
export const HUB_FILES = {
  config: 'hub.json',
  certificate: 'certificate.pem',
  privateKey: 'private-key.pem',
  rootCa: 'AmazonRootCA1.pem',
  request: 'request.pem',
} as const;

/** What a Data Hub has to know of the platform; holds no secret. Stands in `hub.json`. */
export interface HubConfig {
  readonly version: 1;
  /** Name of the environment, for example `production`. */
  readonly environment: string;
  readonly organization: OrgSlug;
  /** Name of the hub within its organization. */
  readonly hub: string;
  readonly region: string;
  /** Name of the IoT thing: {@link thingNameOf} the organization and the hub. */
  readonly thingName: string;
  /** Name of the IoT role alias; case-sensitive. */
  readonly roleAlias: string;
  /** Origin of the IoT credentials provider, without a path: `https://<prefix>.credentials.iot.<region>.amazonaws.com`. */
  readonly credentialsEndpoint: string;
  /** Files of the hub; their paths are relative to the folder of `hub.json`. PEM, all three. */
  readonly certificateFile: string;
  readonly privateKeyFile: string;
  readonly rootCaFile: string;
  /** Buckets by purpose; hubs upload to `raw`. */
  readonly buckets: { readonly raw: string };
  /** The organization's folder in every bucket; ends in `/`. */
  readonly prefix: string;
  /** Full ARN of the organization's KMS key, which every upload has to name. */
  readonly keyArn: string;
  /** Parameter Store path of the organization's connector secrets, without a slash at the end. */
  readonly parameterPath: string;
}

/** The files of a hub as absolute paths. */
export interface HubFiles {
  readonly certificate: string;
  readonly privateKey: string;
  readonly rootCa: string;
}

const AWS_ENDPOINT = /^[a-z0-9-]+\.credentials\.iot\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;
const LOCAL_ENDPOINT = /^(?:[a-z0-9-]+\.)*localhost$|^127\.0\.0\.1$/;
const ENDPOINT_FORM =
  'write the origin of the IoT credentials provider, https://<prefix>.credentials.iot.<region>.amazonaws.com';

const text = (pattern: RegExp, fix: string): z.ZodString => z.string(fix).regex(pattern, fix);
const file = (what: string): z.ZodString =>
  text(/^[^\0]{1,4096}$/, `write the path of ${what}, relative to the folder of hub.json`);

const hubConfigFields = {
  version: z.literal(1, 'write 1; other versions are for other releases of this program'),
  environment: text(/^[a-z][a-z0-9]{1,15}$/, 'write the name of an environment, for example "production"'),
  organization: z
    .string('write the slug of the organization, for example "acme"')
    .superRefine(reporting(orgSlugProblems)),
  hub: z
    .string('write the name of the hub, for example "berlin-1"')
    .superRefine(reporting((name) => [hubNameProblem(name) ?? []].flat())),
  region: text(/^[a-z]{2}(?:-[a-z]+)+-\d+$/, 'write an AWS Region, for example "eu-central-1"'),
  thingName: text(/^[a-zA-Z0-9:_-]{1,128}$/, 'write 1 to 128 of A-Z a-z 0-9 :_-'),
  roleAlias: text(/^[\w=,@-]{1,128}$/, 'write 1 to 128 of A-Z a-z 0-9 _=,@-'),
  credentialsEndpoint: z
    .string(ENDPOINT_FORM)
    .refine((value) => endpointHost(value) !== undefined, ENDPOINT_FORM),
  certificateFile: file("the hub's certificate"),
  privateKeyFile: file("the hub's private key"),
  rootCaFile: file('the certificate of the root CA (AmazonRootCA1.pem)'),
  buckets: z.strictObject(
    { raw: text(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'write the name of an S3 bucket') },
    'write an object, {"raw": "<bucket>"}',
  ),
  prefix: z.string('write the folder of the organization, for example "acme/"'),
  keyArn: text(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]{1,128}$/,
    'write the full ARN of the key (an alias or a bare id does not do for uploads)',
  ),
  parameterPath: z.string(
    'write the path of the connector secrets, for example "/production/acme/connectors"',
  ),
};

const hubConfigSchema = z.strictObject(hubConfigFields, 'write a JSON object, as enrolling the hub makes it');

/**
 * Reads `hub.json`.
 * @param path of the file, which is also how problems name it.
 * @throws ConfigurationError with every problem of the file, each with its place, value and fix.
 */
export function readHubConfig(path: string): HubConfig {
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    const fix =
      reason === 'ENOENT'
        ? 'does not exist; enrolling the hub makes it'
        : reason === 'EISDIR'
          ? `is a folder; write ${path.replace(/\/+$/, '')}/${HUB_FILES.config}`
          : `cannot be read (${reason})`;
    throw new ConfigurationError([{ place: path, fix }]);
  }
  return parseHubConfig(content, path);
}

/**
 * Parses a `hub.json`.
 * @param place how problems name it.
 * @throws ConfigurationError with every problem of the text, each with its place, value and fix.
 */
export function parseHubConfig(content: Uint8Array | string, place: string): HubConfig {
  const { value: json, problems: syntax } = readJson(content, place);
  if (json === undefined) throw new ConfigurationError(syntax);
  const { data, problems: fields } = checkSchema(hubConfigSchema, json, place);
  const problems = [...syntax, ...fields, ...contradictions(json, place)];
  if (data === undefined || problems.length > 0) throw new ConfigurationError(problems);
  return { ...data, organization: parseOrgSlug(data.organization) };
}

/**
 * The text of `hub.json`, as {@link parseHubConfig} reads it back.
 * @throws ConfigurationError if it could not be read back.
 */
export function hubConfigText(config: HubConfig): string {
  const content = `${JSON.stringify(config, null, 2)}\n`;
  parseHubConfig(content, HUB_FILES.config);
  return content;
}

/** The hub's files as absolute paths; those in `hub.json` are relative to its folder. */
export function hubFiles(config: HubConfig, configFile: string): HubFiles {
  const folder = dirname(resolve(configFile));
  return {
    certificate: resolve(folder, config.certificateFile),
    privateKey: resolve(folder, config.privateKeyFile),
    rootCa: resolve(folder, config.rootCaFile),
  };
}

/**
 * Fields that have to agree. Read from the raw JSON, because the schema stops before such comparisons when a
 * field elsewhere is wrong, and all problems are reported at once.
 */
function contradictions(json: unknown, place: string): Problem[] {
  const { environment, organization, hub, region, keyArn, ...rest } = strings(json);
  const endpointRegion = AWS_ENDPOINT.exec(endpointHost(rest['credentialsEndpoint'] ?? '') ?? '')?.[1];
  const keyRegion = keyArn?.split(':')[3];
  const expected: Record<string, string | undefined> = {
    thingName: organization === undefined || hub === undefined ? undefined : thingNameOf(organization, hub),
    prefix: organization === undefined ? undefined : `${organization}/`,
    parameterPath:
      environment === undefined || organization === undefined
        ? undefined
        : `/${environment}/${organization}/connectors`,
  };
  const named = Object.entries(expected).flatMap(([field, value]): Problem[] =>
    value === undefined || rest[field] === undefined || rest[field] === value
      ? []
      : [
          {
            place: placeIn(place, [field]),
            value: rest[field],
            fix: `contradicts other fields; write ${quoted(value)}`,
          },
        ],
  );
  const regions = [
    { field: 'credentialsEndpoint', value: rest['credentialsEndpoint'], of: endpointRegion },
    { field: 'keyArn', value: keyArn, of: keyRegion },
  ].flatMap(({ field, value, of }): Problem[] =>
    of === undefined || region === undefined || of === region
      ? []
      : [{ place: placeIn(place, [field]), value, fix: `is in ${of}, but $.region is ${quoted(region)}` }],
  );
  return [...named, ...regions];
}

/** Host of a credentials endpoint, if it is one: HTTPS, nothing but host and port, AWS's or this machine's. */
function endpointHost(value: string): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'https:' || url.origin !== value.replace(/\/$/, '').replace(/:443$/, ''))
    return undefined;
  return AWS_ENDPOINT.test(url.hostname) || LOCAL_ENDPOINT.test(url.hostname) ? url.hostname : undefined;
}

/** Whether an endpoint is this machine's own: an emulated account's. */
export function isOnThisMachine(endpoint: string): boolean {
  return URL.canParse(endpoint) && LOCAL_ENDPOINT.test(new URL(endpoint).hostname);
}

function strings(json: unknown): Partial<Record<string, string>> {
  if (typeof json !== 'object' || json === null) return {};
  return Object.fromEntries(
    Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
