import { type Acknowledgment, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What cdk-nag finds and we leave as it is, each with the reason. Nothing is acknowledged anywhere else. */
export const FINDINGS = {
  signedRoute: {
    'AwsSolutions-APIG4':
      'The provider signs each request over its raw bytes, which a gateway authorizer never sees; the function checks the signature before anything else and answers 403.',
  },
  openRoute: {
    'AwsSolutions-APIG4':
      'Open on purpose: liveness, or the description of the interface. It reads nothing of a citizen, and the stage throttles it apart from the rest.',
  },
  deadLetterQueue: {
    'AwsSolutions-SQS3':
      'It is itself a dead-letter queue: of the bus, or of the relay, neither of which is a queue with a redrive policy.',
    'Serverless-SQSRedrivePolicy': 'It is itself a dead-letter queue; an alarm rings on its first message.',
  },
  liveRoutes: {
    'AwsSolutions-APIG4':
      'API Gateway asks an authorizer at $connect and nowhere else; who has no ticket gets no further, and $disconnect only ends.',
  },
  livePush: {
    'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<LiveApi149456B6>/live/POST/@connections/*]':
      'A connection has a name of its own each time; the statement is limited to this API, this stage and two methods.',
    'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<LiveApi149456B6>/live/DELETE/@connections/*]':
      'A connection has a name of its own each time; the statement is limited to this API, this stage and two methods.',
  },
  queueMapping: {
    'Serverless-LambdaEventSourceMappingDestination':
      'Lambda takes a failure destination for streams only; the redrive policy of the queue is what catches failures here.',
  },
  function: {
    'Serverless-LambdaTracing':
      'X-Ray cannot be limited to a resource and its tracer costs 63 ms of each cold start; durations, errors and queue ages are measured and alarmed without it.',
    'Serverless-LambdaDLQ':
      'No data is handed over asynchronously: callers wait for the answer, queues and the stream keep what failed, and a schedule only says that a minute has passed.',
  },
  scheduled: {
    'Serverless-LambdaAsyncFailureDestination':
      'The event says only that it is time, and the next one does the same work; alarms ring on failures and on silence.',
    'Serverless-EventBusDLQ':
      'The event says only that it is time, and the next one does the same work; alarms ring on failures and on silence.',
  },
  relayRole: {
    'AwsSolutions-IAM5[Resource::*]':
      'dynamodb:ListStreams alone: Lambda asks for it to make the mapping, and IAM knows no resource to limit it to.',
  },
  handlersPool: {
    'AwsSolutions-COG8':
      'The Plus plan is paid per user for scoring sign-ins; nobody signs up by themselves, a lead invites known colleagues, and TOTP is required of all.',
  },
  alarmMail: {
    'Serverless-SNSRedrivePolicy':
      'That an alarm by mail was not delivered could be told by the same mail only; its state stays to be seen in CloudWatch.',
  },
  mediaFiles: {
    'AwsSolutions-S1':
      'Files are opened by links of two minutes that the API signs, and each is on the timeline with who asked for it; a log of the bucket would keep the addresses of handlers and know less.',
  },
  mediaRole: {
    'AwsSolutions-IAM5[Resource::HotlineData:ExportsOutputFnGetAttMediaFiles314997ACArnA5F2ACBD/*]':
      "Every request's files are this function's work; which of them a person may open is decided in code, by the request's centre.",
  },
  transcriptsRole: {
    'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:transcribe:<AWS::Region>:<AWS::AccountId>:transcription-job/hotline-*]':
      'A job is named after the file it is for, so its name is not known before.',
  },
  consoleFiles: {
    'AwsSolutions-S1':
      'The bucket holds the published files of a web page, readable by its own distribution only; there is nothing in it to be watched.',
  },
  consoleSite: {
    'AwsSolutions-CFR1':
      'Offices leave through proxies and VPNs whose addresses are not placed in Vietnam; the page holds no data, and the API behind it asks for a token.',
    'AwsSolutions-CFR2':
      'Files without data, and an API that asks for a token and is throttled: a firewall for about US$9 a month would guard nothing more.',
    'AwsSolutions-CFR3':
      'The log would keep the addresses of handlers for a page without data; what they do with requests is on the audit trail in the table.',
  },
  siteWithoutDomain: {
    'AwsSolutions-CFR4':
      "On CloudFront's own domain the TLS version cannot be chosen; with consoleCertificateArn set it is TLS 1.2 of 2021 at least.",
  },
} as const satisfies Record<string, Record<string, string>>;

/** Leaves a named finding on a construct as it is. */
export function acknowledge(construct: IConstruct, finding: keyof typeof FINDINGS): void {
  const rules: Acknowledgment[] = Object.entries(FINDINGS[finding]).map(([id, reason]) => ({ id, reason }));
  Validations.of(construct).acknowledge(...rules);
}
