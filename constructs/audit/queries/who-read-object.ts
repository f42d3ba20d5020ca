import type { Naming } from '../../../config/naming';
import type { Period } from './period';
import { oneOf, type SqlValue } from './sql-text';
import { trailLines } from './trail-lines';

/** What reads an object, and is recorded as a write of another, or of its own. */
const READ_AS_WRITES = ['CopyObject', 'UploadPartCopy', 'SelectObjectContent', 'RestoreObject'];

export interface WhoReadObject {
  /** ARN of the object. */
  readonly object: SqlValue;
}

/** Who read an object, asked for what is known of it, or tried to. */
export function whoReadObject(naming: Naming, period: Period, { object }: WhoReadObject): string {
  const reads = `(readonly = 'true' OR eventname ${oneOf(READ_AS_WRITES)})`;
  return trailLines(naming, period, `service = 's3' AND ${reads} AND contains(things, ${object.sql})`);
}
