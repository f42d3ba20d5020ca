import type { Command } from 'commander';
import type { HubWithHeartbeat } from '../../lib/hubs/fleet/heartbeats';
import { columns } from '../terminal/columns';
import {
  type OrganizationOptions,
  organizationCommand,
  organizationLine,
  print,
  runForOrganization,
} from './organization-command';

interface Options extends OrganizationOptions {
  readonly heartbeats: boolean;
}

const SHORT_ID = 12;
const MINUTE = 60_000;
const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

/** `list`: every hub of an organization. */
export function listCommand(): Command {
  return organizationCommand('list')
    .summary('list the hubs of an organization')
    .description(
      'Lists the hubs of an organization with their certificates, ages, states and last rotations, their versions and ' +
        'when they were last seen.',
    )
    .option(
      '--no-heartbeats',
      'leave out versions and when hubs were last seen: one request less for each hub',
    )
    .option('--json', 'print the hubs as JSON')
    .addHelpText(
      'after',
      [
        '',
        'States: invited (with an enrolment file), enrolled, rotating (two certificates), unfinished (enrolling broke off), retired, revoked.',
        '',
        'Examples:',
        '  data-hub list --environment production --organization acme',
        '  data-hub list --environment production --organization acme --json | jq \'.[] | select(.state != "enrolled")\'',
      ].join('\n'),
    )
    .action((options: Options) =>
      runForOrganization(options, 'reading the hubs', async (platform) => {
        const { listHubs } = await import('../../lib/hubs/fleet/list-hubs.js');
        const { listHubsWithHeartbeats } = await import('../../lib/hubs/fleet/heartbeats.js');
        const hubs = await (options.heartbeats ? listHubsWithHeartbeats(platform) : listHubs(platform));
        const organization = organizationLine(platform);
        print(options.json, hubs, () =>
          hubs.length === 0
            ? [`${organization} has no hub`]
            : [organization, '', ...table(hubs, options.heartbeats ? platform.clock.now() : undefined)],
        );
      }),
    );
}

/** @param now undefined where heartbeats were not read. */
function table(hubs: readonly HubWithHeartbeat[], now: Date | undefined): string[] {
  const rows = hubs.map(({ hub, state, certificates, lastRotation, enrolledAt, heartbeat, lastSeen }) => {
    const inUse = certificates.filter(({ status }) => status === 'ACTIVE');
    return [
      hub,
      state,
      inUse.map(({ id }) => id.slice(0, SHORT_ID)).join(', ') || '-',
      inUse.map(({ ageDays }) => `${ageDays} d`).join(', ') || '-',
      day(enrolledAt),
      day(lastRotation),
      ...(now === undefined ? [] : [heartbeat?.version ?? '-', ago(lastSeen, now)]),
    ];
  });
  const head = ['HUB', 'STATE', 'CERTIFICATE', 'AGE', 'ENROLLED', 'LAST ROTATION'];
  return columns([[...head, ...(now === undefined ? [] : ['VERSION', 'LAST SEEN'])], ...rows]);
}

function day(moment: string | undefined): string {
  return moment?.slice(0, 'YYYY-MM-DD'.length) ?? '-';
}

/** How long ago, in the largest unit of which it is two: `5 min ago`, `3 h ago`, `12 d ago`. */
function ago(moment: string | undefined, now: Date): string {
  if (moment === undefined) return '-';
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(moment).getTime()) / MINUTE));
  if (minutes < 2 * MINUTES_PER_HOUR) return `${minutes} min ago`;
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  return hours < 2 * HOURS_PER_DAY ? `${hours} h ago` : `${Math.floor(hours / HOURS_PER_DAY)} d ago`;
}
