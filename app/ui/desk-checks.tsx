/** Any of several; `chosen` are ticked at first. */
export function DeskChecks({
  name,
  label,
  id = name,
  options,
  chosen = [],
}: {
  name: string;
  label: string;
  id?: string;
  options: { value: string; label: string }[];
  chosen?: readonly string[];
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="font-bold">{label}</legend>
      <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {options.map(({ value, label: said }) => (
          <label key={value} htmlFor={`${id}-${value}`} className="inline-flex min-h-9 items-center gap-2">
            <input
              type="checkbox"
              id={`${id}-${value}`}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              className="h-5 w-5 accent-accent"
            />
            {said}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
