import * as z from 'zod';

/** What the Official Account sent, as the chat shows it. */
export interface ZaloMessage {
  text: string;
  buttons: { title: string; action: ZaloAction }[];
  /** Set where the account asks for name, phone and address. */
  infoRequest: { title: string; subtitle: string } | undefined;
}

export type ZaloAction =
  /** The tap comes back as a text of the person; `shown` says whether the person sees it in the chat. */
  | { does: 'send'; text: string; shown: boolean }
  | { does: 'call'; phone: string }
  | { does: 'sms'; phone: string; text: string }
  | { does: 'open'; url: string };

const Button = z.union([
  z.object({ title: z.string(), type: z.enum(['oa.query.show', 'oa.query.hide']), payload: z.string() }),
  z.object({
    title: z.string(),
    type: z.literal('oa.open.phone'),
    payload: z.object({ phone_code: z.string() }),
  }),
  z.object({
    title: z.string(),
    type: z.literal('oa.open.sms'),
    payload: z.object({ content: z.string(), phone_code: z.string() }),
  }),
  z.object({
    title: z.string(),
    type: z.literal('oa.open.url'),
    payload: z.object({ url: z.string() }),
  }),
]);

const Body = z.object({
  message: z.object({
    text: z.string().default(''),
    attachment: z
      .object({
        payload: z.object({
          template_type: z.string().optional(),
          buttons: z.array(Button).default([]),
          elements: z
            .array(z.object({ title: z.string().default(''), subtitle: z.string().default('') }))
            .default([]),
        }),
      })
      .optional(),
  }),
});

/** Reads the body of `POST /v3.0/oa/message/cs`; undefined where it is no message Zalo would take. */
export function readZaloMessage(body: unknown): ZaloMessage | undefined {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return undefined;
  const { text, attachment } = parsed.data.message;
  const payload = attachment?.payload;
  const element = payload?.template_type === 'request_user_info' ? payload.elements[0] : undefined;
  return {
    text,
    buttons: (payload?.buttons ?? []).map((button) => ({ title: button.title, action: action(button) })),
    infoRequest: element,
  };
}

function action(button: z.infer<typeof Button>): ZaloAction {
  switch (button.type) {
    case 'oa.query.show':
    case 'oa.query.hide':
      return { does: 'send', text: button.payload, shown: button.type === 'oa.query.show' };
    case 'oa.open.phone':
      return { does: 'call', phone: button.payload.phone_code };
    case 'oa.open.sms':
      return { does: 'sms', phone: button.payload.phone_code, text: button.payload.content };
    case 'oa.open.url':
      return { does: 'open', url: button.payload.url };
  }
}
