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
      runForOrganization('show', options, `reading ${options.hub}`, async (platform) => {
        const { hubOf } = await import('../../lib/account/open-platform.js');
        const { showHub } = await import('../../lib/hubs/fleet/list-hubs.js');
        const hub = await showHub(platform, hubOf(platform, options.hub));
        print(options.json, hub, () => details(hub, organizationLine(platform)));
      }),
    );
}

function details(
  {
    thingName,
    state,
    enrolledAt,
    lastRotation,
    revokedAt,
    invitationExpires,
    renewalForbidden,
    certificates,
  }: HubSummary,
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
      ...(invitationExpires === undefined ? [] : [['enrolment file until', invitationExpires]]),
      ...(renewalForbidden === undefined ? [] : [['renewal forbidden', renewalForbidden]]),
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
