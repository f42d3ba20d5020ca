import type { Command } from 'commander';
import type { HubSummary } from '../../lib/hubs/fleet/list-hubs';
import { columns } from '../terminal/columns';
import {
  type OrganizationOptions,
  organizationCommand,
  organizationLine,
  print,
  runForOrganization,
} from './organization-command';

const SHORT_ID = 12;

/** `list`: every hub of an organization. */
export function listCommand(): Command {
  return organizationCommand('list')
    .summary('list the hubs of an organization')
    .description(
      'Lists the hubs of an organization with their certificates, ages, states and last rotations.',
    )
    .option('--json', 'print the hubs as JSON')
    .addHelpText(
      'after',
      [
        '',
        'States: enrolled, rotating (two certificates), unfinished (enrolling broke off), retired, revoked.',
        '',
        'Examples:',
        '  data-hub list --environment production --organization acme',
        '  data-hub list --environment production --organization acme --json | jq \'.[] | select(.state != "enrolled")\'',
      ].join('\n'),
    )
    .action((options: OrganizationOptions) =>
      runForOrganization(options, 'reading the hubs', async (platform) => {
        const { listHubs } = await import('../../lib/hubs/fleet/list-hubs.js');
        const hubs = await listHubs(platform);
        const organization = organizationLine(platform);
        print(options.json, hubs, () =>
          hubs.length === 0 ? [`${organization} has no hub`] : [organization, '', ...table(hubs)],
        );
      }),
    );
}

function table(hubs: readonly HubSummary[]): string[] {
  const rows = hubs.map(({ hub, state, certificates, lastRotation, enrolledAt }) => {
    const inUse = certificates.filter(({ status }) => status === 'ACTIVE');
    return [
      hub,
      state,
      inUse.map(({ id }) => id.slice(0, SHORT_ID)).join(', ') || '-',
      inUse.map(({ ageDays }) => `${ageDays} d`).join(', ') || '-',
      day(enrolledAt),
      day(lastRotation),
    ];
  });
  return columns([['HUB', 'STATE', 'CERTIFICATE', 'AGE', 'ENROLLED', 'LAST ROTATION'], ...rows]);
}

function day(moment: string | undefined): string {
  return moment?.slice(0, 'YYYY-MM-DD'.length) ?? '-';
}
