import type { JsonObject } from '../templates/json';
import type { StackEnvironment, StackTemplate, TemplateResource } from '../templates/template';
import { thingNamed } from './named-resource';
import { valuesAt } from './property-path';
import { descriptionOf } from './registry';
import { resolveText } from './resolve';
import type { Program } from './described-flow';

/** Where a program comes from, as the template names it. */
export interface ProgramOrigin {
  readonly place: string;
  /** What comes from there: "the code of the function". */
  readonly program: string;
  /** As it is written; undefined if that is unknown before deployment. */
  readonly text: string | undefined;
  /** Absent if it is no place in AWS. */
  readonly arn?: string;
}

/**
 * Where the programs of a resource come from. Images of other registries than ECR are left out, and so is what nobody can
 * put something else in the place of: images that are named by their digest, and documents of AWS.
 * @throws NotUnderstoodError if an intrinsic function hides it
 */
export function programsOf({ type, properties, stack }: TemplateResource): ProgramOrigin[] {
  return (descriptionOf(type)?.programs ?? []).flatMap((program) =>
    valuesAt(properties, program.property).flatMap(({ place, value, beside }): ProgramOrigin[] => {
      const origin = { place, program: program.program };
      const text = resolveText(value, stack);
      if (text === undefined) return [{ ...origin, text }];
      return originsOf(text, program, beside, stack).map((found) => ({ ...origin, ...found }));
    }),
  );
}

/** What ends a URI: a comma, or the next setting of Spark, as in `spark.jars=s3://b/a.jar --conf spark.files=s3://b/c`. */
const NEXT_URI = /,|\s+(?=--conf\b|[^\s:]*=)/;

const SETTING = /^(?:--conf\s+)?[a-z][\w.]*=/i;

type Origin = Pick<ProgramOrigin, 'text' | 'arn'>;

function originsOf(text: string, program: Program, beside: JsonObject, stack: StackTemplate): Origin[] {
  switch (program.form) {
    case 'arn':
      return [{ text, arn: text }];
    case 'arn-or-text':
      return text.startsWith('arn:') ? [{ text, arn: text }] : [];
    case 'build-source':
      return [buildSource(text, stack)];
    case 'repository':
      return [{ text }];
    case 'repository-name': {
      const { partition, region, account } = stack;
      const service = beside[program.branch] === undefined ? 'ecr' : 'codecommit';
      const path = service === 'ecr' ? `repository/${text}` : text;
      return [{ text, arn: `arn:${partition}:${service}:${region}:${account}:${path}` }];
    }
    case 'document': {
      const arn = documentOf(text, stack);
      return arn === undefined ? [] : [{ text, arn }];
    }
    case 'image': {
      const arn = repositoryOf(text, stack);
      return arn === undefined ? [] : [{ text, arn }];
    }
    case 's3-object': {
      const key = resolveText(beside[program.key], stack);
      return [key === undefined ? { text: key } : inBucket(`s3://${text}/${key}`, stack)];
    }
    case 's3-uris':
      return text
        .split(NEXT_URI)
        .map((uri) => uri.trim().replace(SETTING, ''))
        .filter((uri) => uri.includes('://') || uri.startsWith('arn:'))
        .map((uri) => inBucket(uri, stack));
  }
}

/**
 * A document that is no document of AWS, whose names nobody else can have.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html
 */
function documentOf(text: string, { partition, region, account }: StackEnvironment): string | undefined {
  const own = `arn:${partition}:ssm:${region}:${account}:document/`;
  const arn = text.startsWith('arn:') ? text : own + text;
  return /:document\/(?:aws|amazon|amzn)/i.test(arn) ? undefined : arn;
}

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectSource.html */
function buildSource(location: string, stack: StackEnvironment): Origin {
  const { partition, account } = stack;
  const [, region, name] =
    /^https:\/\/git-codecommit\.([a-z0-9-]+)\.[^/]+\/v1\/repos\/(.+)$/.exec(location) ?? [];
  if (name !== undefined) {
    return { text: location, arn: `arn:${partition}:codecommit:${region ?? ''}:${account}:${name}` };
  }
  const isElsewhere = location.includes('://') || location.startsWith('git@');
  return isElsewhere ? { text: location } : { ...inBucket(`s3://${location}`, stack), text: location };
}

function inBucket(uri: string, stack: StackEnvironment): Origin {
  const thing = thingNamed(uri, 's3-uri', stack);
  return thing.kind === 'arn' ? { text: uri, arn: thing.arn } : { text: uri };
}

/**
 * The repository of ECR that an image is taken from by a tag.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
 */
function repositoryOf(image: string, { partition }: StackEnvironment): string | undefined {
  const found = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z.]+\/([^:@]+)(?::[^@]+)?$/.exec(image);
  if (found === null) return undefined;
  const [, account, region, name] = found;
  return `arn:${partition}:ecr:${region ?? ''}:${account ?? ''}:repository/${name ?? ''}`;
}
