import { Checkbox } from '@mantine/core';

/** Some of several, each to be ticked. */
export function Ticks({
  legend,
  choices,
  ticked,
  change,
}: {
  legend?: string;
  choices: readonly { readonly value: string; readonly label: string }[];
  ticked: readonly string[];
  change: (ticked: readonly string[]) => void;
}) {
  return (
    <fieldset className="ticks">
      {legend === undefined ? null : <legend>{legend}</legend>}
      {choices.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={ticked.includes(value)}
          onChange={({ currentTarget }) =>
            change(currentTarget.checked ? [...ticked, value] : ticked.filter((one) => one !== value))
          }
        />
      ))}
    </fieldset>
  );
}
