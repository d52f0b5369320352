import type { Store } from '../store.ts';
import { type User, users } from './users.ts';

interface Account {
  readonly centre: string;
  readonly enabled: boolean;
}

/** Who may sign in locally: those of the directory, and whoever was invited since. */
export interface LocalAccounts {
  /** Everybody who may sign in now. */
  all(): readonly User[];
  find(name: string): User | undefined;
  has(name: string): boolean;
  create(name: string, centre: string): Promise<void>;
  setEnabled(name: string, enabled: boolean): Promise<void>;
}

/** The pool's accounts in the place of Cognito's; they survive a restart like everything else. */
export function localAccounts(store: Store): LocalAccounts {
  const kept = store.records<Account>('signin-accounts');
  const centreNames = new Map(users.map(({ centre, centreName }) => [centre, centreName]));
  const known = (name: string): User | undefined => users.find((user) => user.name === name);
  const put = (name: string, account: Account) => store.commit(() => kept.put([name], account));
  const found = (name: string): User | undefined => {
    const account = kept.get([name]);
    const first = known(name);
    if (account?.enabled === false || (!account && !first)) return undefined;
    if (first) return first;
    const centre = account?.centre ?? '';
    return { name, role: 'invited', centre, centreName: centreNames.get(centre) ?? centre };
  };
  return {
    all() {
      const invited = [...kept.getRange()].map(({ key }) => String([key].flat()[0]));
      const names = [...users.map(({ name }) => name), ...invited];
      return [...new Set(names)].flatMap((name) => found(name) ?? []);
    },
    find: found,
    has: (name) => kept.get([name]) !== undefined || known(name) !== undefined,
    create: (name, centre) => put(name, { centre, enabled: true }),
    setEnabled: (name, enabled) =>
      put(name, { centre: kept.get([name])?.centre ?? known(name)?.centre ?? '', enabled }),
  };
}
