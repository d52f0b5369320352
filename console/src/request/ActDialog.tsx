import type { ComponentProps } from 'react';
import { FormDialog } from '../app/FormDialog.tsx';
import { Problem } from './Problem.tsx';
import type { ActsOn } from './useActs.ts';

type Form = Omit<ComponentProps<typeof FormDialog>, 'failure' | 'busy'>;

/** A dialog that does one thing to a request. */
export const ActDialog = ({ acts, ...form }: Form & { acts: ActsOn }) => (
  <FormDialog {...form} busy={acts.busy} failure={<Problem acts={acts} />} />
);
