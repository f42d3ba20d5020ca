import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { environmentJsonSchemaText } from '../config/environment-schema';
import { EXIT_CODES_HELP, refuseBadArguments } from '../config/command-line';

const FILE = join(__dirname, '..', 'config', 'environment.schema.json');

const command = new Command('npm run schema --')
  .description(
    'Writes config/environment.schema.json, which editors read, from the schema that validates environments.',
  )
  .addHelpText('after', `\n${EXIT_CODES_HELP}\n\nExample:\n  npm run schema`)
  .allowExcessArguments(false);

refuseBadArguments(command).parse();
writeFileSync(FILE, environmentJsonSchemaText());
