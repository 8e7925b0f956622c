import type { Input } from "../data/instances";
import { MediaList } from "./MediaList";
import { MessageList } from "./MessageList";
import { TextBlock } from "./TextBlock";

/** What is asked: media, a conversation, or a text. */
export function InputView({ input }: { input: Input }) {
  return (
    <>
      {input.multimedia_content && <MediaList content={input.multimedia_content} />}
      {input.messages && <MessageList messages={input.messages} />}
      {input.text && <TextBlock text={input.text} />}
    </>
  );
}
