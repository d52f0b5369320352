import type { User } from './users.ts';

/** The local sign-in: whom one wants to be, without a password. */
export function signInPage(action: string, users: readonly User[]): string {
  const centres = [...new Set(users.map(({ centreName }) => centreName))];
  const button = ({ name, role }: User) =>
    `<button name="user" value="${escaped(name)}">${roles[role]} <small>${escaped(name)}</small></button>`;
  const rows = centres.map((centre) => {
    const members = users.filter(({ centreName }) => centreName === centre);
    return `<li><h2>${escaped(centre)}</h2>${members.map(button).join(' ')}</li>`;
  });
  return page(
    'Đăng nhập',
    `<p>Bản chạy thử trên máy này: chọn người để đăng nhập, không cần mật khẩu.</p>
<form method="post" action="${escaped(action)}"><ul>${rows.join('')}</ul></form>`,
  );
}

const roles = {
  handler: 'Người tiếp nhận',
  lead: 'Trưởng trung tâm',
  national: 'Cấp trung ương',
  invited: 'Người được mời',
} as const;

/** Asks before signing out, with the form that the sign-in server made. */
export function signOutPage(form: string): string {
  return page(
    'Đăng xuất',
    `${form}<p><button form="op.logoutForm" name="logout" value="yes">Đăng xuất</button></p>`,
  );
}

export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
ul{list-style:none;padding:0}li{margin:0 0 1rem}h2{font-size:1rem;margin:0 0 .25rem}
button{font:inherit;padding:.4rem .8rem;min-height:44px}</style></head>
<body><h1>${title}</h1>${body}</body></html>`;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
