import { join } from 'node:path';
import { PlatformError } from '../config/errors';
import { testEmulator } from '../lib/local/test-emulator';

/** `npm run test:emulator`: lint, format check and tests of the emulator. */
testEmulator(join(__dirname, '..')).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    if (!(error instanceof PlatformError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  },
);
