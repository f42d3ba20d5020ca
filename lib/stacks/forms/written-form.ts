import type { OrganizationConfig } from '../../../config/environment-config';
import {
  notesWithin,
  readNotesWithin,
  textOfNotesWithin,
  withoutTraces,
  withTracesOf,
} from './construct-notes';
import { firstDifference } from './first-difference';
import { Renaming } from './renaming';
import type { StackFiles } from './stack-files';
import { namesOf } from './stand-in';

/** An organization with the description of its stack. */
export interface DescribedOrganization {
  readonly organization: OrganizationConfig;
  readonly description: string | undefined;
}

/** The files of the organization that stands in for all of a form, in which names can be replaced. */
export class WrittenForm {
  private readonly standIns: readonly string[];
  private readonly templateOfForm: Renaming;
  private readonly notesOfForm: Renaming;

  constructor(
    private readonly standIn: OrganizationConfig,
    private readonly files: StackFiles,
  ) {
    this.standIns = [...namesOf(standIn).keys()];
    this.templateOfForm = new Renaming(files.template, this.standIns);
    this.notesOfForm = new Renaming(textOfNotesWithin(files.notes, files.stackName), this.standIns);
  }

  template({ organization, description }: DescribedOrganization): string {
    return this.templateOfForm.for(namesOf(organization, description));
  }

  notesWithin(organization: OrganizationConfig): string {
    return this.notesOfForm.for(namesOf(organization));
  }

  /** The same form, made where the stack of these notes was. */
  withTracesOf(notes: StackFiles['notes']): WrittenForm {
    return new WrittenForm(this.standIn, { ...this.files, notes: withTracesOf(notes, this.files.notes) });
  }

  /**
   * Where the files of an organization's constructs differ from what the form gives; undefined if nothing does.
   * Templates have to be the same, byte for byte; of the notes, what they say.
   */
  differenceFrom(
    { stackName, template, notes }: StackFiles,
    described: DescribedOrganization,
  ): string | undefined {
    const written = this.template(described);
    if (written !== template) {
      return firstDifference(JSON.parse(template), JSON.parse(written)) ?? 'the order of its keys';
    }
    const writtenNotes = readNotesWithin(this.notesWithin(described.organization));
    const place = firstDifference(withoutTraces(notesWithin(notes, stackName)), withoutTraces(writtenNotes));
    return place === undefined ? undefined : `what is noted of its constructs, ${place}`;
  }
}
