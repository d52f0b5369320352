/** What the providers were told we have: kept outside the system, the measure of everything at the end. */
export interface Model {
  /** Ids of events that were answered with 2xx, with the address they came from. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Addresses at the providers of files that came with acknowledged events. */
  readonly files: ReadonlySet<string>;
  /** Texts of the citizens, names and numbers: nowhere but in the table and in the providers' own messages. */
  readonly marks: readonly string[];
  readonly counts: {
    /** Webhooks sent, repeated ones included. */
    webhooks: number;
    /** Of these, sent again because no 2xx had come. */
    again: number;
    /** Of these, sent again although a 2xx had come. */
    doubles: number;
    /** Events that were given up without a 2xx. */
    givenUp: number;
    /** Callers who were told that nothing could be kept, and were asked for a message that the provider keeps. */
    unsaved: number;
    /** Receipts for messages of ours. */
    receipts: number;
    /** What handlers did in the meantime. */
    acts: number;
  };
  acknowledge(id: string, address: string, file?: string): void;
}

/** A word that no person and no program uses: every text holds it. */
export const MARKED_WORD = 'kimcuongxanh';
export const MARKED_NAME = 'Trần Thị Bí Mật';
/** The beginning of every number and of every Zalo user of the campaign. */
export const MARKED_NUMBER = '+8498765';
export const MARKED_USER = '24987651987';

export function newModel(): Model {
  const acknowledged = new Map<string, string>();
  const files = new Set<string>();
  return {
    acknowledged,
    files,
    marks: [
      MARKED_WORD,
      'Bí Mật',
      'Bi Mat',
      MARKED_NUMBER,
      encodeURIComponent(MARKED_NUMBER),
      MARKED_NUMBER.slice(1),
      MARKED_NUMBER.replace('+84', '0'),
      MARKED_USER,
    ],
    counts: { webhooks: 0, again: 0, doubles: 0, givenUp: 0, unsaved: 0, receipts: 0, acts: 0 },
    acknowledge(id, address, file) {
      acknowledged.set(id, address);
      if (file !== undefined) files.add(file);
    },
  };
}
