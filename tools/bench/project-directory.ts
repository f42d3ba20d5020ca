import { join } from 'node:path';

/** Folder that holds `cdk.json` and `environments/`. */
export const PROJECT_DIRECTORY = join(__dirname, '..', '..');
