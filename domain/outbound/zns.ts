import zns from '../../data/zns.json' with { type: 'json' };

/** A text that Zalo has approved, to be sent to a telephone number. */
export interface ZnsTemplate {
  /** Zalo's id of it. */
  readonly id: string;
  /** Names of its parameters. */
  readonly params: readonly string[];
}

const TEMPLATES: Readonly<Record<string, ZnsTemplate>> = zns.templates;

/** The template for one of our prompts; undefined where none is approved: then this way does not exist. */
export const znsTemplate = (key: string): ZnsTemplate | undefined =>
  Object.hasOwn(TEMPLATES, key) ? TEMPLATES[key] : undefined;
