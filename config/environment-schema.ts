import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { analystsSchema } from './analysts-schema';
import { COMPLIANCE_PACKS } from './compliance-packs';
import { MAX_ENVIRONMENT_NAME_LENGTH, MAX_NAME_PREFIX_LENGTH } from './name-limits';
import { CONNECTOR_REPOSITORY_PREFIX, PIPELINE_REPOSITORY_PREFIX } from './name-patterns';
import { operationsSchema } from './operations-schema';
import { organizationSchema } from './organization-schema';
import { pipelinesSchema } from './pipelines-schema';
import { plannedSchema } from './planned-use';
import { raisedQuotasSchema } from './raised-quotas';
import { SUPPORTED_REGIONS, unsupportedRegionProblem } from './region';
import { unusualCharactersNote } from './unusual-characters';

export const DEFAULT_NAME_PREFIX = 'ts';
const NAME_PREFIX_FORM = `write 2 to ${MAX_NAME_PREFIX_LENGTH} lower-case letters and digits, starting with a letter`;

/** Athena refuses a cutoff under 10 MB: https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html */
const MIN_BYTES_SCANNED_CUTOFF = 10_000_000;
const ONE_TEBIBYTE = 2 ** 40;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const days = (defaultDays: number, description: string): z.ZodDefault<z.ZodNumber> =>
  z
    .number('write a whole number of days')
    .int('write a whole number of days')
    .min(1, 'write 1 day or more')
    .max(3653, 'write at most 3653 days (ten years)')
    .default(defaultDays)
    .describe(description);

/** Names of ECR repositories, without the prefix that says what their images are. */
const repositories = (
  what: string,
  prefix: string,
  examples: readonly string[],
): z.ZodDefault<z.ZodArray<z.ZodString>> =>
  z
    .array(
      z
        .string(`write the name of a ${what}`)
        .regex(
          /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
          `write lower-case letters, digits and single inner hyphens, without the prefix "${prefix}"`,
        )
        .max(64, 'write at most 64 characters'),
      `write a list of names of ${what}s, for example ${JSON.stringify(examples).replace(',', ', ')}`,
    )
    .default([])
    .describe(`ECR repositories \`${prefix}<name>\` to create.`);

const regionNames = [...SUPPORTED_REGIONS.keys()];
const REGION_EXAMPLE = 'write an AWS Region, for example "eu-central-1"';

/** What people write who have no account yet, or who copied it from an emulator. */
const NO_ACCOUNT = '0'.repeat(12);

