import type { Command } from 'commander';
import { ConfigurationError, PlatformError } from '../../config/errors';
import type { Revocation, RevocationStep } from '../../lib/hubs/revocation/revoke';
import type { RevocationPlan } from '../../lib/hubs/revocation/revocation-plan';
import { confirm } from '../terminal/confirmation';
import {
  type OrganizationOptions,
  organizationCommand,
  organizationLine,
  print,
  runForOrganization,
} from './organization-command';

interface Options extends OrganizationOptions {
  readonly hub?: string;
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** `revoke`: cuts off a hub, or all of an organization's. */
export function revokeCommand(): Command {
  return organizationCommand('revoke')
    .summary('cut off a hub that was stolen, or all of an organization')
    .description(
      'Revokes every certificate of the hub, so that it gets no new credentials; denies everything to the sessions ' +
        'that it has already; removes it from Systems Manager; then reads all of it back, and reports step by step. ' +
        'It is permanent: the hub can be enrolled again with a new key only. Deployments do not undo it. Run again, ' +
        'it does what is missing.',
    )
    .option('--hub <name>', 'the hub to cut off')
    .option('--all', 'every hub of the organization')
    .option('--dry-run', 'show what would be revoked, and change nothing')
    .option('--yes', 'do not ask for confirmation')
    .option('--json', 'print the result as JSON; steps go to standard error')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub revoke --environment production --organization acme --hub berlin-1',
        '  data-hub revoke --environment production --organization acme --hub berlin-1 --dry-run',
        '  data-hub revoke --environment production --organization acme --all --yes --json',
      ].join('\n'),
    )
    .action((options: Options) =>
      runForOrganization('revoke', options, 'revoking', async (platform) => {
        const { hubOf } = await import('../../lib/account/open-platform.js');
        const { planRevocation } = await import('../../lib/hubs/revocation/revocation-plan.js');
        const { hub, all = false, json, organization } = options;
        if ((hub === undefined) !== all) {
          throw new ConfigurationError([{ place: 'revoke', fix: 'write either --hub or --all' }]);
        }
        const plan = await planRevocation(platform, hub === undefined ? 'all' : hubOf(platform, hub));
        if (options.dryRun === true) {
          print(json, { dryRun: true, ...planOf(plan) }, () => planLines(plan, organizationLine(platform)));
          return;
        }
        const what = [...planLines(plan, organizationLine(platform)), 'This cannot be undone.'].join('\n');
        await confirm(what, hub ?? organization, options.yes);
        await carryOut(platform, plan, json);
      }),
    );
}

async function carryOut(
  platform: Parameters<typeof import('../../lib/hubs/revocation/revoke').revoke>[0],
  plan: RevocationPlan,
  json: boolean | undefined,
): Promise<void> {
  const { requireRevoked, revoke } = await import('../../lib/hubs/revocation/revoke.js');
  const tell = json === true ? console.error : console.log;
  const result: Revocation = await revoke(platform, plan, (step) => {
    tell(lineOf(step));
  });
  if (json === true) console.log(JSON.stringify(result, null, 2));
  requireRevoked(result);
}

function lineOf({ step, outcome, detail }: RevocationStep): string {
  const width = 'hybrid nodes: nothing to do'.length;
  return `${`${step}: ${outcome}`.padEnd(width)}  ${detail}`;
}

function planOf({ hubs, certificates, hybridNodes }: RevocationPlan): object {
  return {
    hubs: hubs.map(({ name }) => name),
    certificates: certificates.map(({ id, status }) => ({ id, status })),
    hybridNodes: hybridNodes instanceof PlatformError ? { unreadable: hybridNodes.message } : hybridNodes,
  };
}

function planLines({ hubs, certificates, hybridNodes }: RevocationPlan, organization: string): string[] {
  const shownHubs = 10;
  const names = hubs.slice(0, shownHubs).map(({ name }) => name);
  const more = hubs.length > shownHubs ? ` and ${hubs.length - shownHubs} more` : '';
  return [
    `To be revoked: ${hubs.length} hub${hubs.length === 1 ? '' : 's'} (${names.join(', ')}${more}) of ${organization}`,
    ...(certificates.length <= shownHubs
      ? certificates.map(({ id, status }) => `  certificate  ${id}  ${status}`)
      : [`  ${certificates.length} certificates`]),
    hybridNodes instanceof PlatformError
      ? `  hybrid nodes cannot be read: ${hybridNodes.message}`
      : `  ${hybridNodes.nodes.length} hybrid nodes, ${hybridNodes.activations.length} activations`,
    '  and the sessions that they have',
  ];
}
