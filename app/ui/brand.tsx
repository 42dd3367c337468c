/** The mark: an open book that is ticked. */
export function Brand({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span
      className={`flex items-center gap-2 font-bold text-accent ${small ? 'text-desk-title' : 'text-title'}`}
    >
      <svg
        viewBox="0 0 64 64"
        width="1.5em"
        height="1.5em"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        <rect width="64" height="64" rx="14" fill="#0b6b50" />
        <path d="M14 20q9-4 18 2v26q-9-6-18-2zM50 20q-9-4-18 2v26q9-6 18-2z" stroke="#fff" strokeWidth="4" />
        <path d="M39 33l4 4 8-9" stroke="#ffbf1f" strokeWidth="5" />
      </svg>
      {name}
    </span>
  );
}
