import { describe, expect, it } from 'vitest';
import { changedMember, invited } from '../../../domain/centre/team.ts';
import type { Handler } from '../../../domain/request/handling.ts';
import { aHandler } from '../request/a-request.ts';

const handler = aHandler();
const lead = aHandler({ username: 'lead.92', role: 'lead' });
const second = aHandler({ username: 'lead.92.b', role: 'lead' });
const elsewhere = aHandler({ username: 'handler.01', centre: '01' });
const national = aHandler({ username: 'national', role: 'national', centre: 'national' });
const isCentre = (code: string) => ['01', '92', 'national'].includes(code);

describe('an invitation', () => {
  it.each([
    [handler, 'handler', '92', 'not-allowed'],
    [lead, 'handler', undefined, null],
    [lead, 'lead', '92', null],
    [lead, 'handler', '01', 'not-allowed'],
    [lead, 'national', undefined, 'not-allowed'],
    [lead, 'national', 'national', 'not-allowed'],
    [national, 'lead', '01', null],
    [national, 'national', undefined, null],
    [national, 'national', '01', 'not-allowed'],
    [national, 'handler', '99', 'unknown-centre'],
  ] as const)('by %o of a %s for %s: %s', (actor, role, centre, refusal) => {
    const outcome = invited(
      actor,
      { username: 'new', name: 'A', role, ...(centre ? { centre } : {}) },
      isCentre,
    );
    expect('refusal' in outcome ? outcome.refusal : null).toBe(refusal);
  });
});

describe('a change', () => {
  const change = (
    actor: Handler,
    before: Handler | null,
    wish: object,
    team: Handler[] = [handler, lead],
  ) => {
    const outcome = changedMember(actor, before, wish, team, isCentre);
    return 'refusal' in outcome ? outcome.refusal : outcome.handler;
  };
  it.each([
    ['a lead names another', lead, handler, { role: 'lead' }, 'lead'],
    ['a lead disables', lead, handler, { disabled: true }, 'handler'],
    ['the desk moves somebody', national, handler, { centre: '01' }, 'handler'],
  ] as const)('%s', (_what, actor, before, wish, role) => {
    expect(change(actor, before, wish)).toMatchObject({ ...wish, role });
  });

  it.each([
    ['somebody who is not there', lead, null, { name: 'x' }, 'not-found'],
    ['somebody of another centre', lead, elsewhere, { name: 'x' }, 'not-found'],
    ['a handler anything', handler, handler, { name: 'x' }, 'not-found'],
    ['to move away', lead, handler, { centre: '01' }, 'not-allowed'],
    ['to rise above the centre', lead, lead, { role: 'national', centre: 'national' }, 'not-allowed'],
    ['the last lead to leave', lead, lead, { disabled: true }, 'last-lead'],
    ['the last lead to step down', lead, lead, { role: 'handler' }, 'last-lead'],
    ['a number that is none', lead, handler, { phone: '12' }, 'phone'],
    ['to an unknown centre', national, handler, { centre: '99' }, 'unknown-centre'],
  ] as const)('refuses %s', (_what, actor, before, wish, refusal) => {
    expect(change(actor, before, wish)).toBe(refusal);
  });

  it('lets a lead go where another one stays, and not where that one is disabled', () => {
    expect(change(lead, lead, { disabled: true }, [lead, second])).toMatchObject({ disabled: true });
    expect(change(lead, lead, { disabled: true }, [lead, { ...second, disabled: true }])).toBe('last-lead');
  });

  it('keeps a number in one spelling', () => {
    expect(change(lead, handler, { phone: '0912 345 678' })).toMatchObject({ phone: '+84912345678' });
  });
});
