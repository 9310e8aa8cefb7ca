/** Why the widget is not shown. The widget itself may report the stable codes of the server beside these. */
export type CopFailureCode =
  | "wasm_unsupported"
  | "wasm_forbidden"
  | "trusted_types_forbidden"
  | "wasm_unavailable"
  | "wasm_wrong_type"
  | "bad_server"
  | "bad_attribute"
  | "unreachable"
  | "crashed"
  | (string & {});

/** Why a reader should sign in. */
export type CopAuthReason = "signed_out" | "token_provider_failed" | "token_rejected" | (string & {});

/** Attributes of the element, as they are written in HTML. */
export interface CommunitiesOfPracticeAttributes {
  /** Base address of the server; where the script came from if it is not given, so it is needed with a bundler. */
  server?: string;
  /** Address of a published snapshot to show, read-only, with no server. */
  src?: string;
  /** What is shown; the community where one is named, else the directory. */
  view?: "directory" | "community" | "problem" | "events" | "mine";
  /** Id of the community. */
  community?: string;
  /** Id of the problem. */
  problem?: string;
  /** Words that the page is about; `auto` takes them from the page. */
  topic?: string;
  /** Language; that of the nearest element with one if it is not given. */
  lang?: string;
  /** Colours; `auto` follows the reader's setting. */
  theme?: "auto" | "light" | "dark";
  /** Level of the first heading; 2 if it is not given. */
  "heading-level"?: "2" | "3" | "4";
  /** `lazy`, the default, fetches the Wasm when the element comes near the viewport. */
  loading?: "lazy" | "eager";
  /** What may stay on the device; `none` if it is not given. */
  persist?: "none" | "tab" | "device";
}

/** Events of the element: all bubble, are composed, and come after what they tell of. */
export interface CommunitiesOfPracticeEventMap {
  "cop-ready": CustomEvent<Record<string, never>>;
  "cop-joined": CustomEvent<{ community: string }>;
  "cop-left": CustomEvent<{ community: string }>;
  "cop-contributed": CustomEvent<{ community: string; contribution: string }>;
  "cop-answered-invitation": CustomEvent<{ community: string; event: string }>;
  "cop-navigated": CustomEvent<{ view: string; community?: string; problem?: string }>;
  "cop-auth-required": CustomEvent<{ reason: CopAuthReason }>;
  "cop-failed": CustomEvent<{ code: CopFailureCode }>;
}

/** The element `<communities-of-practice>`. */
export interface CommunitiesOfPracticeElement extends HTMLElement {
  /** Asked for a short-lived token at first use, before it expires and once after the server refused it. */
  tokenProvider: (() => Promise<string | null>) | null;
  /** Settles when the widget is shown; rejects with an error whose `code` is that of `cop-failed`. */
  readonly ready: Promise<void>;
  /** Asks the server again; starts the widget again where it has failed. */
  refresh(): void;

  addEventListener<K extends keyof CommunitiesOfPracticeEventMap>(
    type: K,
    listener: (this: CommunitiesOfPracticeElement, event: CommunitiesOfPracticeEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof CommunitiesOfPracticeEventMap>(
    type: K,
    listener: (this: CommunitiesOfPracticeElement, event: CommunitiesOfPracticeEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "communities-of-practice": CommunitiesOfPracticeElement;
  }
}
