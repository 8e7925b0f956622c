import type { MediaObject, Multimedia } from "../data/instances";
import { site } from "../data/site";
import { mediaAddress, mediaKind } from "../logic/media";
import { TextBlock } from "./TextBlock";

function MediaView({ object }: { object: MediaObject }) {
  if (object.text !== undefined) return <TextBlock text={object.text} />;
  const location = object.location ?? "";
  const address = mediaAddress(location, site().base);
  if (address === undefined) {
    return (
      <p className="quiet" dir="auto">
        {object.content_type}: {location} (not on this site, not fetched)
      </p>
    );
  }
  switch (mediaKind(object.content_type)) {
    case "image":
      return <img className="media" src={address} alt={`Part of the input: ${location}`} loading="lazy" />;
    case "audio":
      return <audio className="media" src={address} controls preload="none" aria-label={location} />;
    case "video":
      return <video className="media" src={address} controls preload="none" aria-label={location} />;
    default:
      return (
        <a href={address} download dir="auto">
          {location}
        </a>
      );
  }
}

export function MediaList({ content }: { content: Multimedia }) {
  return (content.media_objects ?? []).map((object, i) => <MediaView key={i} object={object} />);
}
