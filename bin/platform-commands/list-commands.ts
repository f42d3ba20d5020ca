import type { Command } from 'commander';
import type { HubSummary } from '../../lib/hubs/fleet/list-hubs';
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

/** `show`: one hub. */
export function showCommand(): Command {
  return organizationCommand('show')
    .summary('show one hub')
    .description('Shows a hub with each of its certificates.')
    .requiredOption('--hub <name>', "the hub's name within its organization")
    .option('--json', 'print the hub as JSON')
    .addHelpText(
      'after',
      ['', 'Example:', '  data-hub show --environment production --organization acme --hub berlin-1'].join(
        '\n',
      ),
    )
    .action((options: OrganizationOptions & { readonly hub: string }) =>
      runForOrganization(options, `reading ${options.hub}`, async (platform) => {
        const { hubOf } = await import('../../lib/account/open-platform.js');
        const { showHub } = await import('../../lib/hubs/fleet/list-hubs.js');
        const hub = await showHub(platform, hubOf(platform, options.hub));
        print(options.json, hub, () => details(hub, organizationLine(platform)));
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

function details(
  { thingName, state, enrolledAt, lastRotation, revokedAt, certificates }: HubSummary,
  organization: string,
): string[] {
  return [
    ...columns([
      ['organization', organization],
      ['thing', thingName],
      ['state', state],
      ['enrolled', enrolledAt ?? '-'],
      ['last rotation', lastRotation ?? '-'],
      ['revoked', revokedAt ?? '-'],
    ]),
    '',
    ...columns([
      ['CERTIFICATE', 'STATUS', 'MADE', 'AGE'],
      ...certificates.map(({ id, status, createdAt, ageDays, rotatingTo }) => [
        id,
        rotatingTo ? `${status} (rotating to it)` : status,
        createdAt,
        `${ageDays} d`,
      ]),
    ]),
  ];
}

function day(moment: string | undefined): string {
  return moment?.slice(0, 'YYYY-MM-DD'.length) ?? '-';
}

/** Lines of a table, its columns as wide as they have to be. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
