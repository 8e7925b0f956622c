import type { Model } from "../data/schema";
import { distinct } from "../logic/models";
import { SelectField } from "./SelectField";

interface Props {
  models: readonly Model[];
  filter: { creator: string; access: string };
  set: (change: { creator?: string; access?: string }) => void;
}

/** Which models are shown: by who made them, and by how they can be had. */
export function ModelFilterFields({ models, filter, set }: Props) {
  return (
    <>
      <SelectField
        label="Creator"
        all="All creators"
        value={filter.creator}
        onChange={(creator) => set({ creator })}
        options={distinct(models.map((model) => model.creator_organization))}
      />
      <SelectField
        label="Access"
        all="Any access"
        value={filter.access}
        onChange={(access) => set({ access })}
        options={distinct(models.map((model) => model.access))}
      />
    </>
  );
}
