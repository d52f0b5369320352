const VIEWS = ['phone', 'sms', 'zalo', 'desks'];

/** On a narrow screen one device is shown at a time; the address names it, so that Back works. */
export function startViews(): void {
  const show = () => {
    const view = location.hash.slice(1);
    if (VIEWS.includes(view)) document.body.dataset.view = view;
    for (const link of document.querySelectorAll<HTMLElement>('[data-show]')) {
      if (link.dataset.show === document.body.dataset.view) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  addEventListener('hashchange', show);
  show();
}
