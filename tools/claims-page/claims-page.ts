import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionCeiling } from '../../packages/isolation-proof/src/claims/action-ceiling';
import type { Claim } from '../../packages/isolation-proof/src/claims/claim';
import { encryptionAndTransport } from '../../packages/isolation-proof/src/claims/encryption-and-transport';
import { flows } from '../../packages/isolation-proof/src/claims/flows';
import { generalClaims, type GeneralClaims } from '../../packages/isolation-proof/src/claims/general-claims';
import { impersonation } from '../../packages/isolation-proof/src/claims/impersonation';
import { keyPolicies } from '../../packages/isolation-proof/src/claims/key-policies';
import { keyUse } from '../../packages/isolation-proof/src/claims/key-use';
import { nothingPublic } from '../../packages/isolation-proof/src/claims/nothing-public';
import { platformPrincipals } from '../../packages/isolation-proof/src/claims/platform-principals';
import { sessionTags } from '../../packages/isolation-proof/src/claims/session-tags';
import { settings } from '../../packages/isolation-proof/src/claims/settings';
import { tenantIsolation } from '../../packages/isolation-proof/src/claims/tenant-isolation';
import { type Docstring, docstringsIn, type Member } from './docstrings';

const SOURCES = join(__dirname, '..', '..', 'packages', 'isolation-proof', 'src', 'claims');

/** Every claim of the package by its name in code, with services as an example where it cannot be made without any. */
export const CLAIMS: Readonly<Record<string, Claim>> = {
  tenantIsolation: tenantIsolation(),
  impersonation,
  sessionTags,
  platformPrincipals: platformPrincipals(),
  actionCeiling: actionCeiling(),
  encryptionAndTransport: encryptionAndTransport(),
  nothingPublic: nothingPublic(),
  flows,
  settings,
  keyUse: keyUse({ through: ['s3', 'sqs'] }),
  keyPolicies: keyPolicies({ through: ['s3', 'sqs'] }),
};

const HEADER = `# Claims

Written by \`npm run claims-page\` from the code of the claims; do not edit.

Each claim is proved or refuted by itself. Claims and messages say *organization* for a tenant, and *platform principal* for a principal without one. [How to use them](README.md#claims).
`;

/** The page of all claims, as Markdown. */
export function claimsPage(): string {
  const docs = readDocstrings();
  const claims = Object.entries(CLAIMS);
  const rows = claims.map(
    ([name, { id, title }]) =>
      `| [${id}](#${id}) | ${title} | ${madeBy(name, docs)} | ${inGeneralClaims(id)} |`,
  );
  return [
    HEADER,
    '| Id | Claim | Made by | In `generalClaims()` |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...claims.map(([name, claim]) => section(name, claim, docs)),
    '',
  ].join('\n');
}

function section(name: string, { id, title, about }: Claim, docs: ReadonlyMap<string, Docstring>): string {
  const { description = '', example = '' } = docs.get(name) ?? {};
  const options = optionsOf(name, docs);
  const rows = options.map(
    ({ name: option, description: meaning, default: fallback = '- required' }) =>
      `| \`${option}\` | ${meaning} | ${defaultText(fallback)} |`,
  );
  return [
    '',
    `## ${id}`,
    '',
    `**${title}.** ${description}`,
    '',
    `- Made by: ${madeBy(name, docs)}`,
    `- About: ${about}`,
    `- Violated, for example, by ${example}`,
    ...(rows.length === 0 ? [] : ['', '| Option | Meaning | Default |', '| --- | --- | --- |', ...rows]),
  ].join('\n');
}

/** `@default - text` is a text for people, and anything else a value. */
function defaultText(fallback: string): string {
  return fallback.startsWith('- ') ? fallback.slice(2) : `\`${fallback}\``;
}

/** A claim without options is a value, and not a function. */
function madeBy(name: string, docs: ReadonlyMap<string, Docstring>): string {
  return optionsOf(name, docs).length === 0 ? `\`${name}\`` : `\`${name}(…)\``;
}

const SWITCHES: readonly (keyof GeneralClaims)[] = ['platformReadsNoData', 'onlyOverTls'];

function inGeneralClaims(id: string): string {
  const isMade = (options: GeneralClaims): boolean => generalClaims(options).some((claim) => claim.id === id);
  if (isMade({})) return 'yes';
  const option = SWITCHES.find((name) => isMade({ [name]: true }));
  return option === undefined ? 'no' : `with \`${option}\``;
}

/** Options of the function that makes a claim, those of the interfaces that it extends included. */
function optionsOf(name: string, docs: ReadonlyMap<string, Docstring>): readonly Member[] {
  const { members = [], takes = [] } = docs.get(name) ?? {};
  return [...members, ...takes.flatMap((type) => optionsOf(type, docs))];
}

function readDocstrings(): Map<string, Docstring> {
  return new Map(
    readdirSync(SOURCES).flatMap((file) => [...docstringsIn(readFileSync(join(SOURCES, file), 'utf8'))]),
  );
}
