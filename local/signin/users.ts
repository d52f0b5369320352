import centres from '../../data/centres.json' with { type: 'json' };

export interface User {
  /** `handler.01`, `lead.01`, `national`. */
  readonly name: string;
  /** `invited`: by whoever leads the centre; what they may do stands in the table. */
  readonly role: 'handler' | 'lead' | 'national' | 'invited';
  readonly centre: string;
  readonly centreName: string;
}

const desk = 'national';

/** Who may sign in locally: a handler and a lead for every centre, and the national desk. */
export const users: readonly User[] = centres.centres.flatMap(({ code, name }): User[] =>
  code === desk
    ? [{ name: desk, role: 'national', centre: code, centreName: name }]
    : [
        { name: `handler.${code}`, role: 'handler', centre: code, centreName: name },
        { name: `lead.${code}`, role: 'lead', centre: code, centreName: name },
      ],
);
