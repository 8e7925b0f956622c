import type { Input, Instance, Message, Multimedia } from "../data/instances";

export function messageText(message: Message): string {
  if (typeof message.content === "string") return message.content;
  return (message.content ?? []).map((part) => part.text ?? `[${part.type ?? "content"}]`).join("\n");
}

export function multimediaText(content: Multimedia | undefined): string {
  return (content?.media_objects ?? []).map((object) => object.text ?? `[${object.content_type}]`).join("\n");
}

/** All text of an input, in the order it is shown. */
export function inputText(input: Input): string {
  const messages = (input.messages ?? []).map(messageText).join("\n");
  return [multimediaText(input.multimedia_content), messages, input.text].filter(Boolean).join("\n");
}

export function referenceTexts(instance: Instance): string[] {
  return (instance.references ?? []).map(({ output }) => output.text ?? multimediaText(output.multimedia_content));
}
