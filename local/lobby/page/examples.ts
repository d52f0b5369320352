import { button, make } from './dom.ts';
import { words } from './language.ts';

/** Sentences to begin with; a tap puts one into the field, where it can still be changed. */
export function showExamples(
  place: HTMLElement,
  examples: readonly string[],
  field: HTMLTextAreaElement,
): void {
  const choices = examples.map((example) => {
    const choice = button(example, () => {
      field.value = example;
      field.dispatchEvent(new Event('input'));
      field.focus();
    });
    choice.lang = 'vi';
    return choice;
  });
  place.replaceChildren(make('p', {}, words('Thử một câu:', 'Try a sentence:')), ...choices);
}
