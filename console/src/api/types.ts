import type { paths } from './schema.d.ts';

type Answer<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

export type Me = Answer<paths['/api/me']['get']>;
export type Listed = Answer<paths['/api/requests']['get']>['items'][number];
export type Full = Answer<paths['/api/requests/{id}']['get']>;
export type Entry = Full['timeline'][number];
export type State = Listed['state'];
export type Law = Answer<paths['/api/eligibility']['get']>;
export type DecisionBody =
  paths['/api/requests/{id}/decision']['post']['requestBody']['content']['application/json'];
export type ClockBody =
  paths['/api/requests/{id}/clocks']['post']['requestBody']['content']['application/json'];
export type FactsBody =
  paths['/api/requests/{id}/facts']['post']['requestBody']['content']['application/json'];
export type Member = Answer<paths['/api/handlers']['get']>['items'][number];
export type Workload = Answer<paths['/api/workload']['get']>['items'][number];
export type CentreSettings = NonNullable<Answer<paths['/api/centres/{code}']['get']>['settings']>;
export type SettingsBody = paths['/api/centres/{code}']['put']['requestBody']['content']['application/json'];
