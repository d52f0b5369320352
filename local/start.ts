import { reasonOf, StartFailure } from './failure.ts';
import { startHotline } from './hotline.ts';
import { readSettings } from './settings.ts';
import { stopWhenAsked } from './until-stopped.ts';

// Functions are deployed to machines that keep UTC; a habit of this machine's zone must not help them.
process.env.TZ = 'UTC';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const unknown = process.argv.slice(2).find((argument) => argument !== '--fresh');
  if (unknown !== undefined) throw new StartFailure(`${unknown} is not known; the only option is --fresh.`);
  const { PORT, DATA_DIR } = readSettings(process.env);
  say('Đang khởi động… (starting)');
  const hotline = await startHotline({
    port: PORT,
    dataDir: DATA_DIR,
    fresh: process.argv.includes('--fresh'),
    env: process.env,
    warm: true,
    log: say,
  });
  stopWhenAsked(hotline);
  // Built while somebody reads where to go; whoever opens it sooner waits for the same build.
  void fetch(`${hotline.url}/console/`).catch(() => undefined);
  say(`
Đường dây nóng trợ giúp pháp lý đang chạy trên máy này.
  Mở trong trình duyệt   ${hotline.url}/          điện thoại, SMS, Zalo và danh sách việc
  Open in a browser      ${hotline.url}/          phone, SMS, Zalo and the worklists
  Bàn làm việc           ${hotline.url}/console/  (the handlers' console)
  API                    ${hotline.url}/api/openapi.json
  Sự kiện (events)       ${hotline.url}/dev/bus
  Hộp thư của trung tâm  ${hotline.url}/dev/inbox/01
  Tin đã gửi (sent)      ${hotline.url}/dev/outbox
Dừng lại: Ctrl+C`);
}

main().catch((error) => {
  process.stderr.write(
    `${error instanceof StartFailure ? error.message : `The local run failed: ${reasonOf(error)}`}\n`,
  );
  process.exit(1);
});
