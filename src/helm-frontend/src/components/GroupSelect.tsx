import type { ListedGroup } from "../data/tables";

interface Props {
  groups: readonly ListedGroup[];
  value: string;
  onChange: (group: string) => void;
}

export function GroupSelect({ groups, value, onChange }: Props) {
  const categories = [...new Set(groups.map((group) => group.category))];
  const known = groups.some((group) => group.name === value);
  return (
    <label className="field">
      <span>Group</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {!known && <option value={value}>{value}</option>}
        {categories.map((category) => (
          <optgroup key={category} label={category}>
            {groups
              .filter((group) => group.category === category)
              .map((group) => (
                <option key={`${category}/${group.name}`} value={group.name}>
                  {group.label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
