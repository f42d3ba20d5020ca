import type { Command } from 'commander';
import { ConfigurationError } from '../../config/errors';
import type { RenewalOrder } from '../../lib/hubs/rotation/renewal-orders';
import {
  type OrganizationOptions,
  organizationCommand,
  print,
  runForOrganization,
} from './organization-command';

interface Options extends OrganizationOptions {
  readonly hub: string;
  readonly now?: boolean;
  readonly forbid?: boolean;
  readonly allow?: boolean;
}

const DONE: Readonly<Record<RenewalOrder, string>> = {
  now: 'renews its certificate as soon as it asks the platform next, within an hour',
  forbid: 'may no longer renew its certificate; its requests are refused',
  allow: 'may renew its certificate again',
};

/** `renewal`: what an operator orders of a hub's own renewal. */
export function renewalCommand(): Command {
  return organizationCommand('renewal')
    .summary('have a hub renew its certificate now, or forbid it')
    .description(
      'Hubs renew their certificates by themselves, at 90 days unless hub.json says otherwise. --now asks a hub to ' +
        'do so at once, --forbid has its requests refused, --allow takes that back. A rotation by hand (data-hub ' +
        'rotate) is possible in any case.',
    )
    .requiredOption('--hub <name>', "the hub's name within its organization")
    .option('--now', 'ask the hub to renew its certificate at once')
    .option('--forbid', 'refuse its requests')
    .option('--allow', 'grant its requests again')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub renewal --environment production --organization acme --hub berlin-1 --now',
        '  data-hub renewal --environment production --organization acme --hub berlin-1 --forbid',
        '',
        'Exit codes: 0 done, 1 it failed, 2 arguments that cannot be used.',
      ].join('\n'),
    )
    .action((options: Options) =>
      runForOrganization('renewal', options, `ordering the renewal of ${options.hub}`, async (platform) => {
        const order = orderOf(options);
        const { orderRenewal } = await import('../../lib/hubs/rotation/renewal-orders.js');
        const at = await orderRenewal(platform, options.hub, order);
        print(options.json, { hub: options.hub, order, at }, () => [`Hub ${options.hub} ${DONE[order]}.`]);
      }),
    );
}

function orderOf({ now = false, forbid = false, allow = false }: Options): RenewalOrder {
  const given: Readonly<Record<RenewalOrder, boolean>> = { now, forbid, allow };
  const chosen = (['now', 'forbid', 'allow'] as const).filter((order) => given[order]);
  const [order] = chosen;
  if (order !== undefined && chosen.length === 1) return order;
  throw new ConfigurationError([{ place: 'renewal', fix: 'write one of --now, --forbid and --allow' }]);
}
