import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kindOfZaloEvent, ZALO_EVENT_KINDS, ZALO_EVENTS } from '../../../adapters/zalo/event-kinds.ts';

const page = readFileSync(new URL('../../../docs/zalo-events.md', import.meta.url), 'utf8');

it('the page says of each event what the code does', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (\w+) +\|$/gm)].map(([, event, kind]) => [event, kind]);
  expect(Object.fromEntries(rows)).toEqual(ZALO_EVENTS);
  for (const [kind, words] of Object.entries(ZALO_EVENT_KINDS))
    expect(page).toMatch(
      new RegExp(`^\\| ${kind} +\\| ${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} +\\|$`, 'm'),
    );
});

it.each([
  // https://developers.zalo.me/docs/official-account/webhook/tong-quan, group by group
  [
    'message',
    'user_send_text user_send_image user_send_link user_send_audio user_send_video user_send_sticker',
  ],
  ['message', 'user_send_location user_send_business_card user_send_file user_send_gif user_click_chatnow'],
  ['message', 'anonymous_send_text anonymous_send_image anonymous_send_file anonymous_send_sticker'],
  ['message', 'user_submit_info user_call_oa'],
  ['receipt', 'user_received_message user_seen_message'],
  ['profile', 'follow unfollow user_reacted_message user_reply_consent'],
  [
    'takeover',
    'oa_send_text oa_send_image oa_send_gif oa_send_list oa_send_file oa_send_sticker oa_send_template',
  ],
  ['takeover', 'oa_send_anonymous_text'],
  ['withdrawal', 'user_withdraw'],
  [
    'ignored',
    'oa_reacted_message update_user_info add_user_to_tag remove_user_from_tag remove_tag oa_call_user',
  ],
  [
    'ignored',
    'create_group user_join_group accept_request_join_group reject_request_join_group add_group_admin',
  ],
  ['ignored', 'remove_group_admin update_group_info user_out_group delete_group user_send_group_text'],
  ['ignored', 'oa_send_group_text user_request_join_group oa_send_consent extension_purchased'],
  ['ignored', 'change_template_status change_template_quality change_oa_daily_quota user_feedback'],
  ['ignored', 'user_click_response_button event_journey_acknowledged event_journey_time_out'],
  ['ignored', 'widget_interaction_accepted widget_failed_to_sync_user_external_id'],
])('%s: %s', (kind, names) => {
  for (const name of names.split(' ')) expect(kindOfZaloEvent(name), name).toBe(kind);
});

it('what a person sends in a way not known yet is a message; anything else unknown is told', () => {
  expect(kindOfZaloEvent('user_send_poll')).toBe('message');
  expect(kindOfZaloEvent('user_send_group_poll')).toBeNull();
  expect(kindOfZaloEvent('user_click_button')).toBeNull();
});
