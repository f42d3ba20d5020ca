import { isObject } from '../templates/json';
import type { MetadataEntry } from './construct-metadata';

/** A finding of a rule pack or of the CDK's validation that the authors of the templates accepted. */
export interface AcknowledgedFinding {
  /** Name of the stack. */
  readonly stack: string;
  /** Construct path. */
  readonly path: string;
  /** Rule with its pack, such as `AwsSolutions-S1`; where a rule has several findings, the finding in brackets. */
  readonly id: string;
  readonly reason: string;
}

/** `Validations.ACKNOWLEDGED_RULES_METADATA_KEY` of the CDK, which takes a second to load. */
const ACKNOWLEDGED_RULES = 'aws:cdk:acknowledged-rules';
/** What the CDK puts before rules whose findings are annotations of constructs, as those of rule packs are. */
const ANNOTATION = /^Annotation::/;

export function acknowledgedFindings(metadata: readonly MetadataEntry[]): AcknowledgedFinding[] {
  return metadata.flatMap(({ stack, path, type, data }) =>
    type === ACKNOWLEDGED_RULES && isObject(data)
      ? Object.entries(data).map(([id, reason]) => ({
          stack,
          path,
          id: id.replace(ANNOTATION, ''),
          reason: typeof reason === 'string' ? reason : '',
        }))
      : [],
  );
}
