const PATHS = {
  list: 'M4 6h16M4 12h16M4 18h10',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 5 5',
  add: 'M12 5v14M5 12h14',
  team: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-3.5 2.5-6 6-6s6 2.5 6 6m1-9.5a3 3 0 1 0-1-5.5m6 15c0-3-1.5-5-4-5.8',
  settings: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5v5M9 14.5v5',
  chart: 'M5 20V10m7 10V4m7 16v-7',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15L6 16Zm4 4.5h4',
  muted: 'M6 16V11a6 6 0 0 1 9-5.2M18 11v5l1.5 2H8m2 2.5h4M4 4l16 16',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-2.5-11.5a2.5 2.5 0 1 1 3.5 2.3c-.700.3-1 .700-1 1.7m0 3v.500',
  phone:
    'M6.6 3.5 9 3l2 4.6-2.3 1.9a11 11 0 0 0 4.8 4.8l1.9-2.3L20 14l-.500 2.4a2.7 2.7 0 0 1-2.9 2.1A14 14 0 0 1 4.5 6.4a2.7 2.7 0 0 1 2.1-2.9Z',
  message: 'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z',
  office: 'M4 21V9l8-5 8 5v12M4 21h16M9 21v-6h6v6',
  warning: 'M12 3.5 22 20.5H2L12 3.5ZM12 10v5m0 2.5v.500',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v6m0-9.5V8',
  check: 'M5 12.5 10 17.5 19.5 7',
  back: 'M14 5l-7 7 7 7M7.5 12H20',
  note: 'M6 3.5h9l4 4V20.5H6ZM9 11h6m-6 4h6',
  send: 'M4 12 20 4l-5 16-3.5-6.5L4 12Z',
  swap: 'M4 8h13l-3.5-3.5M20 16H7l3.5 3.5',
  file: 'M7 3.5h7l4 4V20.5H7ZM14 3.5v4h4',
  lock: 'M6 11h12v9H6Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3',
  out: 'M14 4H5v16h9M10 12h11m-4-4 4 4-4 4',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5.5l3.5 2',
  close: 'M6 6l12 12M18 6 6 18',
} as const;

export type IconName = keyof typeof PATHS;

/** A sign beside words that say the same; never alone. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
