/**
 * Zalo's webhook events as a person in the chat causes them. Application, Official Account and timestamp are
 * the simulator's. Source: developers.zalo.me, "Sự kiện người dùng gửi tin nhắn".
 */
export interface ZaloEvent {
  event_name: string;
  [member: string]: unknown;
}

export type Attachment =
  | { type: 'sticker' | 'image' | 'audio' | 'video' | 'file'; payload: Record<string, string> }
  | { type: 'location'; payload: { coordinates: { latitude: string; longitude: string } } };

export interface SharedInfo {
  name: string;
  phone: string;
  city: string;
  ward: string;
  address: string;
}

export function textEvent(user: string, messageId: string, text: string): ZaloEvent {
  return { ...sent('text', user), message: { text, msg_id: messageId } };
}

export function attachmentEvent(user: string, messageId: string, attachment: Attachment): ZaloEvent {
  return { ...sent(attachment.type, user), message: { msg_id: messageId, attachments: [attachment] } };
}

export function followEvent(user: string): ZaloEvent {
  return {
    event_name: 'follow',
    follower: { id: user },
    user_id_by_app: byApp(user),
    source: 'oa_profile',
  };
}

/** The person has opened the chat and seen these messages of the account. */
export function seenEvent(user: string, messageIds: readonly string[]): ZaloEvent {
  return { event_name: 'user_seen_message', sender: { id: user }, message: { msg_ids: messageIds } };
}

/** The message has reached the person's telephone. */
export function receivedEvent(user: string, messageId: string): ZaloEvent {
  return { event_name: 'user_received_message', sender: { id: user }, message: { msg_id: messageId } };
}

/** Sent once, when a person opens the chat for the first time. */
export function chatNowEvent(user: string): ZaloEvent {
  return { event_name: 'user_click_chatnow', user_id: user, user_id_by_app: byApp(user) };
}

export function submitInfoEvent(user: string, info: SharedInfo): ZaloEvent {
  return {
    event_name: 'user_submit_info',
    sender: { id: user },
    info: {
      name: info.name,
      phone: info.phone,
      full_address: { user_city: info.city, user_ward: info.ward, user_address: info.address },
    },
  };
}

/** Coordinates are strings in Zalo's payload. */
export function locationAttachment(latitude: number, longitude: number): Attachment {
  return {
    type: 'location',
    payload: { coordinates: { latitude: String(latitude), longitude: String(longitude) } },
  };
}

function sent(what: string, user: string): ZaloEvent {
  return { event_name: `user_send_${what}`, sender: { id: user }, user_id_by_app: byApp(user) };
}

// Zalo knows a person under another id in every application.
function byApp(user: string): string {
  return [...user].reverse().join('');
}
