import { z } from 'zod';
import { ConfigurationError } from '../../../../config/errors';
import { readJson } from '../../../../config/json-text';
import { checkSchema } from '../../../../config/schema-problems';
import { type HubConfig, hubConfigText, parseHubConfig } from '../hub-config';

/**
 * What an operator hands to the owner of a new hub, once, for this hub only: a certificate with its key that
 * can ask for the hub's own certificate, and nothing else. Secret until it is used or has expired.
 */
export interface EnrolmentFile {
  readonly version: 1;
  /** `hub.json` as the hub will have it. */
  readonly hub: HubConfig;
  /** Name of the role alias that the claim's certificate opens. */
  readonly claimRoleAlias: string;
  /** PEM. */
  readonly claimCertificate: string;
  /** PEM, not encrypted. Secret. */
  readonly claimPrivateKey: string;
  /** PEM of the root CA that the platform's endpoints lead to. */
  readonly rootCa: string;
  /** After this moment the platform refuses it. */
  readonly expires: string;
}

const UNCHANGED = 'is not as data-hub invite wrote it; ask the operators for a new enrolment file';

const enrolmentFileSchema = z.strictObject(
  {
    version: z.literal(1, UNCHANGED),
    hub: z.looseObject({}, UNCHANGED),
    claimRoleAlias: z.string(UNCHANGED).regex(/^[\w=,@-]{1,128}$/, UNCHANGED),
    claimCertificate: z.string(UNCHANGED).regex(/^-----BEGIN CERTIFICATE-----/, UNCHANGED),
    claimPrivateKey: z.string(UNCHANGED).regex(/^-----BEGIN PRIVATE KEY-----/, UNCHANGED),
    rootCa: z.string(UNCHANGED).regex(/^-----BEGIN CERTIFICATE-----/, UNCHANGED),
    expires: z.iso.datetime(UNCHANGED),
  },
  UNCHANGED,
);

/**
 * Reads what {@link enrolmentFileText} wrote.
 * @param place how problems name it.
 * @throws ConfigurationError with every problem. Values are not repeated: a key is among them.
 */
export function parseEnrolmentFile(content: Uint8Array | string, place: string): EnrolmentFile {
  const { value: json, problems: syntax } = readJson(content, place);
  const withoutValues = (problems: ConfigurationError['problems']): ConfigurationError =>
    new ConfigurationError(problems.map(({ place: at, fix }) => ({ place: at, fix })));
  if (json === undefined) throw withoutValues(syntax);
  const { data, problems: fields } = checkSchema(enrolmentFileSchema, json, place);
  const problems = [...syntax, ...fields];
  if (data === undefined || problems.length > 0) throw withoutValues(problems);
  return { ...data, hub: parseHubConfig(JSON.stringify(data.hub), `${place}: $.hub`) };
}

/** The text of an enrolment file. Secret: to be written with mode 0600. */
export function enrolmentFileText(file: EnrolmentFile): string {
  const hub = JSON.parse(hubConfigText(file.hub)) as unknown;
  return `${JSON.stringify({ ...file, hub }, null, 2)}\n`;
}