const environmentFields = {
  $schema: z.string('write the path of the JSON Schema, "../config/environment.schema.json"').optional(),
  account: z
    .string('write the 12-digit account id as a string')
    .regex(/^\d{12}$/, 'write the 12-digit account id as a string, for example "111122223333"')
    .refine((account) => account !== NO_ACCOUNT, 'no AWS account has this id; write the id of your account')
    .describe('AWS account id of this environment.'),
  region: z
    .enum(regionNames as [string, ...string[]], {
      error: ({ input }) => unsupportedRegionProblem(input) ?? regionFix(input),
    })
    .describe('AWS Region of this environment.'),
  namePrefix: z
    .string(NAME_PREFIX_FORM)
    .regex(new RegExp(`^[a-z][a-z0-9]{1,${MAX_NAME_PREFIX_LENGTH - 1}}$`), NAME_PREFIX_FORM)
    .refine((prefix) => !['aws', 'sthree'].includes(prefix), 'AWS reserves this prefix; choose another')
    .default(DEFAULT_NAME_PREFIX)
    .describe('First part of every name. Names are permanent: do not change it after the first deployment.'),
  athenaCreateIamUser: z
    .boolean('write true or false')
    .default(false)
    .describe("Create an IAM user, without access key, for each organization's Athena policy."),
  compliancePacks: z
    .array(
      z.enum(COMPLIANCE_PACKS, `write some of ${COMPLIANCE_PACKS.join(', ')}`),
      `write a list of some of ${COMPLIANCE_PACKS.join(', ')}`,
    )
    .default([...COMPLIANCE_PACKS])
    .describe('cdk-nag rule packs that every synth must pass.'),
  accessLogEncryption: z
    .enum(['SSE-S3', 'SSE-KMS'], 'write "SSE-S3" or "SSE-KMS"')
    .default('SSE-S3')
    .describe(
      'Encryption of S3 server access logs. SSE-KMS is unconfirmed: see docs/auditor/unconfirmed.md.',
    ),
  dataHubTrust: z
    .enum(['service', 'service-of-this-account'], 'write "service" or "service-of-this-account"')
    .default('service')
    .describe(
      'Whom the roles of Data Hubs trust: the IoT credentials provider, or only where it says that it acts for this account. The latter is unconfirmed: see docs/auditor/unconfirmed.md.',
    ),
  dataHubFolders: z
    .enum(['own', 'common'], 'write "own" or "common"')
    .default('own')
    .describe(
      "Where Data Hubs upload to: each into a folder of its own in its organization's, or all of an organization's into that one folder, where a stolen hub can upload in the name of every other.",
    ),
  retentionDays: z
    .strictObject(
      {
        accessLogs: days(400, 'Days that S3 server access logs are kept.'),
        queryResults: days(30, 'Days that Athena query results are kept.'),
        noncurrentVersions: days(90, 'Days that overwritten or deleted object versions are kept.'),
        pipelineLogs: z
          .literal(LOG_RETENTION_DAYS, `write one of ${LOG_RETENTION_DAYS.join(', ')} days`)
          .default(90)
          .describe('Days that logs of pipelines are kept. CloudWatch Logs offers these only.'),
      },
      'write an object, for example {"accessLogs": 400, "queryResults": 30, "noncurrentVersions": 90}',
    )
    .prefault({}),
  athenaBytesScannedCutoff: z
    .number('write a whole number of bytes')
    .int('write a whole number of bytes')
    .min(MIN_BYTES_SCANNED_CUTOFF, `write at least ${MIN_BYTES_SCANNED_CUTOFF} bytes`)
    .default(ONE_TEBIBYTE)
    .describe('Bytes after which Athena cancels a query.'),
  analysts: analystsSchema
    .optional()
    .describe(
      'How analysts sign in without an IAM user: each organization gets a role for them. Default: it gets none.',
    ),
  dataConnectorRepositories: repositories('data connector', CONNECTOR_REPOSITORY_PREFIX, [
    'postgres',
    'sftp',
  ]),
  pipelineRepositories: repositories('pipeline', PIPELINE_REPOSITORY_PREFIX, ['standardize', 'quality']),
  pipelines: pipelinesSchema.describe('How raw data becomes standardized data and tables.'),
  operations: operationsSchema
    .optional()
    .describe("Roles of operators, the trail of the account's calls, guardrails. Default: none of them."),
  quotas: raisedQuotasSchema.describe(
    'Limits that AWS has raised for this account, by our name of a quota or by its code in Service Quotas. Default: what every account has.',
  ),
  planned: plannedSchema.describe(
    'What is planned for, and no template shows: `npm run capacity` counts with it.',
  ),
  organizations: z
    .array(
      organizationSchema,
      'write a list of organizations, for example [{"slug": "acme", "displayName": "Acme Corporation"}]',
    )
    .default([])
    .describe('The organizations of this environment.'),
};

export const environmentSchema = z.strictObject(
  environmentFields,
  'write a JSON object with at least "account" and "region"',
);

/** The JSON Schema of an environment file, for editors, as it stands in `config/environment.schema.json`. */
export function environmentJsonSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(environmentSchema, { io: 'input' }), null, 2)}\n`;
}

/** File names in `environments/` without `.json`. No hyphens, so that composed names split in one way only. */
const ENVIRONMENT_NAME_PATTERN = new RegExp(`^[a-z][a-z0-9]{1,${MAX_ENVIRONMENT_NAME_LENGTH - 1}}$`);

/** Says what is wrong with the name of an environment, or nothing. */
export function environmentNameProblem(name: string): string | undefined {
  if (!ENVIRONMENT_NAME_PATTERN.test(name)) {
    const lowerCase = name.toLowerCase();
    const likely = ENVIRONMENT_NAME_PATTERN.test(lowerCase) ? `; try "${lowerCase}"` : '';
    return `an environment's name has 2 to ${MAX_ENVIRONMENT_NAME_LENGTH} lower-case letters and digits and starts with a letter${likely}${unusualCharactersNote(name)}`;
  }
  if (/^(?:aws|ssm)/.test(name))
    return 'Parameter Store refuses paths that begin with "aws" or "ssm"; choose another name';
  if (name === 'athena') return 'this name is reserved; choose another';
  return undefined;
}

/** What to write in place of a Region that is none: the nearest names of the same part of the world, if there are. */
function regionFix(input: unknown): string {
  if (typeof input !== 'string') return REGION_EXAMPLE;
  const written = input.toLowerCase().slice(0, LONGEST_REGION_NAME);
  if (SUPPORTED_REGIONS.has(written)) return `the names of Regions are in lower case; write "${written}"`;
  const similar = regionNames
    .filter((name) => written.length >= AREA_LENGTH && name.startsWith(written.slice(0, AREA_LENGTH)))
    .sort((one, other) => distance(one, written) - distance(other, written))
    .slice(0, SIMILAR_REGIONS);
  return `no such Region; ${similar.length === 0 ? REGION_EXAMPLE : `the nearest names are ${similar.join(', ')}`}`;
}

const LONGEST_REGION_NAME = Math.max(...regionNames.map((name) => name.length));
const SIMILAR_REGIONS = 3;
/** Of the part of the world: `eu`. */
const AREA_LENGTH = 2;
