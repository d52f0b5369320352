import type { Listed } from '../api/types.ts';

type Signal = NonNullable<Listed['facts']['signals']>[number];

const ALL: Record<Signal, true> = {
  danger_to_life: true,
  violence: true,
  custody: true,
  child: true,
  juvenile: true,
  trafficking: true,
  hearing_soon: true,
  time_limit: true,
};
export const SIGNALS = Object.keys(ALL) as Signal[];
