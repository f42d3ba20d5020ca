import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import { shellWord } from '../../packages/data-hub/src/shell-word';
import type { LocalEndpoint } from './endpoint';
import type { Difference } from '../../lib/deployed/read-back-stack';
import { wrapWords } from './wrap-words';
import type { FinishedStep } from './steps';

/** What one organization got. */
export interface OrganizationReport {
  readonly organization: string;
  readonly keyAlias: string;
  readonly uploadLocation: string;
  readonly roleAlias: string;
  /** Undefined where there are no pipelines. */
  readonly pipelineRole: string | undefined;
  readonly workgroup: string;
  readonly database: string;
  readonly athenaPolicy: string;
  /** Undefined where analysts do not sign in. */
  readonly analystRole: string | undefined;
  /** IAM users that have the policy and the organization's tags. */
  readonly users: readonly string[];
}

/** What came of a run; `--json` prints it. */
export interface LocalReport {
  /** Of all services, over TLS. */
  readonly endpoint: LocalEndpoint;
  /** The CA that signed the endpoint's certificate. */
  readonly caFile: string;
  /** To be sourced by a shell that is to use the account; its owner's only (0600). */
  readonly environmentFile: string;
  /** The emulated account's: requests that were denied, with the statements that did it. */
  readonly logFile: string;
  /**
   * Config file of AWS, and whose its profiles `hub` and `analyst` are; it has one for each daily use of operators, too.
   * Undefined where there was no story.
   */
  readonly profiles: { readonly file: string; readonly hub: string; readonly analyst: string } | undefined;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly organizations: readonly OrganizationReport[];
  readonly readBack: {
    readonly stacks: number;
    readonly resources: number;
    readonly properties: number;
    readonly differences: readonly Difference[];
  };
  /** What took how long, in the order in which it ended. */
  readonly steps: readonly FinishedStep[];
  /** From the start of the command. */
  readonly seconds: number;
}

const DEFAULT_COLUMNS = 80;
const GAP = '  ';

/** What an organization got; its stack's outputs say where, its names say what. */
export function organizationReport(
  { slug, athenaUsers }: OrganizationConfig,
  naming: Naming,
  outputs: Readonly<Record<string, string>>,
  {
    athenaCreateIamUser,
    analysts,
    pipelines,
  }: Pick<EnvironmentConfig, 'athenaCreateIamUser' | 'analysts' | 'pipelines'>,
): OrganizationReport {
  const names = naming.organization(slug);
  return {
    organization: slug,
    keyAlias: names.keyAlias,
    uploadLocation: outputs['UploadLocation'] ?? '',
    roleAlias: outputs['DataHubRoleAlias'] ?? '',
    pipelineRole: pipelines.services.length === 0 ? undefined : names.pipelineRole,
    workgroup: outputs['AthenaWorkgroup'] ?? '',
    database: outputs['GlueDatabase'] ?? '',
    athenaPolicy: names.athenaPolicy,
    analystRole: analysts === undefined ? undefined : names.analystRole,
    users: athenaCreateIamUser ? [...athenaUsers, names.athenaUser] : athenaUsers,
  };
}

const ROWS: readonly (readonly [string, (report: OrganizationReport) => string])[] = [
  ['organization', ({ organization }) => organization],
  ['key alias', ({ keyAlias }) => keyAlias],
  ['upload location', ({ uploadLocation }) => uploadLocation],
  ['role alias', ({ roleAlias }) => roleAlias],
  ['pipeline role', ({ pipelineRole }) => pipelineRole ?? '-'],
  ['workgroup', ({ workgroup }) => workgroup],
  ['database', ({ database }) => database],
  ['analyst role', ({ analystRole }) => analystRole ?? '-'],
  ['Athena policy', ({ athenaPolicy }) => athenaPolicy],
  ['users', ({ users }) => (users.length === 0 ? '-' : users.join(', '))],
];

/**
 * One column for each organization, and as many of them side by side as the terminal has room for.
 * @param columns width of the terminal in characters.
 */
export function organizationTable(
  organizations: readonly OrganizationReport[],
  columns = DEFAULT_COLUMNS,
): string {
  const labels = ROWS.map(([label]) => label);
  const labelWidth = widest(labels);
  const bands: string[][][] = [];
  let room = 0;
  for (const organization of organizations) {
    const cells = ROWS.map(([, cell]) => cell(organization));
    const width = GAP.length + widest(cells);
    if (width > room) {
      bands.push([]);
      room = columns - labelWidth;
    }
    bands.at(-1)?.push(cells.map((cell) => GAP + cell.padEnd(widest(cells))));
    room -= width;
  }
  return bands
    .map((band) =>
      labels
        .map((label, row) => (label.padEnd(labelWidth) + band.map((cells) => cells[row]).join('')).trimEnd())
        .join('\n'),
    )
    .join('\n\n');
}

/**
 * One sentence that says what was proved.
 * @param columns width of the terminal in characters; without one, the sentence is one line.
 */
export function readBackLine({ readBack, seconds }: LocalReport, columns = Infinity): string {
  const { stacks, resources, properties } = readBack;
  return wrapWords(
    `${properties} properties of ${resources} resources in ${stacks} stacks, read back from their services, ` +
      `are as the templates say (${seconds} s)`,
    columns,
  ).join('\n');
}

/** How to use the account while it is up. */
export function usageText({ environment, environmentFile, logFile, profiles }: LocalReport): string {
  return [
    'Use it from another terminal with the CDK, the AWS CLI or any SDK:',
    `  source ${shellWord(environmentFile)}`,
    'Onboard a third organization; no other stack is touched:',
    '  npx cdk deploy -c organization=newco',
    ...(profiles === undefined
      ? []
      : [
          `Be a Data Hub of ${profiles.hub}, or an analyst of ${profiles.analyst}, who signs in:`,
          '  aws sts get-caller-identity --profile hub',
          '  aws sts get-caller-identity --profile analyst',
          'Be an operator, for example the auditor, who reads the trail (the root user may not):',
          '  env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY AWS_PROFILE=auditor \\',
          `    npm run audit -- --environment ${environment} --organization ${profiles.analyst}`,
        ]),
    'See which requests are denied, and by which statement:',
    `  tail -f ${shellWord(logFile)}`,
    'Stop it, and forget everything in it, with Ctrl-C.',
  ].join('\n');
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map(({ length }) => length));
}
