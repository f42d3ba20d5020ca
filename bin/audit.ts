import { join } from 'node:path';
import { Command } from 'commander';
import { roleHelp } from '../config/command-roles';
import { asCommandLine, EXIT_CODES, EXIT_CODES_HELP, tellAndEnd } from '../config/command-line';
import type { EnvironmentConfig } from '../config/environment-config';
import { ConfigurationError } from '../config/errors';
import { everyProblem } from '../config/every-problem';
import { loadEnvironment } from '../config/load-environment';
import { Naming } from '../config/naming';
import type { OrgSlug } from '../config/org-slug';
import { unknownOrganization } from '../config/unknown-organization';
import { between } from '../constructs/audit/queries/period';
import { SAVED_QUERIES } from '../constructs/audit/queries/saved-queries';
import { namingNeededRole } from '../lib/account/needed-role';
import { answerRows } from '../lib/audit/answer-rows';
import { answerSummary } from '../lib/audit/answer-summary';
import type { Answer } from '../lib/audit/ask-trail';
import { type Moments, momentsOf } from '../lib/audit/moments';
import { type Asked, needsKey, ORGANIZATION_QUERY, type Question, questionSql } from '../lib/audit/question';
import { columns } from './terminal/columns';
import { withProgressLines } from './terminal/progress-lines';

const ENVIRONMENTS = join(__dirname, '..', 'environments');

interface Options extends Question {
  readonly environment?: string;
  readonly since: string;
  readonly until?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** What can be asked with `--query`, or, the first, without. */
interface ListedQuestion {
  readonly name: string;
  readonly description: string;
}
const QUESTIONS: readonly ListedQuestion[] = [
  {
    name: ORGANIZATION_QUERY,
    description: 'What an organization did, and what was done with its own (needs --organization)',
  },
  ...SAVED_QUERIES.map(({ name, description }) => ({ name, description })),
];

const program = new Command('npm run audit --')
  .description(
    "Queries the audit trail of an environment's account: what an organization did and what was done to its resources, as " +
      'the organization sees it itself, or one of the questions saved for auditors.',
  )
  .option('--environment <name>', 'environment, for example production')
  .option('--organization <slug>', 'the organization to ask about')
  .option('--since <time>', '90m, 24h, 7d, 2026-11-20 or 2026-11-20T09:15Z', '24h')
  .option('--until <time>', 'end of the period, exclusive; as --since (default: now)')
  .option('--query <name>', 'one of the saved questions instead; --list shows them')
  .option('--object <object>', 'for who-read-object: s3://bucket/key, or its ARN')
  .option('--hub <name>', 'for what-hub-did: name of a hub of the organization')
  .option('--certificate <id>', 'for what-hub-did: id of a certificate of the hub, for what it did itself')
  .option('--key <arn>', "for key-uses: ARN of a key (default: the organization's)")
  .option('--list', 'list the questions without asking any')
  .option('--json', 'print each line as JSON')
  .addHelpText(
    'after',
    [
      '',
      roleHelp('audit'),
      'Times are UTC. CloudTrail usually delivers events within minutes; events that are not delivered yet are not',
      'found. Athena charges for what it reads: a shorter period costs less. With AWS_ENDPOINT_URL it asks the local',
      'account.',
      '',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run audit -- --environment production --organization acme --since 24h',
      '  npm run audit -- --environment production --organization acme --since 2026-11-01 --until 2026-12-01 --json',
      '  npm run audit -- --environment production --query who-read-object --object s3://bucket/acme/a.csv --since 7d',
      '  npm run audit -- --environment production --query what-hub-did --organization acme --hub berlin-1',
      "  npm run --silent audit -- --environment production --query sign-ins --json | jq -r '.person' | sort | uniq -c",
    ].join('\n'),
  )
  .allowExcessArguments(false);

main(asCommandLine(program).parse().opts<Options>()).catch(tellAndEnd);

async function main({ list = false, json = false, ...options }: Options): Promise<void> {
  if (list) {
    const asRow = ({ name, description }: ListedQuestion): string[] => [name, description];
    const lines = json
      ? QUESTIONS.map((question) => JSON.stringify(question))
      : columns(QUESTIONS.map(asRow));
    console.log(lines.join('\n'));
    return;
  }
  const { answer, period } = await answerTo(options);
  if (json) for (const row of answer.rows) console.log(JSON.stringify(row));
  else console.log(answerText(answer, period));
  process.exitCode = EXIT_CODES.done;
}

async function answerTo({
  environment: name,
  organization,
  since,
  until,
  ...about
}: Options): Promise<{ readonly answer: Answer; readonly period: Moments }> {
  if (name === undefined) throw new ConfigurationError([{ place: '--environment', fix: 'is missing' }]);
  const environment = loadEnvironment(name, ENVIRONMENTS, '--environment');
  const [, period, slug, ofKey] = everyProblem(
    () => {
      requireTrail(environment);
    },
    () => momentsOf(since, until, new Date()),
    () => slugOf(environment, organization),
    () => needsKey({ ...about, organization }),
  );
  const asked: Asked = { ...about, organization: slug };
  const naming = new Naming(environment);
  // The AWS SDK is loaded when there is something to ask.
  const { auditClients } = await import('../lib/audit/audit-clients.js');
  const { closeClients } = await import('../lib/account/platform-clients.js');
  const { requireAccount } = await import('../lib/account/open-platform.js');
  const { askTrail, organizationKeyArn } = await import('../lib/audit/ask-trail.js');
  const clients = auditClients(environment.region);
  try {
    return await withProgressLines('asking the trail', (tell) =>
      namingNeededRole('audit', environment, async () => {
        await requireAccount(environment, clients);
        const keyArn =
          ofKey && slug !== undefined ? await organizationKeyArn(clients, naming, slug) : undefined;
        const context = { naming, environment, period: between(period.from, period.to) };
        const answer = await askTrail(clients, naming, questionSql(asked, context, keyArn), tell);
        return { answer, period };
      }),
    );
  } finally {
    closeClients(clients);
  }
}

/** @throws ConfigurationError if nothing was recorded that could be asked */
function requireTrail({ name, operations }: EnvironmentConfig): void {
  if (operations.audit !== undefined) return;
  const fix = `keeps no trail; write "operations": {"audit": {}} into environments/${name}.json and deploy it`;
  throw new ConfigurationError([{ place: '--environment', value: name, fix }]);
}

/** @throws ConfigurationError for an organization that the environment does not have */
function slugOf(environment: EnvironmentConfig, organization: string | undefined): OrgSlug | undefined {
  if (organization === undefined) return undefined;
  const recorded = environment.organizations.find(({ slug }) => slug === organization);
  if (recorded === undefined) {
    throw new ConfigurationError([unknownOrganization(environment, organization, '--organization')]);
  }
  return recorded.slug;
}

function answerText(answer: Answer, period: Moments): string {
  const end = answerSummary(answer, period);
  return answer.rows.length === 0 ? end : [...columns(answerRows(answer)), '', end].join('\n');
}
