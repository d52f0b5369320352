/**
 * What each of Zalo's webhook events is to us; docs/zalo-events.md shows the same table.
 * Source: https://developers.zalo.me/docs/official-account/webhook/tong-quan
 */

export const ZALO_EVENT_KINDS = {
  message: 'a contact: stored, read for facts, answered',
  receipt: 'tells how far a message of ours has come; moves its status forward and stands in the timeline',
  profile:
    'concerns the person, nothing is answered: stored with the person and in the open request’s timeline',
  takeover:
    'with `sender.admin_id` a human answered in Zalo’s own chat: in the timeline, and the automatic part steps back; without it the echo of our own message: ignored',
  withdrawal: 'the person takes back their data: messages stop, a request goes to the national desk',
  ignored: 'concerns no citizen’s request, or is told elsewhere: answered with 200, logged, not stored',
} as const;

export type ZaloEventKind = keyof typeof ZALO_EVENT_KINDS;

const all = <Name extends string>(kind: ZaloEventKind, names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, kind]));

export const ZALO_EVENTS: Readonly<Record<string, ZaloEventKind>> = {
  ...all('message', [
    'user_send_text',
    'user_send_image',
    'user_send_gif',
    'user_send_link',
    'user_send_audio',
    'user_send_video',
    'user_send_sticker',
    'user_send_location',
    'user_send_business_card',
    'user_send_file',
    'anonymous_send_text',
    'anonymous_send_image',
    'anonymous_send_file',
    'anonymous_send_sticker',
    'user_click_chatnow',
    // Name, number and address handed over by a form of ours: an answer, so it is answered.
    'user_submit_info',
    // A call that nobody can take here: it must not end in silence.
    'user_call_oa',
  ]),
  ...all('receipt', ['user_received_message', 'user_seen_message']),
  ...all('profile', ['follow', 'unfollow', 'user_reacted_message', 'user_reply_consent']),
  ...all('takeover', [
    'oa_send_text',
    'oa_send_image',
    'oa_send_gif',
    'oa_send_list',
    'oa_send_file',
    'oa_send_sticker',
    'oa_send_template',
    'oa_send_anonymous_text',
    'oa_send_anonymous_image',
    'oa_send_anonymous_file',
    'oa_send_anonymous_sticker',
  ]),
  ...all('withdrawal', ['user_withdraw']),
  ...all('ignored', [
    // What the Official Account itself did to its own records.
    'oa_reacted_message',
    'oa_send_consent',
    'oa_call_user',
    'update_user_info',
    'add_user_to_tag',
    'remove_user_from_tag',
    'remove_tag',
    // A group is no private channel; the hotline opens none.
    'create_group',
    'user_join_group',
    'user_request_join_group',
    'accept_request_join_group',
    'reject_request_join_group',
    'add_group_admin',
    'remove_group_admin',
    'update_group_info',
    'user_out_group',
    'delete_group',
    ...[
      'text',
      'image',
      'gif',
      'link',
      'audio',
      'video',
      'sticker',
      'location',
      'business_card',
      'file',
    ].flatMap((what) => [`user_send_group_${what}`, `oa_send_group_${what}`]),
    // Templates, quotas and widgets of the account.
    'change_template_status',
    'change_template_quality',
    'change_oa_daily_quota',
    'user_feedback',
    'user_click_response_button',
    'event_journey_acknowledged',
    'event_journey_time_out',
    'extension_purchased',
    'widget_interaction_accepted',
    'widget_failed_to_sync_user_external_id',
  ]),
};

/** A name that is not in the table yet; what a person sends is a message all the same. */
export const kindOfZaloEvent = (name: string): ZaloEventKind | null =>
  ZALO_EVENTS[name] ?? (/^(user|anonymous)_send_(?!group)/.test(name) ? 'message' : null);
