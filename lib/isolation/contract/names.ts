import { thingNameOf } from '../../../packages/data-hub/src/hub-name';
import { HUB_SHADOW } from '../../../packages/data-hub/src/shadow/shadow-document';
import { type PipelineNames, readPipelineNames, renamed } from './pipeline-names';
import type { TenantModel } from '../../../packages/isolation-proof/src/tenancy/tenancy';
import { isObject, type Json, type JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import type { GuardedResource } from '../../../packages/isolation-proof/src/model/guarded-resource';
import { arnOf } from '../../../packages/isolation-proof/src/templates/arn';
import { resolveText } from '../../../packages/isolation-proof/src/resources/resolve';
import type { TemplateResource } from '../../../packages/isolation-proof/src/templates/template';
import { partsOf } from '../../../packages/isolation-proof/src/model/tenant-parts';
import { tagsOf } from '../../../packages/isolation-proof/src/model/tags';
import { exampleThings, haveCommonFolder } from '../hub-folders';
import { ENVIRONMENT_TAG } from '../tenancy';

/** The names of one organization that requests are made of, as its templates give them. */
export interface OrganizationNames {
  readonly slug: string;
  readonly keyArn: string;
  /** The environment that the key's tag names, by which CloudFormation administers it; undefined of one without. */
  readonly keyEnvironment: string | undefined;
  /** A connector secret. */
  readonly secretArn: string;
  readonly roleAliasArn: string;
  /** The shadow in which one of its hubs reports. */
  readonly hubShadowArn: string;
  readonly workgroupArn: string;
  /** Where the workgroup puts results, under which key. Ends in a slash. */
  readonly resultsFolder: string;
  readonly resultsKeyArn: string;
  readonly databaseArn: string;
  readonly tableArn: string;
  /** Where the tables' data lies. Ends in a slash. */
  readonly tablesFolder: string;
  /** Where all hubs upload to. Ends in a slash. */
  readonly uploadFolder: string;
  /** The folder in it of the hub that makes requests, and those of others, each with a slash at its end. */
  readonly hubFolder: string;
  /** None where hubs share a folder by choice: they may write in all of it. */
  readonly otherHubFolders: readonly string[];
  /** Where pipelines keep their scripts and checkpoints. Ends in a slash. */
  readonly artifactsFolder: string;
  /** Undefined where there are no pipelines. */
  readonly pipelines: PipelineNames | undefined;
}

/** What the platform's stack says about an organization besides its names. */
export interface Organization {
  readonly names: OrganizationNames;
  /**
   * Whether the workgroup is disabled. Suspension says the same thing in several places at once; whichever of
   * them is lost, the others contradict the marker, and rows fail in the one direction or the other.
   */
  readonly isSuspended: boolean;
}

/**
 * Reads an organization's names off its templates.
 * @returns what is missing, if anything is
 */
export function readOrganization(
  { model, tenancy }: TenantModel,
  slug: string,
): Organization | { readonly missing: readonly string[] } {
  const { resources } = partsOf(model, slug);
  const first = (type: string): TemplateResource | undefined =>
    resources.find((resource) => resource.type === type);

  const key = first('AWS::KMS::Key');
  const alias = first('AWS::IoT::RoleAlias');
  const workgroup = first('AWS::Athena::WorkGroup');
  const database = first('AWS::Glue::Database');
  const [secrets] = tenancy.ownSecrets(slug);
  const upload = tenancy.dataBuckets.find(isForUploads);
  const artifacts = tenancy.dataBuckets.find(isForArtifacts);

  const results = inside(workgroup?.properties, 'WorkGroupConfiguration', 'ResultConfiguration');
  const input = inside(database?.properties, 'DatabaseInput');
  const workgroupName = textOf(workgroup?.properties['Name'], workgroup);
  const databaseName = textOf(input['Name'], database);

  const found = {
    slug,
    keyArn: textOf(attribute(key, 'Arn'), key),
    secretArn: secrets?.replace(/\*$/, 'example/password'),
    roleAliasArn: textOf(attribute(alias, 'RoleAliasArn'), alias),
    hubShadowArn: arnWith(alias, 'iot', 'thing/', thingNameOf(slug, 'example'), `/${HUB_SHADOW}`),
    workgroupArn: arnWith(workgroup, 'athena', 'workgroup/', workgroupName),
    resultsFolder: folderArn(textOf(results['OutputLocation'], workgroup), workgroup),
    resultsKeyArn: textOf(inside(results, 'EncryptionConfiguration')['KmsKey'], workgroup),
    databaseArn: arnWith(database, 'glue', 'database/', databaseName),
    tableArn: arnWith(database, 'glue', 'table/', databaseName, '/example'),
    tablesFolder: folderArn(textOf(input['LocationUri'], database), database),
    uploadFolder: upload === undefined ? undefined : `${upload.arn}/${slug}/`,
    hubFolder: upload === undefined ? undefined : `${upload.arn}/${slug}/${exampleThings(slug).own}/`,
    artifactsFolder: artifacts === undefined ? undefined : `${artifacts.arn}/${slug}/`,
  };
  const missing = Object.entries(found).flatMap(([name, text]) => (text === undefined ? [name] : []));
  if (!isComplete(found)) return { missing };
  const isSuspended = textOf(workgroup?.properties['State'], workgroup) === 'DISABLED';
  const others = haveCommonFolder(model, slug) ? [] : exampleThings(slug).others;
  const otherHubFolders = others.map((thing) => `${found.uploadFolder}${thing}/`);
  const keyEnvironment = key === undefined ? undefined : tagsOf(key).get(ENVIRONMENT_TAG);
  const pipelines = readPipelineNames(resources);
  return { names: { ...found, keyEnvironment, otherHubFolders, pipelines }, isSuspended };
}

export function isForUploads(bucket: GuardedResource): boolean {
  return isFor('raw', bucket);
}

function isForArtifacts(bucket: GuardedResource): boolean {
  return isFor('artifacts', bucket);
}

/** Names of shared buckets say what they are for, before S3's suffix; nothing else in the templates does. */
function isFor(purpose: string, { arn, source: { stack } }: GuardedResource): boolean {
  return arn.endsWith(`-${purpose}-${stack.account}-${stack.region}-an`);
}

/**
 * The same names with another slug: those of an organization that is in no template.
 * @param keyArn a key that is not the organization's; one has to be in the templates, for its policy to be known
 */
export function inventedNames(names: OrganizationNames, keyArn: string): OrganizationNames {
  const { slug } = names;
  const other = `${slug}-other`;
  // Databases have underscores for hyphens.
  const [own, invented] = [slug, other].map((text) => text.replaceAll('-', '_'));
  const rename = (text: string): string =>
    text.replaceAll(wordOf(slug), other).replaceAll(wordOf(own ?? slug), invented ?? other);
  return {
    slug: other,
    keyArn,
    keyEnvironment: names.keyEnvironment,
    secretArn: rename(names.secretArn),
    roleAliasArn: rename(names.roleAliasArn),
    hubShadowArn: rename(names.hubShadowArn),
    workgroupArn: rename(names.workgroupArn),
    resultsFolder: rename(names.resultsFolder),
    resultsKeyArn: keyArn,
    databaseArn: rename(names.databaseArn),
    tableArn: rename(names.tableArn),
    tablesFolder: rename(names.tablesFolder),
    uploadFolder: rename(names.uploadFolder),
    hubFolder: rename(names.hubFolder),
    otherHubFolders: names.otherHubFolders.map(rename),
    artifactsFolder: rename(names.artifactsFolder),
    pipelines:
      names.pipelines === undefined
        ? undefined
        : {
            ...renamed(names.pipelines, rename),
            queueKeyArns: [keyArn, keyArn],
            logKeyArn: keyArn,
            glueKeyArns: [keyArn],
          },
  };
}

/** Every occurrence of a name that is not a part of a longer word. */
function wordOf(name: string): RegExp {
  return new RegExp(`(?<![a-z0-9])${name}(?![a-z0-9])`, 'g');
}

type Found = { readonly [Name in keyof StringNames]: string | undefined };
type StringNames = Omit<OrganizationNames, 'pipelines' | 'otherHubFolders' | 'keyEnvironment'>;

function isComplete(names: Found): names is StringNames {
  return !Object.values(names).includes(undefined);
}

function inside(value: Json | undefined, ...path: readonly string[]): JsonObject {
  let part = value;
  for (const name of path) part = isObject(part) ? part[name] : undefined;
  return isObject(part) ? part : {};
}

function attribute(resource: TemplateResource | undefined, name: string): Json | undefined {
  return resource === undefined ? undefined : { 'Fn::GetAtt': [resource.logicalId, name] };
}

function textOf(value: Json | undefined, resource: TemplateResource | undefined): string | undefined {
  return value === undefined || resource === undefined ? undefined : resolveText(value, resource.stack);
}

function arnWith(
  resource: TemplateResource | undefined,
  service: string,
  kind: string,
  name: string | undefined,
  rest = '',
): string | undefined {
  return resource === undefined || name === undefined
    ? undefined
    : arnOf(resource, service, `${kind}${name}${rest}`);
}

/** `s3://bucket/folder/` as the beginning of its objects' ARNs. */
function folderArn(uri: string | undefined, resource: TemplateResource | undefined): string | undefined {
  const [, place] = /^s3:\/\/(.+\/)$/.exec(uri ?? '') ?? [];
  return arnWith(resource, 's3', '', place);
}
