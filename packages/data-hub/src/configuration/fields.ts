import { z } from 'zod';
import { orgSlugProblems } from '../../../../config/org-slug';
import { reporting } from '../../../../config/schema-problems';
import { hubNameProblem } from '../hub-name';
import { tokenUriProblem } from '../keys/token-uri';
import { isCredentialsEndpoint, isDataEndpoint } from './endpoints';

/** Minutes between heartbeats, and days until a hub renews its certificate, unless `hub.json` has others. */
export const DEFAULT_HEARTBEAT_MINUTES = 15;
export const DEFAULT_RENEW_AFTER_DAYS = 90;

const CREDENTIALS_ENDPOINT_FORM =
  'write the origin of the IoT credentials provider, https://<prefix>.credentials.iot.<region>.amazonaws.com';
const DATA_ENDPOINT_FORM =
  "write the origin of the account's IoT data endpoint, https://<prefix>-ats.iot.<region>.amazonaws.com";
const PROXY_FORM =
  'write the origin of an HTTP proxy without user and password, for example "http://proxy.example.com:3128"; they belong in the file that proxyCredentialsFile names';
const NO_PROXY_FORM =
  'write a list of host names and domains that are reached directly, for example ["localhost", ".example.com"]';

const text = (pattern: RegExp, fix: string): z.ZodString => z.string(fix).regex(pattern, fix);
const file = (what: string): z.ZodString =>
  text(/^[^\0]{1,4096}$/, `write the path of ${what}, relative to the folder of hub.json`);
const wholeNumber = (min: number, max: number, of: string): z.ZodNumber => {
  const fix = `write a whole number of ${of} from ${min} to ${max}`;
  return z.number(fix).int(fix).min(min, fix).max(max, fix);
};

/** The fields of `hub.json`, each by itself. Strict: others are refused. */
export const hubConfigSchema = z.strictObject(
  {
    version: z.literal(1, 'write 1; other versions are for other releases of this program'),
    environment: text(/^[a-z][a-z0-9]{1,15}$/, 'write the name of an environment, for example "production"'),
    organization: z
      .string('write the slug of the organization, for example "acme"')
      .superRefine(reporting(orgSlugProblems)),
    hub: z
      .string('write the name of the hub, for example "berlin-1"')
      .superRefine(reporting((name) => [hubNameProblem(name) ?? []].flat())),
    region: text(/^[a-z]{2}(?:-[a-z]+)+-\d+$/, 'write an AWS Region, for example "eu-central-1"'),
    thingName: text(/^[a-zA-Z0-9:_-]{1,128}$/, 'write 1 to 128 of A-Z a-z 0-9 :_-'),
    roleAlias: text(/^[\w=,@-]{1,128}$/, 'write 1 to 128 of A-Z a-z 0-9 _=,@-'),
    credentialsEndpoint: z
      .string(CREDENTIALS_ENDPOINT_FORM)
      .refine(isCredentialsEndpoint, CREDENTIALS_ENDPOINT_FORM),
    dataEndpoint: z.string(DATA_ENDPOINT_FORM).refine(isDataEndpoint, DATA_ENDPOINT_FORM).optional(),
    certificateFile: file("the hub's certificate"),
    privateKeyFile: file("the hub's private key").optional(),
    privateKeyUri: z
      .string('write the PKCS#11 URI of the private key')
      .superRefine(reporting((uri) => [tokenUriProblem(uri) ?? []].flat()))
      .optional(),
    pkcs11Module: file("the token's PKCS#11 module").optional(),
    pinFile: file("a file with the token's PIN, mode 0600").optional(),
    rootCaFile: file('the certificate of the root CA (AmazonRootCA1.pem)'),
    buckets: z.strictObject(
      { raw: text(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'write the name of an S3 bucket') },
      'write an object, {"raw": "<bucket>"}',
    ),
    prefix: z.string('write the folder that the hub uploads to, for example "acme/acme--berlin-1/"'),
    keyArn: text(
      /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]{1,128}$/,
      'write the full ARN of the key (an alias or a bare id does not do for uploads)',
    ),
    parameterPath: z.string(
      'write the path of the connector secrets, for example "/production/acme/connectors"',
    ),
    proxy: z
      .string(PROXY_FORM)
      .regex(/^https?:\/\/[^\s/@?#]+\/?$/, PROXY_FORM)
      .refine((value) => URL.canParse(value), PROXY_FORM)
      .optional(),
    proxyCredentialsFile: file('a file with user:password of the proxy, mode 0600').optional(),
    noProxy: z.array(text(/^[^\s,]+$/, NO_PROXY_FORM), NO_PROXY_FORM).optional(),
    heartbeatMinutes: wholeNumber(0, 1_440, 'minutes').optional(),
    renewAfterDays: wholeNumber(0, 3_650, 'days').optional(),
  },
  'write a JSON object, as enrolling the hub makes it',
);
