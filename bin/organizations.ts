import { join } from 'node:path';
import { organizationsProgram } from './organization-commands/organizations-program';

void organizationsProgram(join(__dirname, '..', 'environments')).parseAsync();
