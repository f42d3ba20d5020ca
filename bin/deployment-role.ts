import { join } from 'node:path';
import { Command } from 'commander';
import { asCommandLine, EXIT_CODES_HELP, tellAndEnd } from '../config/command-line';
import { ConfigurationError } from '../config/errors';
import { loadEnvironment } from '../config/load-environment';
import { deploymentRole } from '../lib/deployment/deployment-role';

const ENVIRONMENTS = join(__dirname, '..', 'environments');

const program = new Command('npm run deployment-role --')
  .description(
    'Prints the two commands by which an administrator gives CloudFormation the policies of an environment instead ' +
      'of AdministratorAccess: one deploys the policies, the other gives them to its role. Calls nothing of AWS.',
  )
  .requiredOption('--environment <name>', 'the environment, as in environments/NAME.json')
  .option('--json', 'print one JSON object')
  .addHelpText(
    'after',
    [
      '',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run deployment-role -- --environment production',
      '  npm run --silent deployment-role -- --environment production --json | jq -r .boundary',
    ].join('\n'),
  )
  .allowExcessArguments(false);

const { environment: name, json = false } = asCommandLine(program)
  .parse()
  .opts<{ environment: string; json?: boolean }>();

try {
  const environment = loadEnvironment(name, ENVIRONMENTS, '--environment');
  if (environment.operations.deployment !== true) {
    throw new ConfigurationError([
      {
        place: '--environment',
        value: name,
        fix: `write "operations": {"deployment": true} into environments/${name}.json first`,
      },
    ]);
  }
  const role = deploymentRole(environment);
  console.log(
    json
      ? JSON.stringify(role)
      : [role.deploy, role.bootstrap].map((args) => `npx cdk ${args.join(' ')}`).join('\n'),
  );
} catch (error) {
  tellAndEnd(error);
}
