import { DeskButton } from '../ui/desk-form.tsx';

/** Opens the browser's print window; what is marked `not-printed` stays out. */
export function PrintButton({ label }: { label: string }) {
  return (
    <DeskButton type="button" onClick={() => window.print()}>
      {label}
    </DeskButton>
  );
}
