import { lstatSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { readBoundedFile } from '../config/bounded-file';
import { asCommandLine, EXIT_CODES_HELP, tellAndEnd } from '../config/command-line';
import type { EnvironmentConfig, OrganizationConfig } from '../config/environment-config';
import { ConfigurationError, type Problem } from '../config/errors';
import { everyProblem, refuse } from '../config/every-problem';
import { tellingInterruption } from '../config/interruption';
import { loadEnvironment } from '../config/load-environment';
import { Naming } from '../config/naming';
import { outputFolderProblems } from '../config/output-folder';
import { unknownOrganization } from '../config/unknown-organization';
import { writeFiles } from '../lib/hubs/enrolment/new-files';
import {
  credentialsText,
  type EmergencyRequest,
  emergencyProblems,
  type Evidence,
  openData,
} from '../lib/operators/break-glass';
import { confirm } from './terminal/confirmation';

const REPOSITORY = join(__dirname, '..');
const OWNER_ONLY = 0o600;

interface Options {
  readonly environment: string;
  readonly organization: string;
  readonly reason: string;
  readonly out: string;
  readonly minutes?: number;
  readonly person?: string;
  readonly externalId?: string;
  readonly mfaSerial?: string;
  readonly tokenFile?: string;
  readonly assertionFile?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const program = new Command('npm run break-glass --')
  .description(
    "Opens one organization's data for reading, in an emergency. It raises the alarm and leaves a record at once, " +
      'saying who you are, whose data you open and why, even if you are refused.',
  )
  .requiredOption('--environment <name>', 'environment, for example production')
  .requiredOption('--organization <slug>', 'whose data')
  .requiredOption('--reason <text>', 'why; it is in the alarm, in the incident record and in the trail')
  .requiredOption('--out <file>', 'new file for the credentials, outside the repository')
  .option(
    '--minutes <number>',
    'how long the session lasts (default: as long as the environment allows)',
    wholeNumber,
  )
  .option('--person <name>', 'who you are, for users and roles of the account')
  .option('--mfa-serial <arn>', 'your MFA device, for users; its code is read from standard input')
  .option('--external-id <id>', 'for roles of another account')
  .option('--token-file <file>', 'file with an ID token of the identity provider')
  .option('--assertion-file <file>', 'file with a SAML assertion, in Base64')
  .option('--dry-run', 'check the request and show it, without raising the alarm')
  .option('--yes', 'do not ask for confirmation')
  .option('--json', 'print the result as JSON')
  .addHelpText(
    'after',
    [
      '',
      'With an identity provider, its token or assertion has to name the organization, the reason and MFA as session',
      'tags; docs/operator/break-glass.md says how. Credentials expire by themselves, after an hour at most.',
      '',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run break-glass -- --environment production --organization acme --reason "INC-4711 lost tables" \\',
      '    --person jane.doe@example.com --mfa-serial arn:aws:iam::444455556666:mfa/jane --out ~/acme.credentials',
      '  npm run break-glass -- ... --token-file token.jwt --out ~/acme.credentials --minutes 15',
      '  AWS_SHARED_CREDENTIALS_FILE=~/acme.credentials aws s3 ls s3://BUCKET/acme/ --profile break-glass-acme',
    ].join('\n'),
  )
  .allowExcessArguments(false);

main(asCommandLine(program).parse().opts<Options>()).catch(tellAndEnd);

async function main(options: Options): Promise<void> {
  const file = resolve(options.out);
  const request = requestOf(options, file);
  const { environment, organization } = request;
  const naming = new Naming(environment);
  const profile = `break-glass-${organization.slug}`;
  const what = [
    `Break-glass: ${organization.displayName} (${organization.slug}) in ${environment.name}, account ${environment.account}`,
    `Role: ${naming.roleArn(naming.shared.breakGlassRole)}, for ${request.minutes} minutes`,
    `Reason: ${request.reason}`,
  ];
  if (options.dryRun === true) {
    print(options, { dryRun: true, organization: organization.slug, minutes: request.minutes }, [
      ...what,
      'Nothing was opened, and no alarm was raised.',
    ]);
    return;
  }
  const warning = 'The operators on call are alerted, and the organization sees it in its audit.';
  await confirm([...what, warning].join('\n'), organization.slug, options.yes);
  const { closeClients, platformClients } = await import('../lib/account/platform-clients.js');
  const clients = platformClients(environment.region);
  try {
    const evidence = await withMfa(request.evidence, options.mfaSerial);
    const session = await tellingInterruption(
      'opening the data: the alarm may have been raised, and no credentials are kept',
      () => openData({ ...request, evidence }, clients.sts),
    );
    writeFiles(dirname(file), new Map([[basename(file), credentialsText(profile, session)]]), OWNER_ONLY);
    const expiresAt = session.expiresAt.toISOString();
    print(
      options,
      { organization: organization.slug, profile, file, expiresAt, session: session.sessionArn },
      [
        `Open until ${expiresAt}, as ${session.sessionArn}`,
        `Use: AWS_SHARED_CREDENTIALS_FILE=${options.out} AWS_REGION=${environment.region.name} aws s3 ls s3://${naming.shared.standardizedBucket}/${naming.dataPrefix(organization.slug)} --profile ${profile}`,
        `Delete ${options.out} when you are done. docs/operator/break-glass.md says what to write down afterwards.`,
      ],
    );
  } finally {
    closeClients(clients);
  }
}

function requestOf(options: Options, file: string): EmergencyRequest {
  const environment = loadEnvironment(options.environment, join(REPOSITORY, 'environments'), '--environment');
  const minutes = options.minutes ?? environment.operations.breakGlass?.sessionMinutes ?? 0;
  const asked = { environment, reason: options.reason, minutes };
  const [organization, evidence] = everyProblem(
    () => organizationOf(environment, options.organization),
    () => evidenceOf(options),
    () => {
      refuse([...emergencyProblems(asked), ...fileProblems(options.out, file)]);
    },
  );
  const request = { ...asked, organization, evidence };
  refuse(emergencyProblems(request));
  return request;
}

function organizationOf(environment: EnvironmentConfig, organization: string): OrganizationConfig {
  const recorded = environment.organizations.find(({ slug }) => slug === organization);
  if (recorded !== undefined) return recorded;
  throw new ConfigurationError([unknownOrganization(environment, organization, '--organization')]);
}

function evidenceOf(options: Options): Evidence {
  const { tokenFile, assertionFile, person, externalId } = options;
  if ([tokenFile, assertionFile, person].filter((one) => one !== undefined).length !== 1) {
    throw new ConfigurationError([
      { place: 'break-glass', fix: 'write exactly one of --person, --token-file and --assertion-file' },
    ]);
  }
  if (tokenFile !== undefined) return { webIdentityToken: textOf('--token-file', tokenFile) };
  if (assertionFile !== undefined) return { samlAssertion: textOf('--assertion-file', assertionFile) };
  return {
    person: person ?? '',
    ...(externalId === undefined ? {} : { externalId }),
  };
}

/** Asked for last: a code is good for half a minute. */
async function withMfa(evidence: Evidence, serialNumber: string | undefined): Promise<Evidence> {
  return serialNumber === undefined || !('person' in evidence)
    ? evidence
    : { ...evidence, mfa: { serialNumber, code: await codeFromInput() } };
}

function textOf(option: string, file: string): string {
  try {
    return readBoundedFile(file).toString().trim();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigurationError([{ place: option, value: file, fix: `cannot be read (${reason})` }]);
  }
}

/** The code is no argument: arguments are seen by every program of the machine. */
async function codeFromInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('MFA code: ');
  const code = await firstLine();
  if (/^\d{6}$/.test(code)) return code;
  throw new ConfigurationError([
    { place: 'standard input', fix: 'write the six digits that the MFA device shows' },
  ]);
}

async function firstLine(): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const input = createInterface({ input: process.stdin });
  try {
    for await (const line of input) return line.trim();
    return '';
  } finally {
    input.close();
  }
}

/** Credentials never land where they could be committed, nor in the place of something else. */
function fileProblems(written: string, file: string): Problem[] {
  const inside = relative(REPOSITORY, file);
  if (!inside.startsWith('..')) {
    return [{ place: '--out', value: written, fix: 'is inside the repository; choose a file outside it' }];
  }
  const problems = outputFolderProblems('--out', dirname(file), written);
  if (problems.length > 0) return problems;
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined
    ? [{ place: '--out', value: written, fix: 'is there already; choose a new file' }]
    : [];
}

function print({ json = false }: Options, result: object, lines: readonly string[]): void {
  console.log(json ? JSON.stringify(result, null, 2) : lines.join('\n'));
}

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Write a whole number of minutes, such as 15.');
  return Number(text);
}
