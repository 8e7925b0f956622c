import { fetchJson } from "./fetchJson";
import { runFile } from "./site";

export type Perturbation = { name: string; computed_on?: string } & Record<string, unknown>;

export interface MediaObject {
  content_type: string;
  text?: string;
  location?: string;
}

export interface Multimedia {
  media_objects?: MediaObject[];
}

/** A part of a message's content, as chat interfaces write it. */
export interface ContentPart {
  type?: string;
  text?: string;
}

export interface Message {
  role: string;
  content: string | ContentPart[] | null;
}

export interface Input {
  text?: string;
  multimedia_content?: Multimedia;
  messages?: Message[];
}

export interface Reference {
  output: { text?: string; multimedia_content?: Multimedia };
  tags?: string[];
}

/** An item of `instances.json`. */
export interface Instance {
  id: string;
  input: Input;
  references?: Reference[];
  split?: string;
  sub_split?: string;
  perturbation?: Perturbation;
  contrast_inputs?: Input[];
  extra_data?: Record<string, unknown>;
}

export function loadInstances(suite: string, folder: string): Promise<Instance[]> {
  return fetchJson<Instance[]>(runFile(suite, folder, "instances.json"));
}
