export interface Option {
  value: string;
  label: string;
}

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly (string | Option)[];
  /** Label of the empty choice; none if absent. */
  all?: string;
}

/** A labelled choice; nothing is drawn if there is nothing to choose. */
export function SelectField({ label, value, onChange, options, all }: Props) {
  if (options.length + (all === undefined ? 0 : 1) < 2 && value === "") return null;
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {all !== undefined && <option value="">{all}</option>}
        {options.map((option) => {
          const { value: name, label: text } = typeof option === "string" ? { value: option, label: option } : option;
          return (
            <option key={name} value={name}>
              {text}
            </option>
          );
        })}
      </select>
    </label>
  );
}
