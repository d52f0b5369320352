// One test file, so that aws-cdk-lib is loaded and the app synthesized once.
import './policy/http-api.ts';
import './policy/functions.ts';
import './policy/table.ts';
import './policy/relay.ts';
import './policy/queues.ts';
import './policy/delivery.ts';
import './policy/sign-in.ts';
import './policy/console.ts';
import './policy/app.ts';
import './policy/operations.ts';
import './policy/outline.ts';
