import type { FromPreview, Shown } from '../preview/messages.js';

/** The choice of scenario and year; a plan without scenarios has only years. */
export function showPickers(shown: Shown, send: (message: FromPreview) => void): void {
  const scenario = document.querySelector<HTMLSelectElement>('#scenario');
  const year = document.querySelector<HTMLSelectElement>('#year');
  const pickers = document.querySelector<HTMLFormElement>('#pickers');
  if (scenario === null || year === null || pickers === null) return;
  fill(scenario, [['', 'as written'], ...shown.scenarios.map(same)], shown.scenario ?? '');
  fill(
    year,
    [['', 'middle'], ...shown.years.map(String).map(same)],
    shown.year === undefined ? '' : String(shown.year),
  );
  scenario.closest('label')?.toggleAttribute('hidden', shown.scenarios.length === 0);
  pickers.hidden = false;
  pickers.onchange = () => {
    send({
      type: 'choose',
      ...(scenario.value === '' ? {} : { scenario: scenario.value }),
      ...(year.value === '' ? {} : { year: Number(year.value) }),
    });
  };
}

function same(text: string): readonly [string, string] {
  return [text, text];
}

/** Leaves the options alone where they are the same: an open list stays open. */
function fill(select: HTMLSelectElement, options: readonly (readonly [string, string])[], value: string): void {
  const known = [...select.options].map((option) => option.value);
  if (known.join('\n') !== options.map(([each]) => each).join('\n'))
    select.replaceChildren(...options.map(([each, text]) => new Option(text, each)));
  select.value = value;
}
