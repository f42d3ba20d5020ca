import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { claimsPage } from '../tools/claims-page/claims-page';

const FILE = join(__dirname, '..', 'packages', 'isolation-proof', 'CLAIMS.md');

const command = new Command('npm run claims-page --')
  .description(
    'Writes packages/isolation-proof/CLAIMS.md, the page of all claims, from the code of the claims.',
  )
  .addHelpText('after', `\n${EXIT_CODES_HELP}\n\nExample:\n  npm run claims-page`)
  .allowExcessArguments(false)
  .action(() => {
    writeFileSync(FILE, claimsPage());
  });

asCommandLine(command).parseAsync().catch(tellAndEnd);
