/** What reached us, in one shape for all channels; made by the channel's adapter, read by the intake. */

export const CHANNELS = ['voice', 'sms', 'zalo'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Attachment {
  readonly kind: 'image' | 'audio' | 'video' | 'file' | 'sticker' | 'link' | 'card' | 'recording' | 'other';
  /** The provider's address of the file; fetched only by the media function, never shown as a link. */
  readonly url?: string;
  /** The provider's ids of a recording and of the call it was made in. */
  readonly recordingSid?: string;
  readonly callSid?: string;
  readonly name?: string;
  /** The number on a business card, the sender's own or somebody else's: for the handler, never written to by itself. */
  readonly phone?: string;
  /** Length of a recording in seconds. */
  readonly seconds?: number;
}

export type Input =
  /** A call begins, a person follows or opens the chat: nothing has been said yet. */
  | { readonly kind: 'arrival' }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly attachments?: readonly Attachment[];
      /** A word for stopping, resuming or help that the provider has understood and answered itself. */
      readonly optOut?: 'stop' | 'start' | 'help';
    }
  /** One or more keys of a telephone keypad; words that came with them are kept, and the keys count. */
  | { readonly kind: 'keys'; readonly keys: string; readonly speech?: string }
  /** A speech recogniser's transcript. */
  | { readonly kind: 'speech'; readonly text: string }
  | {
      readonly kind: 'location';
      readonly latitude: number;
      readonly longitude: number;
      /** Words that came with it. */
      readonly text?: string;
    }
  | { readonly kind: 'attachment'; readonly attachments: readonly Attachment[]; readonly text?: string }
  /** Name and phone handed over by the citizen through the provider's form. */
  | { readonly kind: 'profile'; readonly name?: string; readonly phone?: string; readonly address?: string }
  | { readonly kind: 'voicemail'; readonly recording: Attachment }
  /** The provider has finished storing a recording. */
  | { readonly kind: 'recording'; readonly recording: Attachment }
  | { readonly kind: 'silence' }
  /** A handler's telephone was dialled: whether the two were connected, and the provider's word for how it ended. */
  | { readonly kind: 'dialled'; readonly bridged: boolean; readonly status: string }
  /** The call ended, by either side; `reason` is the provider's word (completed, busy, failed, no-answer, canceled). */
  | { readonly kind: 'hangup'; readonly reason: string };

export interface Contact {
  /** The provider's own id of the event: the duplicate check's key. */
  readonly providerEventId: string;
  /**
   * The name of the message in the provider's own lists, where its events have other ids: whoever of the two comes
   * second, the webhook or the nightly comparison, is a repetition.
   */
  readonly listedAs?: string;
  readonly channel: Channel;
  /** Who: `tel:+84…`, `zalo:…`, or `call:CA…`, `sms:SM…` where the number is hidden. */
  readonly address: string;
  /** Which talk it belongs to: the channel's name for texts, the call's id for a call. */
  readonly conversation: string;
  readonly input: Input;
  /** When the provider says it happened, in ISO 8601; null where it does not say. */
  readonly sentAt: string | null;
  /** The hotline number that was dialled, E.164, where the channel is a call. */
  readonly line?: string;
  /** Which turn of the call this answers. */
  readonly turn?: number;
  /** The webhook names no caller: the call's own entry tells who it is. */
  readonly nameless?: boolean;
  /** Said beside an answer that was already taken: kept, not answered to. */
  readonly aside?: boolean;
}
