#!/usr/bin/env node
// Starts data-hub where the package is installed, without a build: the sources are TypeScript.
import 'tsx';
await import('./data-hub.ts');
