const paths = {
  back: 'M15 4 7 12l8 8',
  forward: 'M9 4l8 8-8 8',
  help: 'M9.2 9.2a2.9 2.9 0 1 1 4.2 2.7c-.9.5-1.4 1-1.4 2v.4M12 17.6v.1M12 2.8a9.2 9.2 0 1 0 0 18.4 9.2 9.2 0 0 0 0-18.4Z',
  sound: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4ZM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11',
  check: 'M4.5 12.5 10 18 19.5 7',
  warn: 'M12 3.5 2.5 20h19L12 3.5ZM12 10v4.5M12 17.2v.1',
  bad: 'M8 2.8h8l5.2 5.2v8L16 21.2H8L2.8 16V8L8 2.8ZM12 7.5V13M12 16.3v.1',
  info: 'M12 2.8a9.2 9.2 0 1 0 0 18.4 9.2 9.2 0 0 0 0-18.4ZM12 11v5.5M12 7.6v.1',
  play: 'M7 4.5v15l12-7.5-12-7.5Z',
  pause: 'M8 5v14M16 5v14',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5V8H15',
  phone:
    'M6 3h3.2l1.6 4.6-2.2 1.6a12 12 0 0 0 6.2 6.2l1.6-2.2L21 14.8V18a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3Z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  eyeOff:
    'M4 4l16 16M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-3 3.7M6.2 7.4A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.6-1.3',
  erase: 'M8.5 5H21v14H8.5L2.5 12l6-7ZM11.5 9.5l5 5M16.5 9.5l-5 5',
  camera:
    'M3 8a2 2 0 0 1 2-2h2.5L9 3.8h6L16.5 6H19a2 2 0 0 1 2 2v9.5a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8ZM12 9a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
  lock: 'M5.5 10.5h13v10h-13v-10ZM8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5M12 14.5v2.5',
  clock: 'M12 2.8a9.2 9.2 0 1 0 0 18.4 9.2 9.2 0 0 0 0-18.4ZM12 7v5.3l3.5 2.2',
  file: 'M6 2.8h8l4.5 4.5v13.9H6V2.8ZM13.5 3v5h5M9 13h6.5M9 17h6.5',
  people:
    'M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 5a3.3 3.3 0 0 1 0 6.3M18 14.4c2.2.8 3.5 2.8 3.5 5.6',
  leave: 'M14 4H5v16h9M10.5 12H21M17 8l4 4-4 4',
} as const;

export type IconName = keyof typeof paths;

/** One line drawing in the colour and size of the text beside it; never read aloud. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1.2em"
      height="1.2em"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={`shrink-0 ${className}`}
    >
      <path d={paths[name]} fill={name === 'play' ? 'currentColor' : 'none'} />
    </svg>
  );
}
