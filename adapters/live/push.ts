import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';

export interface LiveApi {
  /** False when nobody is there any more. */
  push(connectionId: string, message: object): Promise<boolean>;
  /** Ends a connection, if it is still there. */
  end(connectionId: string): Promise<void>;
}

/** The management address of a WebSocket API: its own host and stage. */
export function liveApi(endpoint: string): LiveApi {
  const client = new ApiGatewayManagementApiClient({
    endpoint,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  return {
    async push(connectionId, message) {
      try {
        const Data = Buffer.from(JSON.stringify(message));
        await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data }));
        return true;
      } catch (error) {
        if (error instanceof GoneException) return false;
        throw error;
      }
    },
    async end(connectionId) {
      try {
        await client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
      } catch (error) {
        if (!(error instanceof GoneException)) throw error;
      }
    },
  };
}
