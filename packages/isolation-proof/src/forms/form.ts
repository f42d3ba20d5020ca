/**
 * Organizations of which the templates say the same, but for their own names. What is proved of one of them
 * is proved of all, so that only one is judged.
 *
 * The form of an organization is everything there is in its stacks, with stand-ins for its names (see
 * {@link patternOfOrganization}). Nothing is picked out of them: claims, rows of the contract and the page are given stacks
 * and what was read of them, and so cannot read what is not in the form. What a template has besides, such as
 * outputs, descriptions of stacks, deletion policies and the order of deployment, is in no stack that is read here.
 *
 * Why it is sound to judge one of a form. Texts are rows of segments between `:` and `/`. Exchanging two
 * organizations' names, segment by segment, and leaving all other segments as they are is a one-to-one map of
 * all texts onto all texts. If it turns the stacks of the one into those of the other, and every other stack
 * into itself, then it turns each request that the one may make into a request that the other may make, and the
 * other way round; provided that whoever reads and compares texts sees in a name nothing but that it is this one:
 *
 * - A name is the slug as a word, or the name of an existing user or of a stack, with what else its segment holds.
 *   It is an organization's own only if its segment occurs nowhere else: not in what is shared, not in another
 *   organization's stacks, not in what the functions of templates and variables of policies give there, and
 *   not in what claims and rows ask with. Otherwise its organization is judged by itself.
 * - Names stand where names may stand ({@link withNamesReplaced}). Everywhere else, settings and actions and
 *   conditions' keys and so on, texts, numbers and booleans have to be the same word by word; so that no word
 *   that means something is ever taken for a name.
 * - A pattern for part of a segment (`data-connector-*`) could match one name and not the other. With one wildcard, it
 *   sees of a name its beginning and its end, and of names in which these are alike it matches each or none: only
 *   such names stand for each other. With more, or with a `?`, an organization with a name that it touches is judged
 *   by itself. So is one that has a wildcard or a variable beside its name in one segment, and one with a name that
 *   is a number, which conditions count with.
 * - Free texts, such as those of queries, hold no patterns: a `?` in one is none. In them, too, only names may differ.
 * - Where a condition ignores case, or a variable has a default that stands in for whoever has no tag, all
 *   organizations are judged by themselves.
 *
 * Rows of the contract ask about one other organization. What they say of all others is what claims prove.
 */
export interface Form {
  /** Slug of the tenant that is judged. */
  readonly representative: string;
  /** All of the form, the representative first. */
  readonly organizations: readonly NamedOrganization[];
}

export interface NamedOrganization {
  readonly slug: string;
  /** Its own names. Where the representative has the first of its names, this one has the first of these. */
  readonly names: readonly string[];
}
