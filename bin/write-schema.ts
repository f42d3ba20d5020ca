import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { environmentJsonSchemaText } from '../config/environment-schema';
import { retiredSlugsJsonSchemaText } from '../config/retired-slugs';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';

const FOLDER = join(__dirname, '..', 'config');

const command = new Command('npm run schema --')
  .description(
    'Writes config/environment.schema.json and config/retired-slugs.schema.json, which editors read, from the ' +
      'schemas that validate environments and their records of retired slugs.',
  )
  .addHelpText('after', `\n${EXIT_CODES_HELP}\n\nExample:\n  npm run schema`)
  .allowExcessArguments(false)
  .action(() => {
    writeFileSync(join(FOLDER, 'environment.schema.json'), environmentJsonSchemaText());
    writeFileSync(join(FOLDER, 'retired-slugs.schema.json'), retiredSlugsJsonSchemaText());
  });

asCommandLine(command).parseAsync().catch(tellAndEnd);
