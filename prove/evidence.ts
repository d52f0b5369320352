import packageFile from '../package.json' with { type: 'json' };
import type { CampaignResult } from './campaign.ts';

/** docs/evidence.md, as the campaign found it. */
export function evidencePage(result: CampaignResult): string {
  const { settings, model, evidence, settled, seconds } = result;
  const { counts } = model;
  const rows = (title: string, map: ReadonlyMap<string, number>) =>
    map.size === 0
      ? ''
      : `\n| ${title} | times |\n| --- | --- |\n${[...map]
          .sort(([one], [other]) => one.localeCompare(other))
          .map(([name, count]) => `| ${name} | ${count} |`)
          .join('\n')}\n`;
  const total = [...result.faults.values()].reduce((sum, count) => sum + count, 0);
  const kinds = [...result.kinds]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, { calls, faults }]) => `| ${name} | ${calls} | ${faults} |`)
    .join('\n');
  const promises = evidence.findings.map(({ promise, looked, broken }) => {
    const verdict = broken.length === 0 ? 'holds' : `**broken**: ${broken.slice(0, 5).join('; ')}`;
    return `| ${promise} | ${looked} | ${verdict} |`;
  });
  return `# Evidence

Written by \`npm run prove\`; do not edit. The same decisions again:

\`\`\`sh
npm run prove -- --seed ${settings.seed} --minutes ${settings.minutes} --hands ${settings.hands}
\`\`\`

| | |
| --- | --- |
| date | ${new Date().toISOString().slice(0, 10)} |
| version | ${packageFile.version}, ${result.version} |
| engine | @dynoxide/linux-x64 ${packageFile.optionalDependencies['@dynoxide/linux-x64']}, Node ${process.versions.node} |
| seed | ${settings.seed} |
| length | ${settings.minutes} minutes of storms, ${seconds} s in all, ${settings.hands} people at once |
| webhooks | ${counts.webhooks} sent, ${counts.again} of them again for want of a 2xx, ${counts.doubles} again in spite of one |
| contacts acknowledged | ${model.acknowledged.size}; ${counts.givenUp} events were never answered with 2xx, so nobody was promised anything; ${counts.unsaved} callers were told to their ear that nothing could be kept |
| files acknowledged | ${model.files.size} |
| receipts | ${counts.receipts} |
| in the table | ${evidence.requests} requests, ${evidence.contacts} contacts |
| handlers' clicks | ${counts.acts} |
| messages out | ${evidence.sent} |
| faults at the sockets | ${total} |
| time to quiet | ${settled.minutes} minutes of the local clock |

## Promises

| promise | looked at | |
| --- | --- | --- |
${promises.join('\n')}

## What was done to it

Calls of the functions to AWS and to the providers, and what the database engine's own socket says: refused in the
service's own words, ended before or after they were done or in the middle of the answer, answered with bytes of no sense,
left hanging, slow, done in part, answered by an index as it stood before, told of a conflict.
${rows('service and fault', result.faults)}
Of every kind of call that the functions made while they were disturbed:

| call | times | with a fault |
| --- | --- | --- |
${kinds}

Batches of queues and of the stream:
${rows('batch', result.batchFaults)}
The whole system:
${rows('storm', new Map(result.storms))}
Dead letters that \`redrive\` sent back before the looking:
${settled.redriven.size === 0 ? '\nNone.\n' : rows('queue', settled.redriven)}
Granted and not used in this campaign:

${result.idle.map((line) => `- ${line}`).join('\n') || 'Nothing.'}

Left in a queue at the end: ${settled.remaining.size === 0 ? 'nothing' : [...settled.remaining].map(([name, count]) => `${name} ${count}`).join(', ')}.
`;
}
