import type { Matter } from './matter.ts';
import type { Signal } from './signal.ts';

export type PlaceRole = 'case' | 'residence' | 'mentioned';

/** A place named in the text. */
export type NamedPlace = {
  /** Code of today's province. */
  province: string;
  /** Code of the former province, where the words settle it: some centres serve only part of a province. */
  formerProvince?: string;
  /** For the handler: `Thị xã Thuận An cũ, nay thuộc TP. Hồ Chí Minh`. */
  words: string;
  role: PlaceRole;
  sure: boolean;
};

/** A stretch of the text (UTF-16 offsets, end exclusive) and what it was taken for. */
export type Evidence = {
  start: number;
  end: number;
  text: string;
  ledTo: { kind: 'province' | 'matter' | 'signal'; value: string };
};

export type Understanding = {
  /** Null: nothing to go by. `sure: false`: likely, to be confirmed. */
  province: { code: string; sure: boolean } | null;
  /** Province codes to offer, best first, whenever the province is not sure. */
  candidates: string[];
  matter: Matter;
  signals: Signal[];
  urgent: boolean;
  words: Evidence[];
  places: NamedPlace[];
};
