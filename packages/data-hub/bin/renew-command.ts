import { Command } from 'commander';
import { runCommand } from './run-command';

interface Options {
  readonly config: string;
  readonly now?: boolean;
  readonly json?: boolean;
}

/** `renew`: one step of the renewal of the hub's certificate, for hubs without the agent. */
export function renewCommand(): Command {
  return new Command('renew')
    .summary('take the next step of a renewal (for a timer; the agent does it by itself)')
    .description(
      'Asks the platform for a new certificate once the one in use is renewAfterDays old (90 unless hub.json says ' +
        'otherwise), or when the platform wants it renewed. The answer takes minutes to an hour; the next run takes it, ' +
        'tries it, and puts it in place. The certificate in use stays valid meanwhile. Run it from a timer, each hour.',
    )
    .requiredOption('--config <file>', 'hub.json of this hub')
    .option('--now', 'ask for a new certificate, however young the one in use is')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub renew --config /etc/data-hub/hub.json',
        '  data-hub renew --config /etc/data-hub/hub.json --json | jq -e \'.state != "refused"\'',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => renew(options)));
}

async function renew({ config: configFile, now, json }: Options): Promise<void> {
  const { renewOnce, describeOutcome } = await import('../src/renewal/renew-once.js');
  const { readHubConfig } = await import('../src/hub-config.js');
  const outcome = await renewOnce({ config: readHubConfig(configFile), configFile, force: now === true });
  console.log(json === true ? JSON.stringify(outcome) : describeOutcome(outcome));
  if (outcome.state === 'refused') process.exitCode = 1;
}
