import type { CommunitiesOfPracticeAttributes } from "./cop.js";

/** What is shown in a frame; what is not given is read from the iframe's `data-` attributes. */
export interface FrameOptions
  extends Pick<CommunitiesOfPracticeAttributes, "community" | "view" | "problem" | "topic" | "lang" | "theme"> {
  /** Base address of the server; where this script came from if it is not given. */
  server?: string;
  /** Level of the first heading; 2 if it is not given. */
  headingLevel?: "2" | "3" | "4";
  /** Asked for a short-lived token whenever the inside of the frame needs one. */
  tokenProvider?: () => Promise<string>;
}

/**
 * Shows the widget in an iframe, as high as what is in it.
 * From then on the iframe has the property `tokenProvider`, and dispatches the events of the element.
 */
export function frame(iframe: HTMLIFrameElement, options?: FrameOptions): void;
