import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { knownProperties, loadSpecification } from '../tools/service-specification/known-properties';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';

const FILE = join(__dirname, '..', 'packages/isolation-proof/src/resources/properties-by-type.json');

const command = new Command('npm run known-properties --')
  .description(
    'Writes the properties of every described resource type, from the service specification, into ' +
      'packages/isolation-proof/src/resources/properties-by-type.json.',
  )
  .addHelpText('after', `\n${EXIT_CODES_HELP}\n\nExample:\n  npm run known-properties`)
  .allowExcessArguments(false)
  .action(() => {
    writeFileSync(FILE, `${JSON.stringify(knownProperties(loadSpecification()), undefined, 2)}\n`);
  });

asCommandLine(command).parseAsync().catch(tellAndEnd);
